import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@orderly/platform/testing';
import { orderly } from '@orderly/sdk';
import { Hospital, OPERATOR_PASSWORD, RunningOrderly } from './testing/hospital';
import { freePort, Sandbox } from './testing/sandbox';
import { ADA } from './testing/stay';
import { aFinishedVisit, aHospitalThatBills, anOrderMeasuredByTheAnalyser } from './testing/visit';

const journeyOf = async (hospital: Hospital, journeyId: string) =>
  (await hospital.as('biller').get('/v1/journeys/{journeyId}', { path: { journeyId } })).data;
type Journey = Awaited<ReturnType<typeof journeyOf>>;

describe('the journey of a whole visit', () => {
  let running: RunningOrderly;
  let outside: Sandbox;
  let folder: string;
  let hospital: Hospital;
  let ordered: { encounterId: string; orderId: string; patientId: string };
  let journey: Journey;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(__dirname, '../../../tools/build.mjs')]);
    folder = mkdtempSync(join(tmpdir(), 'orderly-visit-'));
    const port = await freePort();
    running = await RunningOrderly.start({ clearinghouseUrl: `http://127.0.0.1:${port}` });
    outside = await Sandbox.start(port, running.mllpPort, folder);
    hospital = await running.hospital();
    const { payorId } = await aHospitalThatBills(hospital);
    ordered = await anOrderMeasuredByTheAnalyser(hospital, outside);
    const path = { taskId: ordered.orderId };
    const { data: task } = await hospital.as('pathologist').get('/v1/lab-tasks/{taskId}', { path });
    const value = { valueQuantity: { value: '6.50', unit: 'mmol/L' } };
    const body = { resultId: task.results[0]?.id as string, value, reason: 'digits swapped' };
    await hospital.as('pathologist').post('/v1/lab-tasks/{taskId}/correct-result', { path, body });
    await outside.pays({ [ordered.encounterId]: '90.50' });
    await aFinishedVisit(hospital, { ...ordered, orderIds: [ordered.orderId], payorId }, 12_000);
    journey = await eventually(async () => {
      const paid = await journeyOf(hospital, ordered.encounterId);
      expect(paid.steps.map(({ type }) => type)).toContain('billing.payment-posted');
      expect(paid.steps.filter(({ published, effects }) => !published || effects.some(({ state }) => state !== 'done'))).toEqual(
        [],
      );
      return paid;
    }, 40_000);
  }, 90_000);
  afterAll(async () => {
    hospital.leave();
    await running.stop();
    await outside.kill();
    rmSync(folder, { recursive: true });
  });

  it('has every step once, in order of time, with all of its effects done', () => {
    const types = journey.steps.map(({ type }) => type);
    expect([...types].sort()).toEqual([
      ...['billing.charge-captured', 'billing.claim-acknowledged', 'billing.claim-adjudicated', 'billing.claim-drafted'],
      ...['billing.claim-submitted', 'billing.encounter-coded', 'billing.invoice-issued', 'billing.payment-posted'],
      ...['billing.remittance-received', 'encounters.encounter-finished', 'encounters.encounter-started'],
      ...['laboratory.order-accepted', 'laboratory.result-corrected', 'laboratory.result-entered', 'laboratory.result-verified'],
      ...['laboratory.specimen-collected', 'laboratory.specimen-received', 'orders.order-completed', 'orders.order-placed'],
    ]);
    const times = journey.steps.map(({ occurredAt }) => occurredAt);
    expect(times).toEqual([...times].sort());
    expect(journey).toMatchObject({ startedAt: times[0], lastAt: times.at(-1) });
  });

  it('tells what caused what, from the order to the claim', () => {
    const step = (type: string) => journey.steps.find((one) => one.type === type) as Journey['steps'][0];
    const effect = (type: string, subscription: string) => step(type).effects.find((one) => one.subscription === subscription);
    expect(effect('orders.order-placed', 'laboratory-on-orders')?.caused).toEqual([step('laboratory.order-accepted').id]);
    expect(effect('laboratory.result-verified', 'orders-on-laboratory')?.caused).toEqual([step('orders.order-completed').id]);
    // Billed is when the last of what a claim needs has come, whichever that was.
    const last = [
      step('encounters.encounter-finished').id,
      step('orders.order-completed').id,
      step('billing.encounter-coded').causationId,
    ];
    expect(last).toContain(step('billing.claim-drafted').causationId);
    expect(step('billing.claim-drafted').correlationId).toBe(step('orders.order-placed').correlationId);
  });

  it('names people by their roles, and the system by what acted', () => {
    const actors = new Map(journey.steps.map(({ type, actor }) => [type, actor]));
    expect(actors.get('encounters.encounter-started')).toEqual({ kind: 'person', role: 'registrar' });
    expect(actors.get('laboratory.result-verified')).toEqual({ kind: 'person', role: 'pathologist' });
    expect(actors.get('laboratory.order-accepted')).toEqual({ kind: 'system', role: 'accept-order-on-order-placed' });
    expect(actors.get('billing.payment-posted')).toEqual({ kind: 'system', role: 'post-remittance' });
  });

  it('keeps the history of a corrected result', () => {
    const history = journey.steps.filter(({ resultId }) => resultId).map(({ type, status }) => [type, status]);
    expect(history).toEqual([
      ['laboratory.result-entered', 'preliminary'],
      ['laboratory.result-verified', 'final'],
      ['laboratory.result-corrected', 'corrected'],
    ]);
  });

  it('ends with money that balances, waits for the patient`s share, and is settled when that is paid', async () => {
    const dollars = (amount: string) => ({ amount, currency: 'USD' });
    const { billed, paid, adjusted, patientResponsibility, patientPaid } = journey.money as NonNullable<Journey['money']>;
    const cents = [paid, adjusted, patientResponsibility].map(({ amount }) => Number(amount.replace('.', '')));
    expect([billed, paid, patientPaid]).toEqual([dollars('120.00'), dollars('90.50'), dollars('0.00')]);
    expect(cents.reduce((sum, one) => sum + one)).toBe(12_000);
    expect(journey).toMatchObject({ state: 'waiting', waiting: [{ context: 'billing', what: 'patient-payment' }] });
    expect(journey.expected).toEqual([{ type: 'billing.patient-payment-received', context: 'billing' }]);
    const [invoiceId = ''] = journey.references.invoiceIds;
    const body = { amount: patientResponsibility, reference: 'receipt 1' };
    await hospital.as('biller').post('/v1/invoices/{invoiceId}/record-payment', { path: { invoiceId }, body });
    await eventually(async () => {
      const settled = await journeyOf(hospital, ordered.encounterId);
      expect(settled).toMatchObject({ state: 'settled', waiting: [], expected: [] });
      expect(settled.money?.patientPaid).toEqual(patientResponsibility);
    });
    const { items } = (await hospital.as('biller').get('/v1/journeys', { query: { state: 'settled' } })).data;
    expect(items).toMatchObject([{ id: ordered.encounterId, orders: 1, waiting: 0, steps: 20 }]);
  });

  it('is the same by order, claim, invoice, event and correlation id', async () => {
    const whole = await journeyOf(hospital, ordered.encounterId);
    const { claimIds, invoiceIds } = whole.references;
    const [first, placed, last] = [whole.steps[0], whole.steps[1], whole.steps.at(-1)];
    const ids = [ordered.orderId, ...claimIds, ...invoiceIds, last?.id, placed?.correlationId, first?.correlationId];
    expect(ids).toHaveLength(6);
    for (const id of ids) expect(await journeyOf(hospital, id as string)).toEqual(whole);
  });

  it('holds nothing that is sealed, and no name of anybody', async () => {
    const whole = JSON.stringify([journey, (await hospital.as('biller').get('/v1/journeys', { query: {} })).data]);
    // A second and its thousandths may read like a value.
    const text = whole.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '');
    expect(text).toContain('Glucose');
    const secrets = [
      ADA.name.family,
      ADA.name.given[0],
      ADA.birthDate,
      ordered.patientId,
      '5.60',
      '6.50',
      'digits swapped',
      'M-100',
    ];
    for (const secret of [...secrets, 'sealed', 'The pathologist'])
      expect([secret, text.includes(secret as string)]).toEqual([secret, false]);
  });

  it('shows money and what was ordered to those who may read it, and every read to the auditor', async () => {
    const path = { journeyId: ordered.encounterId };
    const asNurse = (await hospital.as('nurse').get('/v1/journeys/{journeyId}', { path })).data;
    expect([asNurse.money, asNurse.steps.find(({ label }) => label)?.label]).toEqual([undefined, 'Glucose']);
    const asRegistrar = (await hospital.as('registrar').get('/v1/journeys/{journeyId}', { path })).data;
    expect([asRegistrar.money, asRegistrar.steps.find(({ label }) => label)]).toEqual([undefined, undefined]);
    const reads = await running.rows(
      `select 1 from laboratory.audit where tenant = $1 and operation = 'platform.get-journey' and patient_id = $2 and action = 'R'`,
      [hospital.tenant, ordered.patientId],
    );
    expect(reads.length).toBeGreaterThan(1);
  });

  it('is shown to operators by any of its ids, and that hospital`s audit trail names them', async () => {
    const operator = orderly({ baseUrl: running.url, tenant: 'operations', username: 'operator', password: OPERATOR_PASSWORD });
    for (const journeyId of [
      ordered.orderId,
      journey.references.claimIds[0] as string,
      journey.steps[1]?.correlationId as string,
    ]) {
      const { data } = await operator.get('/v1/operations/journeys/{journeyId}', { path: { journeyId } });
      expect(data).toMatchObject({ id: ordered.encounterId, tenantId: hospital.tenant });
      expect([data.money, data.steps.find(({ label }) => label)]).toEqual([undefined, undefined]);
    }
    operator.close();
    const reads = await running.rows(`select 1 from orders.audit where tenant = $1 and operation = 'platform.show-journey'`, [
      hospital.tenant,
    ]);
    expect(reads).toHaveLength(3);
  });
});
