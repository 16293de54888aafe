import {
  GetAccount,
  GetClaim,
  GetInvoice,
  GetRemittance,
  ListAccounts,
  ListClaims,
  ListInterchanges,
  ListInvoices,
  ListPrices,
  ListRemittances,
  SetPrice,
} from '@orderly/contracts';
import { Ctx, moneyOf } from '@orderly/kernel';
import { Session, TENANTLESS, WORK_LISTS } from '@orderly/platform/persistence';
import { freshTenant, person } from '@orderly/platform/testing';
import { Hospital, Office, service } from './testing/office';
import { file835, paid, payment } from './testing/remittances';

type Listed = { items: { id: string }[]; next?: string };

describe('lists of the billing office', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => {
    office = await Office.start();
    hospital = await office.hospital();
    for (let n = 0; n < 7; n++) {
      const visit = await hospital.billed();
      const part = paid((await visit.claim()).claimControlNumber, 10_000, { paid: 9_000, patient: 1_000 });
      await hospital.import(file835(payment(hospital.nextTrace(), [part])));
      await hospital.send(new SetPrice({ code: { ...service, code: `${n}` }, price: moneyOf(100) }, hospital.biller));
    }
  });
  afterAll(() => office.stop());
  afterEach(() => jest.restoreAllMocks());

  const lists: [string, number, (page: { limit?: number; cursor?: string }, ctx: Ctx) => Promise<Listed>][] = [
    ['accounts', 7, (page, ctx) => hospital.send(new ListAccounts(page, ctx))],
    ['claims', 7, (page, ctx) => hospital.send(new ListClaims(page, ctx))],
    ['invoices', 7, (page, ctx) => hospital.send(new ListInvoices(page, ctx))],
    ['prices', 7, (page, ctx) => hospital.send(new ListPrices(page, ctx))],
    ['remittances', 7, (page, ctx) => hospital.send(new ListRemittances(page, ctx))],
    // Seven payments, and a 999 and a 277CA for each claim.
    ['interchanges', 21, (page, ctx) => hospital.send(new ListInterchanges(page, ctx))],
  ];

  it.each(lists)('%s come page by page, each row once', async (_name, rows, list) => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 3, cursor }, hospital.biller);
      expect(page.items.length).toBeLessThanOrEqual(3);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor);
    expect([seen.length, new Set(seen).size]).toEqual([rows, rows]);
  });

  it.each(lists)('%s cost four statements, however many rows', async (_name, _rows, list) => {
    const commit = jest.spyOn(Session.prototype, 'commit');
    await list({ limit: 1 }, hospital.biller);
    await list({ limit: 200 }, hospital.biller);
    expect(commit.mock.contexts.map(({ statements }: Session) => statements)).toEqual([4, 4]);
  });

  it.each(lists)('%s are read with the permission, and those of another hospital are empty', async (_name, _rows, list) => {
    expect((await list({}, person(freshTenant()))).items).toEqual([]);
    const { next } = await list({ limit: 1 }, hospital.biller);
    await expect(list({ cursor: next }, person(freshTenant()))).rejects.toMatchObject({ code: 'orderly.invalid-cursor' });
    const nobody = person(hospital.tenant, { permissions: [] });
    await expect(list({}, nobody)).rejects.toMatchObject({ code: 'orderly.forbidden' });
  });

  it('keep to what was asked for', async () => {
    const ctx = hospital.biller;
    const [{ claimControlNumber, accountId } = { claimControlNumber: '', accountId: '' }] = await hospital.claims();
    expect((await hospital.send(new ListClaims({ claimControlNumber }, ctx))).items).toHaveLength(1);
    expect((await hospital.send(new ListClaims({ accountId, state: 'adjudicated' }, ctx))).items).toHaveLength(1);
    expect((await hospital.send(new ListClaims({ state: 'denied' }, ctx))).items).toEqual([]);
    expect((await hospital.send(new ListInvoices({ reason: 'self-pay' }, ctx))).items).toEqual([]);
    const [{ traceNumber } = { traceNumber: '' }] = await hospital.remittances();
    expect((await hospital.send(new ListRemittances({ traceNumber }, ctx))).items).toHaveLength(1);
    expect((await hospital.send(new ListAccounts({ billingStatus: 'open' }, ctx))).items).toEqual([]);
  });

  it('and single resources of another hospital do not exist', async () => {
    const stranger = person(freshTenant());
    const [claim] = await hospital.claims();
    const [invoice] = await hospital.invoices();
    const [remittance] = await hospital.remittances();
    const reads = [
      new GetClaim({ claimId: claim?.id as string }, stranger),
      new GetInvoice({ invoiceId: invoice?.id as string }, stranger),
      new GetRemittance({ remittanceId: remittance?.id as string }, stranger),
      new GetAccount({ accountId: claim?.accountId as string }, stranger),
    ];
    for (const read of reads) await expect(hospital.send<unknown>(read)).rejects.toMatchObject({ code: 'orderly.not-found' });
  });

  it('show what their contract says', async () => {
    const page = await hospital.send(new ListAccounts({}, hospital.biller));
    expect(ListAccounts.output.parse(JSON.parse(JSON.stringify(page)))).toBeDefined();
    const claims = await hospital.send(new ListClaims({}, hospital.biller));
    expect(ListClaims.output.parse(claims)).toEqual(claims);
    expect(claims.items[0]).not.toHaveProperty('document');
    for (const [, , list] of lists) expect(JSON.stringify(await list({}, hospital.biller))).not.toContain('sealed');
  });

  it('protect every table of the context by the tenant', async () => {
    const tables = await office.host.rows<{ table: string; protected: boolean; unique: boolean }>(
      `select c.relname as table, c.relrowsecurity and c.relforcerowsecurity
                and (select count(*) = 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant') as protected,
              not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisunique and not exists (
                select 1 from pg_attribute a where a.attrelid = c.oid and a.attnum = any(i.indkey) and a.attname = 'tenant')) as unique
       from pg_class c where c.relnamespace::regnamespace::text = 'billing' and c.relkind = 'r'`,
    );
    const platform = [...TENANTLESS, ...WORK_LISTS, 'audit'] as string[];
    const own = tables.filter(({ table }) => !platform.includes(table));
    expect(own).toHaveLength(14);
    for (const { table, ...checks } of own) expect({ table, ...checks }).toEqual({ table, protected: true, unique: true });
  });
});
