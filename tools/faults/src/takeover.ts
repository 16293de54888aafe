import type { Arena } from './arena';
import { Crew } from './crew';
import { Worker } from './worker';

const MOST_MS = 60_000;
const LOOK_MS = 150;

/** Milliseconds until everything has left the outbox that is in it now. */
export const publishesAll = (arena: Arena): Promise<number> => untilGone(arena, 'max');

/** Milliseconds until the row has left the outbox that waits there longest. */
export const publishesAgain = (arena: Arena): Promise<number> => untilGone(arena, 'min');

async function untilGone(arena: Arena, which: 'min' | 'max'): Promise<number> {
  const began = Date.now();
  const [row] = await arena.rows<{ seq: string | null }>(`select ${which}(seq) as seq from ledger.outbox`);
  const left = () => arena.rows('select 1 from ledger.outbox where seq <= $1 limit 1', [row?.seq ?? 0]);
  await arena.until(async () => (await left()).length === 0, MOST_MS, 10);
  return Date.now() - began;
}

/** Milliseconds until the next effect; there must be work. */
export async function takesEffectAgain(arena: Arena, mostMs = MOST_MS): Promise<number> {
  const began = Date.now();
  const latest = async () => {
    const [row] = await arena.rows<{ position: string | null }>('select max(position) as position from mirror.event_log');
    return Number(row?.position ?? 0);
  };
  const before = await latest();
  await arena.until(async () => (await latest()) > before, mostMs, 5);
  return Date.now() - began;
}

/** Milliseconds for which the oldest posting without an effect has waited. */
export async function oldestWait(arena: Arena): Promise<number> {
  const [row] = await arena.rows<{ ms: number | null }>(`
    select (extract(epoch from now() - min(l.occurred_at)) * 1000)::int as ms from ledger.event_log l
    where l.type = 'ledger.amount-posted'
      and not exists (select 1 from mirror.mirror m where m.id = l.aggregate_id and m.version >= l.version - 1)`);
  return row?.ms ?? 0;
}

/** Of several consumers of one queue only one is active: the one whose effects grow. */
export async function activeOf(arena: Arena, crew: Crew): Promise<Worker> {
  const effects = () => Promise.all(crew.living.map(async (worker) => [worker, (await worker.stats()).effects] as const));
  const before = new Map(await effects());
  const grown = async () => (await effects()).find(([worker, count]) => count > (before.get(worker) ?? count));
  const found = await arena.until(grown, MOST_MS, LOOK_MS);
  if (!found) throw new Error('no consumer takes anything');
  return found[0];
}
