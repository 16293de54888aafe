import { Channel, connect, ConsumeMessage } from 'amqplib';
import { Client } from 'pg';

/** A consumer without the product's wiring; resolves when this many messages have taken effect. */
export type Consumer = (databaseUrl: string, amqpUrl: string, queue: string, count: number) => Promise<void>;

export const SUBSCRIPTION = 'tally-on-ledger';
const PREFETCH = 1000;
const MOST_TOGETHER = 500;

/** What a consumer needs to know of an event. */
export interface Posted {
  readonly tenant: string;
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly amount: number;
}

/** What an envelope says of it. */
export interface Told {
  readonly tenantid: string;
  readonly subject: string;
  readonly sequence: string;
  readonly data: { readonly amount: number };
}

export function postedOf({ tenantid, subject, sequence, data }: Told): Posted {
  const slash = subject.indexOf('/');
  return {
    tenant: tenantid,
    type: subject.slice(0, slash),
    id: subject.slice(slash + 1),
    version: Number(sequence),
    amount: data.amount,
  };
}

export const read = (text: string): Posted => postedOf(JSON.parse(text) as Told);

/** Several events of one account in a batch are one row. */
interface Merged extends Posted {
  readonly first: number;
}

/**
 * The yardstick: up to 500 messages in one transaction, read while the last batch is being committed, by hand. One statement writes
 * positions and view rows and tells whether each position was the one before; there is no parking, no retry, no policy, no schema check.
 */
export const rawConsumer: Consumer = (databaseUrl, amqpUrl, queue, count) =>
  consume({ databaseUrl, amqpUrl, queue, count, read, apply: applyTogether });

export interface Consuming {
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  readonly queue: string;
  readonly count: number;
  readonly read: (text: string) => Posted;
  readonly apply: (client: Client, posted: readonly Posted[]) => Promise<void>;
}

/** Up to 500 messages at a time, until this many have been applied. */
export async function consume(given: Consuming): Promise<void> {
  const client = new Client({
    connectionString: given.databaseUrl,
    options: '-c search_path=tally',
    ...({ pipeline: true } as object),
  });
  await client.connect();
  const connection = await connect(given.amqpUrl, { noDelay: true });
  const channel = await connection.createChannel();
  await channel.prefetch(PREFETCH);
  await consumeFrom(channel, client, given);
  await channel.close();
  await connection.close();
  await client.end();
}

function consumeFrom(channel: Channel, client: Client, { queue, count, read, apply }: Consuming): Promise<void> {
  return new Promise((resolve, reject) => {
    let waiting: { posted: Posted; message: ConsumeMessage }[] = [];
    let busy = false;
    let done = 0;
    const work = async () => {
      busy = true;
      // Whatever has come by the next turn of the loop goes along.
      await new Promise(setImmediate);
      while (waiting.length > 0) {
        const batch = waiting.slice(0, MOST_TOGETHER);
        waiting = waiting.slice(MOST_TOGETHER);
        await apply(
          client,
          batch.map(({ posted }) => posted),
        );
        channel.ack((batch.at(-1) as { message: ConsumeMessage }).message, true);
        done += batch.length;
      }
      busy = false;
      if (done >= count) resolve();
    };
    channel
      .consume(queue, (message) => {
        if (!message) return;
        waiting.push({ posted: read(message.content.toString()), message });
        if (!busy) work().catch(reject);
      })
      .catch(reject);
  });
}

async function applyTogether(client: Client, posted: readonly Posted[]): Promise<void> {
  await Promise.all([client.query('begin'), write(client, posted)]);
  await client.query('commit');
}

/** Positions and view rows, in the transaction that is open. Throws when an event is not the next one of its account. */
export async function write(client: Client, posted: readonly Posted[]): Promise<void> {
  const rows = merge(posted);
  const columns = [rows.map((r) => r.tenant), rows.map((r) => r.type), rows.map((r) => r.id), rows.map((r) => r.first)];
  const values = [SUBSCRIPTION, ...columns, rows.map((r) => r.version), rows.map((r) => r.amount)];
  const { rows: found } = await client.query<{ n: string }>({ name: 'apply', text: APPLY, values });
  if (Number(found[0]?.n) !== rows.length) throw new Error('not the next version');
}

export function merge(posted: readonly Posted[]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const one of posted) {
    const key = `${one.tenant}/${one.id}`;
    merged.set(key, { ...one, first: merged.get(key)?.first ?? one.version });
  }
  return [...merged.values()];
}

const APPLY = `
  with k as (select * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::int[], $7::int[]) k(tenant, type, id, first, last, amount)),
  made as (
    insert into consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
    select $1, tenant, type, id, last from k where first = 1 on conflict do nothing returning 1),
  moved as (
    update consumer_position p set version = k.last from k
    where k.first > 1 and p.tenant = k.tenant and p.aggregate_id = k.id and p.aggregate_type = k.type and p.subscription = $1
      and p.version = k.first - 1 returning 1),
  shown as (
    insert into tallied (tenant, id, amount) select tenant, id, amount from k
    on conflict (tenant, id) do update set amount = excluded.amount)
  select (select count(*) from made) + (select count(*) from moved) as n`;
