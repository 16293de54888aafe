import { Client } from 'pg';
import type { Arena } from '../arena';
import { Figures, row } from '../row';
import { outboxAgeP99 } from '../sampling';
import { publishesAgain } from '../takeover';
import { effectsWaiting, remove, withDecoy } from '../topology';

const MOST_LAG_MS = 1_000;
/** How long the mirror gets nothing of what is published. */
const BLIND_MS = 700;

interface LagReport {
  subscriptions: { behind: number; oldestSeconds?: number }[];
}

export const heldTransaction = row({
  id: 'F11',
  title: 'an idle transaction of another database, then a migration that locks a table',
  scales: { long: { perSecond: 200, seconds: 60 } },
  async run(arena, { perSecond, seconds }) {
    await arena.prepare({ wire: false });
    const consumer = await arena.worker('consumer', { sweepEveryMs: 5_000 });
    await arena.worker('relay', { lookEveryMs: 10 });
    const figures: Figures = {};
    const other = `${arena.namespace}_other`;
    const load = await arena.load({ events: perSecond, perSecond });
    await load.during(async () => {
      const lag = await outboxAgeP99(arena, () =>
        inTransaction(urlOf(arena, 'postgres'), `create database ${other}`, () =>
          inTransaction(urlOf(arena, other), 'begin; create table held (id int)', async () => {
            await withDecoy(arena, () => loseSome(arena));
            await arena.during('a transaction of another database', arena.rest(seconds * 1_000));
            const lost = await lostUntilNow(arena, seconds);
            const { subscriptions } = (await consumer.carryOut({ does: 'lag' })) as LagReport;
            const told = subscriptions[0]?.behind ?? 0;
            arena.must(lost > 0, 'nothing was lost, so the row shows nothing');
            arena.must(
              told >= lost,
              `${lost} events wait for the sweep, which waits for the transaction; the lag report says ${told}`,
            );
            Object.assign(figures, { waitedForSweep: lost, lagReportSaid: told });
          }),
        ),
      );
      const began = Date.now();
      await arena.until(async () => (await effectsWaiting(arena)) < perSecond, 120_000, 100);
      Object.assign(figures, { heldLagP99Ms: lag, caughtUpMs: Date.now() - began });
      const locked = await outboxAgeP99(arena, () =>
        inTransaction(arena.databaseUrl, 'begin; lock table mirror.shown_account in access exclusive mode', () =>
          arena.during('a migration', arena.rest(seconds * 1_000)),
        ),
      );
      Object.assign(figures, { migrationLagP99Ms: locked });
    });
    await dropDatabase(arena, other);
    await arena.judge({}, 300_000);
    arena.must(Number(arena.figures['refetched']) > 0, 'nothing was fetched from the journal');
    for (const name of ['heldLagP99Ms', 'migrationLagP99Ms'])
      arena.must(Number(figures[name]) <= MOST_LAG_MS, `events waited ${figures[name]} ms (p99) in the outbox`);
    return figures;
  },
});

/** On a connection that has run `first` and goes back on it in the end. */
async function inTransaction(url: string, first: string, work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(first);
    await work();
  } finally {
    await client.end();
  }
}

function urlOf(arena: Arena, database: string): string {
  const url = new URL(arena.databaseUrl);
  url.pathname = `/${database}`;
  return url.toString();
}

async function loseSome(arena: Arena): Promise<void> {
  await remove(arena, 'binding');
  await arena.rest(BLIND_MS);
}

/** Postings that had their time and whose effect is nowhere, without those whose gap a later version shows. */
async function lostUntilNow(arena: Arena, seconds: number): Promise<number> {
  await publishesAgain(arena);
  const [row] = await arena.rows<{ lost: number }>(
    `select count(*)::int as lost from ledger.event_log e
     left join mirror.consumer_position p on p.tenant = e.tenant and p.aggregate_type = e.aggregate_type and p.aggregate_id = e.aggregate_id
     where e.version > coalesce(p.version, 0) and e.occurred_at < now() - $1::int * interval '1 second'`,
    [Math.floor(seconds / 2)],
  );
  return row?.lost ?? 0;
}

async function dropDatabase(arena: Arena, name: string): Promise<void> {
  await inTransaction(urlOf(arena, 'postgres'), `drop database if exists ${name} with (force)`, () => Promise.resolve());
}
