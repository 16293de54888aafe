import { CaptureCharges, CompleteCoding, ROLES, SetPrice } from '@orderly/contracts';
import { moneyOf, newId } from '@orderly/kernel';
import { person } from '@orderly/platform/testing';
import { flu, Hospital, Office, service } from './testing/office';

describe('charges and coding', () => {
  let office: Office;
  let hospital: Hospital;
  beforeAll(async () => (office = await Office.start()));
  afterAll(() => office.stop());
  beforeEach(async () => (hospital = await office.hospital()));

  const setPrice = (cents: number, code = service) =>
    hospital.send(new SetPrice({ code, price: moneyOf(cents) }, hospital.biller));
  const nets = async (visit: { read(): Promise<{ charges: { net?: { amount: string } }[] }> }) =>
    (await visit.read()).charges.map(({ net }) => net?.amount);

  it('are captured in order, at the price given, else the fee schedule`s for the quantity, else without', async () => {
    await setPrice(2_550);
    const visit = await hospital.visit();
    await visit.capture(999);
    await visit.capture(undefined, { quantity: 3 });
    await visit.capture(undefined, { code: { ...service, code: '1' } });
    // The same code in another code system is another service.
    await visit.capture(undefined, { code: { ...service, system: 'http://loinc.org' } });
    expect(await nets(visit)).toEqual(['9.99', '76.50', undefined, undefined]);
    expect(await hospital.events(visit.id)).toEqual([]);
    expect((await hospital.events()).filter((type) => type === 'charge-captured')).toHaveLength(4);
  });

  it('are one charge when the same service comes again', async () => {
    const visit = await hospital.visit();
    const serviceReference = newId();
    await visit.capture(500, { serviceReference });
    const again = await visit.capture(500, { serviceReference });
    expect(again.charges).toHaveLength(1);
    expect((await hospital.events()).filter((type) => type === 'charge-captured')).toHaveLength(1);
  });

  it.each([
    ['quantity', { quantity: 2 }],
    ['code', { code: { ...service, code: '1' } }],
    ['code system', { code: { ...service, system: 'http://loinc.org' } }],
    ['day', { serviced: '2026-03-01' }],
    ['revenue code', { revenueCode: '0300' }],
    ['price', { priceOverride: moneyOf(501) }],
  ])('are refused when the same service comes again with another %s', async (_what, other) => {
    const visit = await hospital.visit();
    const serviceReference = newId();
    await visit.capture(500, { serviceReference });
    await expect(visit.capture(500, { serviceReference, ...other })).rejects.toMatchObject({
      code: 'billing.charge-exists',
      details: { pointer: '/charges/0/serviceReference' },
    });
    expect((await visit.read()).charges).toHaveLength(1);
  });

  it('are unique in the hospital, also when two encounters bring the same service at once, but not beyond it', async () => {
    const [one, other] = [await hospital.visit(), await hospital.visit()];
    const serviceReference = newId();
    const both = await Promise.allSettled([one.capture(500, { serviceReference }), other.capture(500, { serviceReference })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [refused] = both.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused?.reason).toMatchObject({ code: 'billing.charge-exists' });
    const elsewhere = await (await Hospital.enrolled(office)).visit();
    expect((await elsewhere.capture(500, { serviceReference })).charges).toHaveLength(1);
  });

  it('of one encounter are captured by two people at once, each once', async () => {
    const visit = await hospital.visit();
    const references = Array.from({ length: 6 }, newId);
    await Promise.all([...references, ...references].map((serviceReference) => visit.capture(100, { serviceReference })));
    expect((await visit.read()).charges.map(({ serviceReference }) => serviceReference).sort()).toEqual([...references].sort());
  });

  it('that are captured before their price, which makes them too dear, go on waiting', async () => {
    const visit = await hospital.visit();
    await visit.ready(undefined, {});
    await visit.capture(undefined, { quantity: 2 });
    await setPrice(9_999_999_999);
    await office.work();
    expect((await visit.read()).waitingFor).toBe('no-price');
    expect(await office.errands()).not.toContainEqual({ kind: 'bill-account', reason: expect.any(String) as string });
  });

  it('cost more than nothing, and are named once in a command', async () => {
    const visit = await hospital.visit();
    const capture = (...charges: CaptureCharges['data']['charges']) =>
      hospital.send(new CaptureCharges({ accountId: visit.id, charges }, hospital.biller));
    for (const amount of ['0.00', '-1.00', '100000000.00', '9999999999999.99'])
      await expect(capture({ ...aCharge(), priceOverride: { amount, currency: 'USD' } })).rejects.toMatchObject({
        code: 'billing.not-a-price',
        details: { pointer: '/charges/0/priceOverride' },
      });
    for (const cents of [0, 10_000_000_000]) await expect(setPrice(cents)).rejects.toMatchObject({ code: 'billing.not-a-price' });
    const dear = { ...service, code: '2' };
    await setPrice(9_999_999_999, dear);
    await expect(capture(aCharge(), { ...aCharge(), code: dear, quantity: 2 })).rejects.toMatchObject({
      ...{ code: 'billing.not-a-price', details: { pointer: '/charges/1/quantity' } },
    });
    const twice = aCharge();
    await expect(capture(aCharge(), twice, twice)).rejects.toMatchObject({ details: { pointer: '/charges/2/serviceReference' } });
    expect((await visit.read()).charges).toEqual([]);
  });
  const aCharge = () => ({ serviceReference: newId(), code: service, quantity: 1 });

  it('wait for an encounter that is on its way, and are refused when it does not come', async () => {
    const charge = new CaptureCharges({ accountId: newId(), charges: [aCharge()] }, hospital.biller);
    await expect(hospital.send(charge)).rejects.toMatchObject({ code: 'orderly.not-known-yet' });
  });

  it('are captured once for one idempotency key', async () => {
    const visit = await hospital.visit();
    const ctx = () => ({ ...hospital.biller, idempotencyKey: 'key-1', user: visit.id });
    const charges = [aCharge()];
    const answers = [];
    for (let i = 0; i < 2; i++) answers.push(await hospital.send(new CaptureCharges({ accountId: visit.id, charges }, ctx())));
    expect(answers[1]).toEqual(answers[0]);
  });

  it('are the billing office`s: a physician may neither capture nor code', async () => {
    const visit = await hospital.visit();
    const by = (role: keyof typeof ROLES) => person(hospital.tenant, { permissions: ROLES[role] });
    const capture = (role: keyof typeof ROLES) =>
      hospital.send(new CaptureCharges({ accountId: visit.id, charges: [aCharge()] }, by(role)));
    const code = (role: keyof typeof ROLES) =>
      hospital.send(new CompleteCoding({ accountId: visit.id, orderIds: [], chargeCount: 1, diagnosis: [flu] }, by(role)));
    for (const attempt of [capture, code]) {
      await expect(attempt('physician')).rejects.toMatchObject({ code: 'orderly.forbidden' });
      await expect(attempt('biller')).resolves.toMatchObject({ id: visit.id });
    }
  });

  it('are coded anew until the claim is built, and the diagnosis travels sealed', async () => {
    const visit = await hospital.visit();
    await visit.capture(500);
    await visit.code({ chargeCount: 7 });
    await visit.code({ chargeCount: 1 });
    await visit.finish();
    await office.work();
    await expect(visit.code({ chargeCount: 1 })).rejects.toMatchObject({ code: 'billing.already-billed' });
    expect((await visit.claim()).total.amount).toBe('5.00');
    const [{ event } = { event: '' }] = await office.host.rows<{ event: string }>(
      `select event from billing.event_log where tenant = $1 and type = 'billing.encounter-coded'`,
      [hospital.tenant],
    );
    expect(event).toContain('sealed');
    expect(event).not.toContain(flu.code);
    expect(event).not.toContain('"M1');
  });

  it('of another hospital do not exist', async () => {
    const visit = await hospital.visit();
    const stranger = await Hospital.enrolled(office);
    const charge = new CaptureCharges({ accountId: visit.id, charges: [aCharge()] }, stranger.biller);
    await expect(stranger.send(charge)).rejects.toMatchObject({ code: 'orderly.not-known-yet' });
  });
});
