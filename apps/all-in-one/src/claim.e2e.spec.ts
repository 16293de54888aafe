import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelemetry } from '@orderly/platform/telemetry';
import { eventually } from '@orderly/platform/testing';
import { Hospital, RunningOrderly } from './testing/hospital';
import { freePort, Sandbox } from './testing/sandbox';
import { anOrder } from './testing/stay';
import { aFinishedVisit, aHospitalThatBills, anOrderMeasuredByTheAnalyser } from './testing/visit';

const FORTY_SECONDS = 40_000;

describe('from the click to the claim', () => {
  const telemetry = startTelemetry({ service: 'test', ratio: 0 });
  let running: RunningOrderly;
  let outside: Sandbox;
  let folder: string;
  let hospital: Hospital;
  let payorId: string;

  beforeAll(async () => {
    execFileSync(process.execPath, [join(__dirname, '../../../tools/build.mjs')]);
    folder = mkdtempSync(join(tmpdir(), 'orderly-claim-'));
    const port = await freePort();
    running = await RunningOrderly.start({ clearinghouseUrl: `http://127.0.0.1:${port}` });
    outside = await Sandbox.start(port, running.mllpPort, folder);
  }, 60_000);
  afterAll(async () => {
    await running.stop();
    await outside.kill();
    await telemetry.stop();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    hospital = await running.hospital();
    ({ payorId } = await aHospitalThatBills(hospital));
  });
  afterEach(async () => {
    hospital.leave();
    for (const party of ['analyser', 'clearinghouse', 'payer'] as const) await outside.faults(party, {});
  });

  const claims = async () => (await hospital.as('biller').get('/v1/claims', { query: {} })).data.items;
  const paid = async (count: number) =>
    eventually(async () => {
      const found = await claims();
      expect(found.filter(({ state }) => state === 'adjudicated')).toHaveLength(count);
      return found;
    }, FORTY_SECONDS);
  const events = async (type: string) =>
    running.rows<{ trace: string; subject: string }>(
      `select event::json ->> 'traceparent' as trace, event::json ->> 'subject' as subject from billing.event_log where tenant = $1 and type = $2`,
      [hospital.tenant, `billing.${type}`],
    );
  /** Visits that cost 100.00 and of which the payer will pay 80.00. */
  const visits = async (count: number) => {
    for (let n = 0; n < count; n++) {
      const { encounterId, orderId } = await anOrder(hospital);
      const path = { orderId };
      await hospital.as('physician').post('/v1/orders/{orderId}/revoke', { path, body: { reason: 'not needed' } });
      await outside.pays({ [encounterId]: '80.00' });
      await aFinishedVisit(hospital, { encounterId, orderIds: [orderId], payorId }, 10_000);
    }
  };

  it('one trace reaches from the order to the posted payment, over analyser, claim and remittance', async () => {
    const traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    const { encounterId, orderId, answered } = await anOrderMeasuredByTheAnalyser(hospital, outside, { traceparent });
    expect(answered).toEqual({ results: { [orderId]: 'AA' } });
    await outside.pays({ [encounterId]: '90.50' });
    await aFinishedVisit(hospital, { encounterId, orderIds: [orderId], payorId }, 12_000);
    const [claim] = await paid(1);
    const money = (amount: string) => ({ amount, currency: 'USD' });
    expect(claim).toMatchObject({ total: money('120.00'), paid: money('90.50'), accountId: encounterId });
    for (const type of ['claim-drafted', 'claim-submitted', 'claim-acknowledged', 'claim-adjudicated', 'payment-posted']) {
      const [event] = await events(type);
      expect([type, event?.trace.split('-')[1]]).toEqual([type, traceparent.split('-')[1]]);
    }
    const [{ patientId } = { patientId: '' }] = await claims();
    await eventually(async () => {
      const chart = await hospital.as('physician').get('/v1/charts/{patientId}/timeline', { path: { patientId } });
      expect(chart.data.items.map(({ kind }) => kind)).toContain('billing.payment-posted');
    });
  }, 60_000);

  it('claims wait while the clearinghouse is dead, and go out once when it is back', async () => {
    await outside.kill();
    const { encounterId } = await anOrder(hospital);
    await aFinishedVisit(hospital, { encounterId, payorId }, 10_000);
    await eventually(async () => {
      const [waiting] = await running.rows<{ reason: string }>(
        `select reason from billing.errand where tenant = $1 and kind = 'submit-claim' and reason is not null`,
        [hospital.tenant],
      );
      expect(waiting?.reason).toMatch(/^DependencyAway/);
    });
    expect((await claims()).map(({ state }) => state)).toEqual(['drafted']);
    await outside.launch();
    await outside.pays({ [encounterId]: '50.00' });
    await paid(1);
    expect(await events('claim-submitted')).toHaveLength(1);
    expect(await events('payment-posted')).toHaveLength(1);
  }, 60_000);

  it('remittances that come twice and out of order are posted once, and every cent is matched', async () => {
    await outside.faults('payer', { duplicateFiles: true, reorderFiles: true });
    await visits(4);
    await paid(4);
    expect(await events('payment-posted')).toHaveLength(4);
    const { items } = (await hospital.as('biller').get('/v1/remittances', { query: {} })).data;
    expect(items.every(({ outcome }) => outcome === 'complete')).toBe(true);
    const cents = items.reduce((sum, { paymentAmount }) => sum + Number(paymentAmount.amount.replace('.', '')), 0);
    expect(cents).toBe(4 * 8_000);
  }, 60_000);

  it('a clearinghouse that rejects files, answers garbage and fails is asked again until every claim is in', async () => {
    await outside.faults('clearinghouse', { errorRate: 0.3, reject: 0.3, garbage: 0.3 });
    await visits(3);
    await paid(3);
    expect(await events('claim-submitted')).toHaveLength(3);
    expect(await events('payment-posted')).toHaveLength(3);
  }, 90_000);
});
