import { HintQueue } from '@orderly/platform/messaging';
import { OrderlyClient } from '@orderly/sdk';
import { eventually, EventStream, TcpProxy, workerServers } from '@orderly/platform/testing';
import { Hospital, RunningOrderly } from './testing/hospital';
import { anOrder, GLUCOSE } from './testing/stay';

describe('the stream of a hospital', () => {
  let path: TcpProxy;
  let running: RunningOrderly;
  let here: Hospital;
  let elsewhere: Hospital;
  const open: EventStream[] = [];
  beforeAll(async () => {
    path = await TcpProxy.to((await workerServers()).amqpUrl);
    running = await RunningOrderly.start({ amqpUrl: path.url });
    here = await running.hospital();
    elsewhere = await running.hospital();
    // Until then a stream may open while nothing comes in.
    const hints = running.app.get(HintQueue, { strict: false });
    await eventually(async () => {
      await hints.follow(here.tenant);
      expect(hints.open).toBe(true);
    });
  });
  afterAll(async () => {
    here.leave();
    elsewhere.leave();
    path.mend();
    await running.stop();
    await path.close();
  });
  afterEach(() => open.splice(0).forEach((stream) => stream.leave()));

  const ticketOf = async (client: OrderlyClient) => (await client.post('/v1/stream-tickets', {})).data.ticket;
  async function listen(client: OrderlyClient, topics: string, since?: string): Promise<EventStream> {
    const query = new URLSearchParams({ topics, ticket: await ticketOf(client), ...(since && { lastEventId: since }) });
    const stream = await EventStream.open(`${running.url}/v1/stream?${query}`);
    open.push(stream);
    return stream;
  }
  const order = async (hospital: Hospital, encounterId: string) =>
    (await hospital.as('physician').post('/v1/orders', { body: { encounterId, code: GLUCOSE, tests: [GLUCOSE] } })).data.id;

  /** Somebody in the hospital, whose order everybody has heard of. */
  async function aVisit(hospital: Hospital) {
    const visit = await anOrder(hospital);
    await eventually(() => hospital.as('pathologist').get('/v1/lab-tasks/{taskId}', { path: visit }));
    return visit;
  }

  it('tells a nurse what a physician has ordered, and nothing of another hospital', async () => {
    const foreign = await aVisit(elsewhere);
    const { encounterId } = await aVisit(here);
    const stream = await listen(here.as('nurse'), 'worklists/orders');
    await order(elsewhere, foreign.encounterId);
    const id = await order(here, encounterId);
    await stream.saw(`Order/${id}@1`);
    expect(stream.events).toEqual([{ id: expect.any(String), event: 'hint', data: { type: 'Order', id, version: 1 } }]);
  });

  it('goes on for somebody who comes back where it ended, without loss or repeat', async () => {
    const { encounterId } = await aVisit(here);
    const before = await listen(here.as('nurse'), 'worklists/orders');
    const first = await order(here, encounterId);
    await before.saw(`Order/${first}@1`);
    before.leave();
    await eventually(() => expect(before.ended).toBe(true));

    const missed = [await order(here, encounterId), await order(here, encounterId)];
    const witness = await listen(here.as('pathologist'), 'worklists/orders', before.lastId);
    await witness.saw(...missed.map((id) => `Order/${id}@1`));
    const after = await listen(here.as('nurse'), 'worklists/orders', before.lastId);
    const last = await order(here, encounterId);
    await after.saw(`Order/${last}@1`);
    expect(after.seen).toEqual([...missed, last].map((id) => `Order/${id}@1`));
  });

  it('tells a chart`s readers what happens to the patient, and the readers of a lab task what happens to it', async () => {
    const { encounterId, patientId } = await aVisit(here);
    const chart = await listen(here.as('physician'), `charts/${patientId}`);
    const id = await order(here, encounterId);
    await eventually(() => expect(chart.seen).toEqual(expect.arrayContaining([`Order/${id}@1`, `LabTask/${id}@1`])));
    const task = await listen(here.as('nurse'), `lab-tasks/${id}`);
    await order(here, encounterId);
    await here.as('nurse').post('/v1/lab-tasks/{taskId}/collect-specimen', { path: { taskId: id }, body: {} });
    await task.saw(`LabTask/${id}@2`);
    expect(task.seen).toEqual([`LabTask/${id}@2`]);
  });

  it('is refused to whoever may not read what it is about', async () => {
    const asked = listen(here.as('registrar'), 'encounters/0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70,worklists/laboratory');
    await expect(asked).rejects.toMatchObject({ status: 403, problem: { permission: 'lab:read' } });
    await expect(listen(here.as('nurse'), 'worklists/billing')).rejects.toMatchObject({ status: 403 });
  });

  it('opens once with one ticket, in whichever process', async () => {
    const url = `${running.url}/v1/stream?topics=worklists/orders&ticket=${await ticketOf(here.as('nurse'))}`;
    open.push(await EventStream.open(url));
    await expect(EventStream.open(url)).rejects.toMatchObject({
      status: 401,
      problem: { type: '/problems/orderly.unauthenticated' },
    });
  });

  it('says that something may have been missed while RabbitMQ was away, and goes on', async () => {
    const { encounterId } = await aVisit(here);
    const stream = await listen(here.as('nurse'), 'worklists/orders');
    path.cut();
    await order(here, encounterId);
    path.mend();
    await eventually(() => expect(stream.seen).toContain('reset'));
    const next = await order(here, encounterId);
    await eventually(() => expect(stream.seen).toContain(`Order/${next}@1`));
    expect(stream.seen.indexOf('reset')).toBeLessThan(stream.seen.indexOf(`Order/${next}@1`));
    const late = await listen(here.as('pathologist'), 'worklists/orders', 'AAAAAAAAAAA.1');
    await late.saw('reset');
  }, 30_000);
});
