import { type ChannelModel, connect, type ConsumeMessage } from 'amqplib';
import { newId } from '@orderly/kernel';
import { eventually, TcpProxy, workerServers } from '@orderly/platform/testing';
import { BusCopies } from './bus-copies';

describe('every message on the bus twice', () => {
  const exchange = `copies-${newId()}.events`;
  let connection: ChannelModel;
  let publish: (text: string) => void;
  let path: TcpProxy;
  let copies: BusCopies;
  const received: ConsumeMessage[] = [];
  const texts = () => received.map(({ content }) => content.toString()).sort();
  const arrived = (count: number) => eventually(() => expect(received).toHaveLength(count));

  beforeAll(async () => {
    const { amqpUrl } = await workerServers();
    path = await TcpProxy.to(amqpUrl);
    copies = new BusCopies(path.url, exchange);
    connection = await connect(amqpUrl);
    const channel = await connection.createChannel();
    await channel.assertExchange(exchange, 'topic', { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, exchange, 'tenant.orders.#');
    await channel.consume(queue, (message) => message && received.push(message), { noAck: true });
    const options = { messageId: 'm1', type: 'order-placed', contentType: 'application/json', persistent: true };
    publish = (text) => void channel.publish(exchange, 'tenant.orders.placed', Buffer.from(text), options);
  });
  afterAll(async () => {
    copies.stop();
    await (await connection.createChannel()).deleteExchange(exchange);
    await connection.close();
    await path.close();
  });
  beforeEach(() => (received.length = 0));

  it('comes with the same key, properties and body, and the copy is not copied', async () => {
    await copies.start();
    publish('one');
    publish('two');
    await arrived(4);
    expect(texts()).toEqual(['one', 'one', 'two', 'two']);
    expect(new Set(received.map(({ fields }) => fields.routingKey))).toEqual(new Set(['tenant.orders.placed']));
    for (const { properties } of received)
      expect(properties).toMatchObject({
        messageId: 'm1',
        type: 'order-placed',
        contentType: 'application/json',
        deliveryMode: 2,
      });
    expect(copies).toMatchObject({ on: true, copied: 2 });
  });

  it('goes on when the broker was away', async () => {
    path.cut();
    path.mend();
    let tries = 0;
    await eventually(async () => {
      const text = `again ${tries++}`;
      publish(text);
      await eventually(() => expect(texts().filter((one) => one === text)).toHaveLength(2), 500);
    });
  });

  it('ends when it is switched off', async () => {
    copies.stop();
    expect(copies.on).toBe(false);
    await eventually(async () => {
      const { copied } = copies;
      received.length = 0;
      publish('once');
      publish('once more');
      const own = () => texts().filter((text) => text.startsWith('once'));
      await eventually(() => expect(own()).toHaveLength(2));
      expect([own(), copies.copied]).toEqual([['once', 'once more'], copied]);
    });
  });

  it('needs no broker that answers in order to be switched on', async () => {
    const away = new BusCopies('amqp://127.0.0.1:1', exchange);
    await away.start();
    expect(away.on).toBe(true);
    away.stop();
  });
});
