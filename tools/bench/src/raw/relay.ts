import { Writable } from 'node:stream';
import { ConfirmChannel, connect } from 'amqplib';
import { Client } from 'pg';
import { routingKeyOf, StoredEvent } from '../events';

const BATCH = 1000;
/** Batches that are published but not yet confirmed and deleted. */
const IN_FLIGHT = 3;

interface Row extends StoredEvent {
  seq: string;
}

/**
 * The yardstick: a single relay by hand, with no lanes, no locks, no second relay beside it and no care for what the broker refuses.
 * The next batch is read while the last ones are on their way; what is confirmed is deleted over a second connection.
 */
export async function rawRelay(databaseUrl: string, amqpUrl: string, exchange: string): Promise<void> {
  const [reader, eraser] = await Promise.all([open(databaseUrl), open(databaseUrl)]);
  const connection = await connect(amqpUrl, { noDelay: true });
  gather((connection.connection as unknown as { stream: Writable }).stream);
  const channel = await connection.createConfirmChannel();
  const flying: Promise<unknown>[] = [];
  for (let next = read(reader, '0'); ;) {
    const rows = await next;
    const last = rows.at(-1);
    if (!last) break;
    next = read(reader, last.seq);
    flying.push(publish(channel, exchange, rows).then(() => erase(eraser, rows)));
    if (flying.length === IN_FLIGHT) await flying.shift();
  }
  await Promise.all(flying);
  await Promise.all([reader.end(), eraser.end(), connection.close()]);
}

/** amqplib writes to its socket once per message; what comes in one turn leaves together. */
function gather(socket: Writable): void {
  const write = socket.write.bind(socket) as (chunk: Buffer) => boolean;
  let gathering = false;
  (socket as unknown as { _writableState: { highWaterMark: number } })._writableState.highWaterMark = 2 ** 20;
  socket.write = (chunk: Buffer) => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      process.nextTick(() => {
        gathering = false;
        socket.uncork();
      });
    }
    return write(chunk);
  };
}

async function open(connectionString: string): Promise<Client> {
  const options = '-c search_path=ledger -c enable_hashjoin=off -c enable_mergejoin=off';
  const client = new Client({ connectionString, options, ...({ pipeline: true } as object) });
  await client.connect();
  return client;
}

async function read(client: Client, after: string): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    name: 'read',
    text: `select o.seq, e.event_id, e.tenant, e.type, e.schema_version, e.lane, e.event
           from (select seq, event_id from outbox where seq > $1 order by seq limit ${BATCH}) o
           join event_log e on e.event_id = o.event_id order by o.seq`,
    values: [after],
  });
  return rows;
}

function publish(channel: ConfirmChannel, exchange: string, rows: readonly Row[]): Promise<void> {
  return new Promise((resolve, reject) => {
    let open = rows.length;
    const confirmed = (error: Error | null) => (error ? reject(error) : --open === 0 && resolve());
    for (const row of rows) {
      const options = {
        messageId: row.event_id,
        type: row.type,
        contentType: 'application/cloudevents+json',
        persistent: true,
        mandatory: true,
      };
      channel.publish(exchange, routingKeyOf(row), Buffer.from(row.event), options, confirmed);
    }
  });
}

function erase(client: Client, rows: readonly Row[]): Promise<unknown> {
  return client.query({
    name: 'erase',
    text: 'delete from outbox where seq = any($1::bigint[])',
    values: [rows.map(({ seq }) => seq)],
  });
}
