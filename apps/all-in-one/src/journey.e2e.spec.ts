import { eventually } from '@orderly/platform/testing';
import { RunningOrderly } from './testing/hospital';
import { anOrder, aReceivedSpecimen, aVerifiedResult, GLUCOSE } from './testing/stay';

describe('the journey from a placed order to a verified result', () => {
  let running: RunningOrderly;
  beforeAll(async () => (running = await RunningOrderly.start()));
  afterAll(() => running.stop());

  it('ends in the chart, and the order is completed', async () => {
    const hospital = await running.hospital();
    const ordered = await anOrder(hospital);
    const verified = await aVerifiedResult(hospital, ordered);
    expect(verified.data).toMatchObject({ status: 'completed', results: [{ status: 'final' }] });
    await hospital.as('physician').post('/v1/encounters/{encounterId}/finish', { path: ordered, body: {} });

    const path = { patientId: ordered.patientId };
    const results = await eventually(async () => {
      const seen = await hospital.as('physician').get('/v1/charts/{patientId}/results', { path, waitFor: verified.version });
      expect(seen).toMatchObject({ stale: false });
      return seen;
    });
    expect(results.data.items).toMatchObject([
      { status: 'final', value: { valueQuantity: { value: '4.50', unit: 'mmol/L' } }, verifiedBy: 'The pathologist' },
    ]);
    await eventually(async () => {
      const order = await hospital.as('physician').get('/v1/orders/{orderId}', { path: ordered });
      expect(order.data.status).toBe('completed');
      const timeline = await hospital.as('physician').get('/v1/charts/{patientId}/timeline', { path, query: { limit: 50 } });
      expect(timeline.data.items.map(({ kind }) => kind).sort()).toEqual([
        'encounters.encounter-finished',
        'encounters.encounter-started',
        'laboratory.result-verified',
        'laboratory.specimen-collected',
        'laboratory.specimen-received',
        'orders.order-completed',
        'orders.order-placed',
        'patients.patient-registered',
      ]);
    });
    hospital.leave();
  });

  it('shows a correction everywhere, and keeps what was said before', async () => {
    const hospital = await running.hospital();
    const ordered = await anOrder(hospital);
    const verified = await aVerifiedResult(hospital, ordered, '4.50');
    const { patientId } = ordered;
    const resultId = verified.data.results[0]?.id as string;
    const body = { resultId, value: { valueQuantity: { value: '5.40', unit: 'mmol/L' } }, reason: 'digits swapped' };
    const corrected = await hospital.as('pathologist').post('/v1/lab-tasks/{taskId}/correct-result', { path: ordered, body });

    const physician = hospital.as('physician');
    const results = await eventually(async () => {
      const seen = await physician.get('/v1/charts/{patientId}/results', { path: { patientId }, waitFor: corrected.version });
      expect(seen).toMatchObject({ stale: false });
      return seen;
    });
    expect(results.data.items).toMatchObject([{ status: 'corrected', value: { valueQuantity: { value: '5.40' } } }]);
    const history = await physician.get('/v1/charts/{patientId}/results/{resultId}/history', { path: { patientId, resultId } });
    expect(history.data.items).toMatchObject([
      { status: 'corrected', value: { valueQuantity: { value: '5.40' } }, reason: 'digits swapped', by: 'The pathologist' },
      { status: 'final', value: { valueQuantity: { value: '4.50' } } },
      { status: 'preliminary', by: 'The lab-technician' },
    ]);
    hospital.leave();
  });

  it('lets nobody verify a result that they have entered', async () => {
    const hospital = await running.hospital();
    const ordered = await anOrder(hospital);
    await aReceivedSpecimen(hospital, ordered);
    const results = [{ code: GLUCOSE, value: { valueString: 'clotted' } }];
    const pathologist = hospital.as('pathologist');
    await pathologist.post('/v1/lab-tasks/{taskId}/enter-results', { path: ordered, body: { results } });
    await expect(pathologist.post('/v1/lab-tasks/{taskId}/verify-results', { path: ordered, body: {} })).rejects.toMatchObject({
      status: 422,
      code: 'laboratory.self-verification',
    });
    hospital.leave();
  });

  it('stops the laboratory when an order is revoked, and not when the specimen is there already', async () => {
    const hospital = await running.hospital();
    const physician = hospital.as('physician');
    const body = { reason: 'not needed' };
    const early = await anOrder(hospital);
    await physician.post('/v1/orders/{orderId}/revoke', { path: early, body });
    await eventually(async () => {
      const task = await hospital.as('pathologist').get('/v1/lab-tasks/{taskId}', { path: early });
      expect(task.data.status).toBe('cancelled');
    });

    const late = await anOrder(hospital);
    const received = await aReceivedSpecimen(hospital, late);
    await eventually(async () => {
      const { data } = await physician.get('/v1/orders/{orderId}', { path: late, waitFor: received.version });
      expect(data.specimenReceived).toBe(true);
    });
    await expect(physician.post('/v1/orders/{orderId}/revoke', { path: late, body })).rejects.toMatchObject({
      code: 'orders.specimen-received',
    });
    hospital.leave();
  });

  it('waits for another specimen when one is rejected', async () => {
    const hospital = await running.hospital();
    const ordered = await anOrder(hospital);
    await aReceivedSpecimen(hospital, ordered);
    const reason = { system: 'http://terminology.hl7.org/CodeSystem/v2-0490', code: 'RB', display: 'Broken container' };
    const rejected = await hospital
      .as('lab-technician')
      .post('/v1/lab-tasks/{taskId}/reject-specimen', { path: ordered, body: { reason } });
    expect(rejected.data).toMatchObject({
      status: 'accepted',
      specimens: [{ status: 'unsatisfactory', rejectReason: { code: 'RB' } }],
    });
    const verified = await aVerifiedResult(hospital, ordered);
    expect(verified.data).toMatchObject({
      status: 'completed',
      specimens: [{ status: 'unsatisfactory' }, { status: 'available' }],
    });
    hospital.leave();
  });
});
