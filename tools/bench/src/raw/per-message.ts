import { connect, ConsumeMessage } from 'amqplib';
import { Pool } from 'pg';
import { Posted, read, SUBSCRIPTION } from './consumer';

/** As many messages at once. */
export const AT_ONCE = 16;

export const poolFor = (databaseUrl: string): Pool =>
  new Pool({ connectionString: databaseUrl, max: AT_ONCE, options: '-c search_path=tally' });

/** What most consumers do: one transaction a message, statement by statement. */
export async function takeOne(pool: Pool, { tenant, type, id, version, amount }: Posted): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rowCount } = await client.query({
      name: 'position',
      text: POSITION,
      values: [SUBSCRIPTION, tenant, type, id, version],
    });
    if (rowCount === 1) await client.query({ name: 'show', text: SHOW, values: [tenant, id, amount] });
    await client.query('commit');
  } finally {
    client.release();
  }
}

/** A version that took effect before is not taken again. */
const POSITION = `
  insert into consumer_position (subscription, tenant, aggregate_type, aggregate_id, version) values ($1, $2, $3, $4, $5)
  on conflict (tenant, aggregate_id, aggregate_type, subscription) do update set version = excluded.version
  where consumer_position.version < excluded.version`;
const SHOW = `insert into tallied (tenant, id, amount) values ($1, $2, $3) on conflict (tenant, id) do update set amount = excluded.amount`;

/** By hand, 16 messages at once. */
export async function perMessageConsumer(databaseUrl: string, amqpUrl: string, queue: string, count: number): Promise<void> {
  const pool = poolFor(databaseUrl);
  const connection = await connect(amqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  await channel.prefetch(AT_ONCE);
  await new Promise<void>((resolve, reject) => {
    let done = 0;
    const take = async (message: ConsumeMessage) => {
      await takeOne(pool, read(message.content.toString()));
      channel.ack(message);
      if (++done === count) resolve();
    };
    const consuming = channel.consume(queue, (message) => {
      if (message) take(message).catch(reject);
    });
    consuming.catch(reject);
  });
  await channel.close();
  await connection.close();
  await pool.end();
}
