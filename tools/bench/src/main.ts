import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { connect } from 'amqplib';
import { Bench, BenchRow } from './bench';
import { machineOf, Result, tableOf, writeReport } from './report';
import { p1 } from './rows/p1-relay';
import { p2 } from './rows/p2-effects';
import { p3 } from './rows/p3-latency';
import { p4 } from './rows/p4-orders';
import { p8 } from './rows/p8-rebuild';
import { p9 } from './rows/p9-old-rows';

/** In the order in which they run; `tools/bench.mjs` names them too. */
const ROWS: readonly BenchRow[] = [p1, p2, p3, p4, p8, p9];

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
      rows.push(...(await row.run(bench)));
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
