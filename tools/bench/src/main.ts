import 'reflect-metadata';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { leaveServedWal } from '@orderly/platform/testing';
import { Bench } from './bench';
import { machineOf, Result, tableOf, writeReport } from './report';
import { RowOrder } from './row-main';
import { ROWS } from './rows';

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      row: { type: 'string' },
      events: { type: 'string', default: '50000' },
      pairs: { type: 'string', default: '3' },
      report: { type: 'string' },
    },
  });
  const { DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl } = process.env;
  if (!databaseUrl || !amqpUrl) throw new Error('DATABASE_URL and AMQP_URL are set by `npm run bench`');
  const began = Date.now();
  const bench: Bench = { databaseUrl, amqpUrl, events: Number(values.events), pairs: Number(values.pairs) };
  await inDatabase(databaseUrl, (client) => leaveServedWal((text, given) => client.query(text, given)));
  const wanted = values.row?.split(',');
  const rows: Result[] = [];
  const unfinished: string[] = [];
  const save = async () =>
    writeReport(values.report, {
      rows,
      machine: await machineOf(databaseUrl, await brokerVersion(amqpUrl)),
      at: new Date(began).toISOString(),
      command: ['npm run bench --', ...process.argv.slice(2).filter((given) => !given.startsWith('--report'))].join(' '),
      seconds: Math.round((Date.now() - began) / 1000),
    });
  for (const row of ROWS.filter(({ id }) => wanted?.includes(id) ?? true)) {
    console.log(`${row.id}: ${row.title}`);
    try {
      rows.push(...(await measured({ id: row.id, bench })));
    } catch (error) {
      unfinished.push(row.id);
      console.error(`${row.id} could not be measured:`, error);
    }
    await save();
  }
  console.log(`\n${tableOf(rows)}`);
  const missed = rows.filter(({ ok }) => !ok).length;
  console.log(
    `\n${rows.length - missed} of ${rows.length} figures meet their goal${unfinished.length > 0 ? `; not measured: ${unfinished.join(', ')}` : ''}`,
  );
  return missed + unfinished.length > 0 ? 1 : 0;
}

/** In a process of its own and after a checkpoint: what one row leaves behind is not measured with the next. */
async function measured(order: RowOrder): Promise<Result[]> {
  await inDatabase(order.bench.databaseUrl, (client) => client.query('checkpoint'));
  const child = fork(join(__dirname, 'row-main.js'));
  let results: Result[] | undefined;
  child.once('message', (message) => (results = message as Result[]));
  child.send(order);
  await once(child, 'exit');
  if (!results) throw new Error('its process ended without a result');
  return results;
}

async function inDatabase(databaseUrl: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await work(client);
  await client.end();
}

async function brokerVersion(amqpUrl: string): Promise<string> {
  const connection = await connect(amqpUrl);
  const { version } = connection.connection.serverProperties as { version?: string };
  await connection.close();
  return version ?? 'unknown';
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    console.error(error);
    process.exit(2);
  },
);
