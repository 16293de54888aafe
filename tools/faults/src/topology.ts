import { Channel, connect } from 'amqplib';
import type { Arena } from './arena';

/** A connection beside those of the system, for as long as `work` takes. */
export async function withChannel<T>(url: string, work: (channel: Channel) => Promise<T>): Promise<T> {
  const connection = await connect(url);
  connection.on('error', () => undefined);
  try {
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    return await work(channel);
  } finally {
    await connection.close().catch(() => undefined);
  }
}

const exchangeOf = ({ namespace }: Arena): string => `${namespace}.events`;

/** The mirror's queue of the row. */
export const queueOf = ({ namespace }: Arena): string => `${namespace}.mirror-on-ledger.v1`;

export type Part = 'binding' | 'queue' | 'exchange';

/** Deletes a part of the mirror's topology behind everybody's back. */
export const remove = (arena: Arena, part: Part): Promise<unknown> =>
  withChannel<unknown>(arena.amqpUrl, (channel) => {
    if (part === 'queue') return channel.deleteQueue(queueOf(arena));
    if (part === 'exchange') return channel.deleteExchange(exchangeOf(arena));
    return channel.unbindQueue(queueOf(arena), exchangeOf(arena), '*.ledger.#');
  });

/** Exchange and queue are there and the queue has this many consumers; answers what is not so. */
export function topologyFaults(arena: Arena, consumers = 1): Promise<string[]> {
  return withChannel(arena.amqpUrl, async (channel) => {
    await channel.checkExchange(exchangeOf(arena));
    const { consumerCount } = await channel.checkQueue(queueOf(arena));
    return consumerCount === consumers ? [] : [`${consumerCount} consumers of the queue`];
  }).catch((error: Error) => [error.message]);
}

/** While `work` runs, a queue beside the mirror's takes everything, so that no publish is returned. */
export const withDecoy = (arena: Arena, work: () => Promise<void>): Promise<void> =>
  withChannel(arena.amqpUrl, async (channel) => {
    const { queue } = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(queue, exchangeOf(arena), '#');
    await channel.consume(queue, () => undefined, { noAck: true });
    await work();
  });

/** Postings that have had no effect yet. */
export async function effectsWaiting(arena: Arena): Promise<number> {
  const [row] = await arena.rows<{ waiting: number }>(`
    select (select count(*) from ledger.event_log where type = 'ledger.amount-posted')::int
         - (select count(*) from mirror.event_log)::int as waiting`);
  return row?.waiting ?? 0;
}

/** Process numbers of the broker's connections: another number is another connection. */
export async function brokerConnections(arena: Arena): Promise<Set<string>> {
  const listing = await arena.servers.control('rabbitmq', 'list_connections', 'pid');
  return new Set(listing.split('\n').filter((line) => line.startsWith('<')));
}
