import { Ctx, Envelope } from '@orderly/kernel';
import { Bank, eventually, freshTenant, person } from '@orderly/platform/testing';
import { ReadJournal } from './read-journal';

describe('the journal route', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ transport: false })));
  afterAll(() => bank.stop());

  const read = (ctx: Ctx, after?: string, limit = 2) => bank.host.send(new ReadJournal({ context: 'ledger', after, limit }, ctx));

  /** An open transaction of somebody else hides what came after it, so the whole may take a moment. */
  async function readAll(ctx: Ctx, expected: number): Promise<Envelope[]> {
    return eventually(async () => {
      const events = await pages(ctx);
      expect(events).toHaveLength(expected);
      return events;
    });
  }

  async function pages(ctx: Ctx): Promise<Envelope[]> {
    const events: Envelope[] = [];
    for (let after: string | undefined; ;) {
      const page = await read(ctx, after);
      if (page.items.length === 0) return events;
      events.push(...page.items);
      after = page.next;
    }
  }

  it('gives every event of the caller`s hospital once, as published, and none of another', async () => {
    const [tenant, other] = [freshTenant(), freshTenant()];
    await bank.account(tenant, 1, 2);
    await bank.account(other, 3);
    await bank.account(tenant, 4);
    const events = await readAll(person(tenant), 5);
    expect(events).toEqual((await bank.journal(tenant)).map((event) => JSON.parse(event) as Envelope));
  });

  it('leaves sealed what is sealed', async () => {
    const tenant = freshTenant();
    await bank.account(tenant);
    const events = await readAll(person(tenant), 1);
    expect(JSON.stringify(events)).not.toContain('Testwood');
    expect(events).toMatchObject([{ data: { sealed: expect.stringMatching(/^ey/) as string } }]);
  });

  it('goes on where it stopped when more has happened', async () => {
    const ctx = person(freshTenant());
    const account = await bank.account(ctx.tenant);
    await readAll(ctx, 1);
    const { next } = await read(ctx);
    expect(await read(ctx, next)).toEqual({ items: [], next });
    await bank.post(person(ctx.tenant), account, 7);
    await readAll(ctx, 2);
    expect((await read(ctx, next)).items.map(({ sequence }) => sequence)).toEqual(['2']);
  });

  it('refuses a cursor of another hospital, an unknown context and a caller without the permission', async () => {
    const { next } = await read(person(freshTenant()));
    await expect(read(person(freshTenant()), next)).rejects.toMatchObject({ code: 'orderly.invalid-cursor' });
    const unknown = new ReadJournal({ context: 'nothing' }, person(freshTenant()));
    await expect(bank.host.send(unknown)).rejects.toMatchObject({ code: 'orderly.not-found' });
    await expect(read(person(freshTenant(), { permissions: [] }))).rejects.toMatchObject({ code: 'orderly.forbidden' });
  });

  it('writes down who has read', async () => {
    const ctx = person(freshTenant());
    await read(ctx);
    const rows = await bank.host.rows('select actor, operation, action from ledger.audit where tenant = $1', [ctx.tenant]);
    expect(rows).toEqual([{ actor: ctx.user, operation: 'platform.read-journal', action: 'R' }]);
  });
});
