import { ListAccounts, OrderReinstated, OrderRevoked, OrganizationRegistered, SetPrice } from '@orderly/contracts';
import { moneyOf, newId } from '@orderly/kernel';
import { AT, Hospital, Office, service, Visit } from './testing/office';

const DAY = 86_400;

/** Every order of these. */
const permutations = <T>(all: readonly T[]): T[][] =>
  all.length < 2 ? [[...all]] : all.flatMap((one, at) => permutations(all.toSpliced(at, 1)).map((rest) => [one, ...rest]));

describe('the claim of an encounter', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => (office = await Office.start()));
  afterAll(() => office.stop());
  beforeEach(async () => (hospital = await office.hospital()));

  const reasonOf = async (visit: Visit) => {
    await office.work();
    const { billingStatus, waitingFor } = await visit.read();
    return [billingStatus, waitingFor];
  };
  const notBilled = (reason: string) => ['carecomplete-notbilled', reason];
  const FACTS: ((visit: Visit) => Promise<unknown>)[] = [
    (visit) => visit.finish(),
    (visit) => visit.code({ orderIds: [visit.orderId] }),
    (visit) => visit.completeOrder(),
    (visit) => visit.capture(10_000),
  ];

  it('is built once, when the last of four facts has come, in whatever order they come', async () => {
    const orders = permutations(FACTS);
    expect(orders).toHaveLength(24);
    for (const facts of orders) {
      const visit = await hospital.visit();
      await visit.placeOrder();
      for (const fact of facts) {
        expect(await visit.claims()).toEqual([]);
        await fact(visit);
        await office.work();
      }
      expect(await visit.claim()).toMatchObject({ state: 'acknowledged', total: moneyOf(10_000) });
    }
    expect(await hospital.claims()).toHaveLength(24);
    expect((await hospital.events()).filter((type) => type === 'claim-drafted')).toHaveLength(24);
    expect(office.clearinghouse.taken.size).toBe(24);
  });

  it('is built once, when the four facts come at once while two workers look', async () => {
    const visits = await Promise.all(Array.from({ length: 8 }, () => hospital.visit()));
    for (const visit of visits) await visit.placeOrder();
    await Promise.all(visits.flatMap((visit) => [...FACTS.map((fact) => fact(visit)), office.work(), office.work()]));
    await office.work();
    for (const visit of visits) expect(await visit.claim()).toMatchObject({ state: 'acknowledged' });
    expect((await hospital.events()).filter((type) => type === 'claim-drafted')).toHaveLength(8);
  });

  it('is built when orders are finished before the encounter is known here', async () => {
    const visit = new Visit(hospital);
    await visit.placeOrder();
    await visit.completeOrder();
    await office.work();
    const known = Object.assign(await hospital.visit(), { orderId: visit.orderId });
    await known.ready(500, { orderIds: [visit.orderId] });
    await office.work();
    expect(await known.claim()).toMatchObject({ state: 'acknowledged' });
  });

  it('waits for each order: a revoked one is closed, a reinstated one open again', async () => {
    const visit = await hospital.visit();
    const { id: encounterId, patientId, orderId } = visit;
    const of = { orderId, patientId, encounterId };
    await visit.placeOrder();
    await hospital.fact('Order', orderId, new OrderRevoked({ ...of, revokedAt: AT, reason: 'by mistake' }), 2);
    await hospital.fact('Order', orderId, new OrderReinstated({ ...of, reinstatedAt: AT }), 3);
    await visit.ready(500, { orderIds: [orderId] });
    expect(await reasonOf(visit)).toEqual(notBilled('orders-open'));
    await hospital.fact('Order', orderId, new OrderRevoked({ ...of, revokedAt: AT, reason: 'by mistake' }), 4);
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
  });

  it('no longer waits when what came in between is gone again', async () => {
    const visit = await hospital.visit();
    const { id: encounterId, patientId, orderId } = visit;
    const of = { orderId, patientId, encounterId };
    await visit.placeOrder();
    await visit.completeOrder();
    await visit.ready(500, { orderIds: [orderId] });
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
    await hospital.fact('Order', orderId, new OrderReinstated({ ...of, reinstatedAt: AT }), 3);
    await visit.completeAnother();
    expect(await reasonOf(visit)).toEqual(['billing', 'orders-open']);
    await hospital.fact('Order', orderId, new OrderRevoked({ ...of, revokedAt: AT, reason: 'by mistake' }), 4);
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
    expect(await visit.claims()).toHaveLength(1);
  });

  it('says what it waits for, one reason after the other', async () => {
    const visit = await hospital.visit({ registered: false });
    const unnumbered = newId();
    await hospital.fact('Organization', unnumbered, anOrganizationWithoutNumber(unnumbered));
    expect(await reasonOf(visit)).toEqual(['open', 'encounter-not-finished']);
    await visit.finish();
    expect(await reasonOf(visit)).toEqual(notBilled('not-coded'));
    await visit.code({ orderIds: [visit.orderId], coverage: undefined });
    expect(await reasonOf(visit)).toEqual(notBilled('orders-open'));
    await visit.placeOrder();
    await visit.completeOrder();
    expect(await reasonOf(visit)).toEqual(notBilled('charges-missing'));
    await visit.capture();
    expect(await reasonOf(visit)).toEqual(notBilled('no-price'));
    await hospital.send(new SetPrice({ code: service, price: moneyOf(700) }, hospital.biller));
    expect(await reasonOf(visit)).toEqual(notBilled('no-coverage'));
    await visit.code({ coverage: { payorId: unnumbered, subscriberId: 'M1' } });
    expect(await reasonOf(visit)).toEqual(notBilled('no-payer-identifier'));
    await visit.code();
    expect(await reasonOf(visit)).toEqual(notBilled('no-patient'));
    await visit.register();
    await office.after(5);
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
    expect(await visit.claim()).toMatchObject({ total: moneyOf(700) });
  });
  const anOrganizationWithoutNumber = (organizationId: string) =>
    new OrganizationRegistered({ organizationId, name: 'UNKNOWN PAYER', identifier: [] });

  it('waits until the hospital has its numbers', async () => {
    const unenrolled = await Hospital.without(office);
    const visit = await unenrolled.visit();
    await visit.ready(500);
    expect(await reasonOf(visit)).toEqual(notBilled('no-npi'));
    await unenrolled.enrol();
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
  });

  it('waits for a payer that is not in the directory yet', async () => {
    const payorId = newId();
    const visit = await hospital.visit();
    await visit.ready(500, { coverage: { payorId, subscriberId: 'M1' } });
    expect(await reasonOf(visit)).toEqual(notBilled('no-payer-identifier'));
    await hospital.payer(payorId);
    await office.after(5);
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
  });

  it('does not wait for ever for one that was mistyped', async () => {
    const payorId = newId();
    const visit = await hospital.visit();
    await visit.ready(500, { coverage: { payorId, subscriberId: 'M1' } });
    const polls = async () => (await office.errands()).filter(({ kind }) => kind === 'bill-account').length;
    expect([await reasonOf(visit), await polls()]).toEqual([notBilled('no-payer-identifier'), 1]);
    for (let n = 0; n < 13; n++) await office.after(5);
    expect([await reasonOf(visit), await polls()]).toEqual([notBilled('no-payer-identifier'), 0]);
    await hospital.payer(payorId);
    await visit.code({ coverage: { payorId, subscriberId: 'M1' } });
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
  });

  it('does not miss a price that was set while it was looked at', async () => {
    const visit = await hospital.visit();
    await visit.ready();
    expect(await reasonOf(visit)).toEqual(notBilled('no-price'));
    // As if the price had been set by somebody who did not see yet that this account waits for it.
    await office.host.rows(
      `insert into billing.price (tenant, id, version, system, code, cents) values ($1, $2, 1, $3, $4, 900)`,
      [hospital.tenant, newId(), service.system, service.code],
    );
    await office.after(5);
    expect(await reasonOf(visit)).toEqual(['billing', undefined]);
  });

  it('keeps the price at which it was billed when the fee schedule changes', async () => {
    const setPrice = (cents: number) => hospital.send(new SetPrice({ code: service, price: moneyOf(cents) }, hospital.biller));
    const visit = await hospital.visit();
    await visit.ready();
    await setPrice(700);
    await office.work();
    await setPrice(900);
    expect((await visit.read()).charges).toMatchObject([{ net: moneyOf(700) }]);
    await visit.capture();
    await office.work();
    const [, replacement] = await visit.claims();
    expect(replacement).toMatchObject({ total: moneyOf(1_600), frequency: '7' });
  });

  it('of an encounter without charges is none, and the account is closed', async () => {
    const visit = await hospital.visit();
    await visit.code({ chargeCount: 0, coverage: undefined });
    await visit.finish();
    expect(await reasonOf(visit)).toEqual(['closed-completed', undefined]);
    expect([await visit.claims(), await visit.invoices()]).toEqual([[], []]);
  });

  it('of somebody who pays himself is an invoice, and one more for what comes later', async () => {
    const visit = await hospital.visit();
    await visit.ready(10_000, { coverage: { selfPay: true } });
    await office.work();
    await visit.capture(2_500);
    await office.work();
    expect(await visit.claims()).toEqual([]);
    expect(await visit.invoices()).toMatchObject([
      { reason: 'self-pay', status: 'issued', totalNet: moneyOf(10_000), paid: moneyOf(0) },
      { reason: 'self-pay', status: 'issued', totalNet: moneyOf(2_500) },
    ]);
    expect((await hospital.events()).filter((type) => type === 'invoice-issued')).toHaveLength(2);
    expect(office.clearinghouse.received).toEqual([]);
  });

  describe('that is not there days after the encounter was finished', () => {
    const overdue = async () =>
      (await hospital.send(new ListAccounts({ billingStatus: 'carecomplete-notbilled' }, hospital.biller))).items;

    it('is an event and stands on the worklist with its reason, once', async () => {
      const visit = await hospital.visit();
      await visit.finish();
      await office.work();
      await office.after(3 * DAY - 60);
      expect(await overdue()).toMatchObject([{ id: visit.id, waitingFor: 'not-coded' }]);
      expect((await overdue())[0]?.overdueSince).toBeUndefined();
      await office.after(60);
      expect(await overdue()).toMatchObject([{ id: visit.id, overdueSince: '2026-03-05T08:00:00.000Z' }]);
      await office.after(10 * DAY);
      expect(await hospital.events(visit.id)).toEqual(['billing-overdue']);
      await visit.capture(500);
      await visit.code();
      await office.work();
      expect((await visit.read()).overdueSince).toBeUndefined();
      expect(await overdue()).toEqual([]);
    });

    it('is nothing when it was billed in time or the encounter goes on', async () => {
      await hospital.billed();
      const open = await hospital.visit();
      await open.capture(500);
      await open.code();
      await office.work();
      await office.after(10 * DAY);
      expect((await hospital.events()).filter((type) => type === 'billing-overdue')).toEqual([]);
    });

    it('is as visible when only a later charge is not billed, and a price releases it', async () => {
      const visit = await hospital.billed();
      await visit.capture(undefined, { code: { ...service, code: '1' } });
      expect(await reasonOf(visit)).toEqual(['billing', 'no-price']);
      await office.after(4 * DAY);
      expect(await hospital.events(visit.id)).toEqual(['encounter-coded', 'billing-overdue']);
      await hospital.send(new SetPrice({ code: { ...service, code: '1' }, price: moneyOf(300) }, hospital.biller));
      expect(await reasonOf(visit)).toEqual(['billing', undefined]);
      expect(await visit.claims()).toMatchObject([{}, { frequency: '7', total: moneyOf(10_300) }]);
    });
  });
});
