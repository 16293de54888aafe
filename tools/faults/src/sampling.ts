import { Client } from 'pg';
import type { Arena } from './arena';
import { Times } from './chance';

const LOOK_MS = 50;

export type Ask = <R>(sql: string) => Promise<R[]>;

/** Looks at the row's database every `everyMs` on a connection of its own; `end` settles after the last look. */
export async function sampling(
  arena: Arena,
  everyMs: number,
  look: (ask: Ask) => Promise<void>,
): Promise<{ end(): Promise<void> }> {
  const client = new Client({ connectionString: arena.databaseUrl });
  client.on('error', () => undefined);
  await client.connect();
  const ask: Ask = async <R>(sql: string) => (await client.query(sql)).rows as R[];
  let over = false;
  const on = async () => {
    while (!over) {
      await look(ask);
      await arena.rest(everyMs);
    }
  };
  const looking = on().finally(() => client.end());
  // Whoever ends it hears of a failure.
  looking.catch(() => undefined);
  return {
    end: () => {
      over = true;
      return looking;
    },
  };
}

/** The p99 of the age of the oldest event in the outbox while `work` runs, ms. */
export async function outboxAgeP99(arena: Arena, work: () => Promise<unknown>): Promise<number> {
  const ages = new Times();
  const watch = await sampling(arena, LOOK_MS, async (ask) => {
    const [row] = await ask<{ ms: number }>(
      'select coalesce(extract(epoch from clock_timestamp() - min(written_at)) * 1000, 0)::float8 as ms from ledger.outbox',
    );
    ages.add(row?.ms ?? 0);
  });
  await work().finally(() => watch.end());
  return Math.round(ages.percentile(0.99));
}
