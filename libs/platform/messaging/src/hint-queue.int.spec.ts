import { connect, ChannelModel, Channel } from 'amqplib';
import { Logger } from '@nestjs/common';
import { newId } from '@orderly/kernel';
import { eventually, freshTenant, TcpProxy, workerServers } from '@orderly/platform/testing';
import { Broker, Contexts, Hint, HintQueue, HintQueueOptions } from '.';

describe('a queue of hints', () => {
  let connection: ChannelModel;
  let bus: Channel;
  let path: TcpProxy;
  let broker: Broker;
  let queue: HintQueue;
  const heard: Hint[] = [];
  const followed: string[] = [];

  beforeAll(async () => {
    Logger.overrideLogger(process.env['DEBUG'] ? ['log', 'warn'] : false);
    const { amqpUrl } = await workerServers();
    connection = await connect(amqpUrl);
    bus = await connection.createChannel();
    path = await TcpProxy.to(amqpUrl);
    broker = new Broker(path.url, (await workerServers('hints')).namespace);
    await broker.open();
    await eventually(() => expect(broker.connected).toBe(true));
  });
  afterEach(async () => {
    path.mend();
    await queue.stop();
    heard.length = followed.length = 0;
  });
  afterAll(async () => {
    await broker.close();
    await path.close();
    await bus.deleteExchange(broker.exchange);
    await connection.close();
  });

  function listening(options: HintQueueOptions = {}, contexts = new Contexts()): HintQueue {
    queue = new HintQueue(broker, contexts, options);
    queue.tell({ hint: (hint) => void heard.push(hint), following: (tenant) => void followed.push(tenant) });
    return queue;
  }

  /** Following begins in the background when the broker is slow. */
  async function follow(tenant: string): Promise<void> {
    const before = followed.length;
    await queue.follow(tenant);
    await eventually(() => expect(followed.slice(before)).toContain(tenant));
  }

  const nameOf = () => (queue as unknown as { queue: string }).queue;
  const isThere = async (name: string) => {
    const own = await connection.createChannel();
    own.on('error', () => undefined);
    // RESOURCE_LOCKED: it is there, and belongs to somebody else.
    return own.checkQueue(name).then(
      () => true,
      (error: { code: number }) => error.code === 405,
    );
  };

  function publish(tenant: string, given: { id?: string; version?: number; address?: string; text?: string } = {}): string {
    const { id = newId(), version = 1, address = tenant } = given;
    const envelope = {
      ...{ specversion: '1.0', id: newId(), type: 'orderly.orders.order-placed.v1', source: '/orders', subject: `Order/${id}` },
      ...{ time: '2026-03-02T08:15:00.000Z', tenantid: tenant, partitionkey: id, sequence: String(version) },
      ...{ correlationid: newId(), causationid: newId(), actorid: newId(), data: { sealed: 'never opened' } },
    };
    const text = given.text ?? JSON.stringify(envelope);
    bus.publish(broker.exchange, `${address}.orders.order-placed.v1.p01`, Buffer.from(text));
    return id;
  }

  it('hears of every event of the hospitals that it follows, in order, and of no other', async () => {
    const [one, two, foreign] = [freshTenant(), freshTenant(), freshTenant()] as const;
    listening();
    await follow(one);
    await follow(two);
    publish(foreign);
    const id = newId();
    for (let version = 1; version <= 50; version++) publish(one, { id, version });
    const last = publish(two);
    await eventually(() => expect(heard.at(-1)).toMatchObject({ id: last }));
    expect(heard.slice(0, -1).map(({ version }) => version)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(heard[0]).toEqual({ tenant: one, context: 'orders', type: 'Order', id, version: 1, partition: id });
    expect([...followed].sort()).toEqual([one, two].sort());
  });

  it('is opened for the first hospital, and gone after the last one', async () => {
    const [one, two] = [freshTenant(), freshTenant()] as const;
    listening();
    expect(queue.open).toBe(false);
    await follow(one);
    await follow(two);
    const name = nameOf();
    expect([await isThere(name), await isThere(`${name}.overflow`)]).toEqual([true, true]);
    queue.leave(one);
    await eventually(() => expect((queue as unknown as { followed: Set<string> }).followed.size).toBe(1));
    publish(one);
    const id = publish(two);
    await eventually(() => expect(heard.map((hint) => hint.id)).toEqual([id]));
    queue.leave(two);
    await eventually(async () => expect([await isThere(name), await isThere(`${name}.overflow`)]).toEqual([false, false]));
    expect(queue.open).toBe(false);
    await follow(one);
    expect(queue.open).toBe(true);
  });

  it('ignores what is no event, or was addressed for another hospital', async () => {
    const tenant = freshTenant();
    listening();
    await follow(tenant);
    publish(tenant, { text: 'no JSON' });
    publish(tenant, { text: '{"subject": "Order/1"}' });
    publish(freshTenant(), { address: tenant });
    const id = publish(tenant);
    await eventually(() => expect(heard.map((hint) => hint.id)).toEqual([id]));
  });

  it('comes back when the connection was lost, and says so', async () => {
    const tenant = freshTenant();
    listening();
    await follow(tenant);
    path.cut();
    await eventually(() => expect([queue.open, broker.connected]).toEqual([false, false]));
    await queue.follow(tenant);
    expect(followed).toEqual([tenant]);
    path.mend();
    await eventually(() => expect(followed).toEqual([tenant, tenant]));
    const id = publish(tenant);
    await eventually(() => expect(heard.map((hint) => hint.id)).toEqual([id]));
  });

  it('keeps no more at the broker than its bound, and says when some were dropped', async () => {
    const tenant = freshTenant();
    listening({ mostWaiting: 20, prefetch: 1 });
    await follow(tenant);
    for (let n = 0; n < 2_000; n++) publish(tenant);
    await eventually(() => expect(followed.length).toBeGreaterThan(1));
    expect(heard.length).toBeLessThan(2_000);
    const last = publish(tenant);
    await eventually(() => expect(heard.at(-1)).toMatchObject({ id: last }));
  });

  it('waits for the subscriptions of its process: an event that only hints take would seem to have arrived', async () => {
    const contexts = new Contexts();
    const subscription = { ready: false };
    contexts.running.push({ subscriptions: [subscription] } as never);
    listening({}, contexts);
    const tenant = freshTenant();
    await queue.follow(tenant);
    expect([queue.open, followed]).toEqual([false, []]);
    subscription.ready = true;
    await eventually(() => expect([queue.open, followed]).toEqual([true, [tenant]]));
  });
});
