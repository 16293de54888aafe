import { eventually, TcpProxy, workerServers } from '@orderly/platform/testing';
import { Hospital, RunningOrderly } from './testing/hospital';
import { ADA, anOrder, aVerifiedResult, GLUCOSE } from './testing/stay';

describe('while RabbitMQ is away', () => {
  let path: TcpProxy;
  let running: RunningOrderly;
  let hospital: Hospital;
  beforeAll(async () => {
    path = await TcpProxy.to((await workerServers()).amqpUrl);
    running = await RunningOrderly.start({ amqpUrl: path.url });
    hospital = await running.hospital();
  });
  afterAll(async () => {
    hospital.leave();
    path.mend();
    await running.stop();
    await path.close();
  });

  it('clinicians go on placing and reading orders, and events flow when it is back', async () => {
    const before = await anOrder(hospital);
    await eventually(async () => {
      await hospital.as('pathologist').get('/v1/lab-tasks/{taskId}', { path: before });
    });
    path.cut();
    await eventually(async () => {
      const health = (await (await fetch(`${running.url}/health/ready`)).json()) as { status: string; broker: string };
      expect(health).toMatchObject({ status: 'ready', broker: 'away' });
    });

    const patient = await hospital.as('registrar').post('/v1/patients', { body: { ...ADA, mrn: 'OUTAGE-1' } });
    const body = { encounterId: before.encounterId, code: GLUCOSE, tests: [GLUCOSE] };
    const order = await hospital.as('physician').post('/v1/orders', { body });
    const read = await hospital.as('physician').get('/v1/orders/{orderId}', { path: { orderId: order.data.id } });
    expect(read.data.status).toBe('active');
    const chart = { path: { patientId: patient.data.id } };
    await expect(hospital.as('physician').get('/v1/charts/{patientId}', chart)).rejects.toMatchObject({ status: 404 });

    path.mend();
    const ordered = { ...before, orderId: order.data.id, taskId: order.data.id };
    const verified = await aVerifiedResult(hospital, ordered);
    expect(verified.data.status).toBe('completed');
    await eventually(async () => {
      const { data } = await hospital.as('physician').get('/v1/orders/{orderId}', { path: { orderId: order.data.id } });
      expect(data.status).toBe('completed');
      await hospital.as('physician').get('/v1/charts/{patientId}', chart);
    });
  }, 60_000);
});
