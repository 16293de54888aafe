import type { Arena } from '../arena';
import { row } from '../row';
import { sampling } from '../sampling';
import { publishesAgain } from '../takeover';
import { effectsWaiting, remove, withDecoy } from '../topology';

const HOUR_MS = 3_600_000;
/** A retry later than this was forgotten. */
const LATE_SECONDS = 5;
const LOOK_MS = 100;
const BLIND_MS = 700;

interface Retry {
  key: string;
  state: string;
  attempts: number;
  /** Seconds of the database's clock. */
  due: number;
  now: number;
}

export const clocks = row({
  id: 'F19',
  title: 'clocks an hour ahead and behind, and a step back in the middle',
  scales: { long: { perSecond: 200, seconds: 20, retries: 3, retryMs: 2_000 } },
  async run(arena, { perSecond, seconds, retries, retryMs }) {
    await arena.prepare({ wire: false });
    const accounts = arena.accounts(200);
    const failing = accounts.slice(0, 10).map(({ id }) => id);
    const retryDelaysMs = Array.from({ length: retries + 2 }, () => retryMs);
    const troubles = [{ accounts: failing, does: 'throw', times: retries }] as const;
    const consumer = await arena.worker('consumer', { sweepEveryMs: 5_000, retryDelaysMs, troubles });
    const relay = await arena.worker('relay', { lookEveryMs: 10 });
    await consumer.carryOut({ does: 'clock', aheadMs: HOUR_MS });
    await relay.carryOut({ does: 'clock', aheadMs: -HOUR_MS });
    const watch = await watchRetries(arena);
    const load = await arena.load({ events: perSecond, perSecond, accounts });
    const figures = { flowsAgainMs: 0, lostByTheBroker: 0, foundAgainSeconds: 0 };
    await load.during(async () => {
      await arena.rest(seconds * 1_000);
      // Two hours back for the one, two hours ahead for the other.
      await consumer.carryOut({ does: 'clock', aheadMs: -HOUR_MS });
      await relay.carryOut({ does: 'clock', aheadMs: HOUR_MS });
      const began = Date.now();
      await remove(arena, 'binding');
      await publishesAgain(arena);
      figures.flowsAgainMs = Date.now() - began;
      await arena.rest(seconds * 1_000);
      await withDecoy(arena, async () => {
        await remove(arena, 'binding');
        await arena.rest(BLIND_MS);
        await load.halt();
        await publishesAgain(arena);
        await arena.rest(5_000);
        figures.lostByTheBroker = await effectsWaiting(arena);
      });
    });
    const began = Date.now();
    await arena.judge({}, 120_000);
    figures.foundAgainSeconds = Math.round((Date.now() - began) / 1000);
    const { early, late, seen } = await watch.end();
    arena.must(figures.lostByTheBroker > 0, 'the missing binding cost the mirror nothing, so the row shows nothing');
    arena.must(figures.flowsAgainMs <= 10_000, `after the step back a binding was missing for ${figures.flowsAgainMs} ms`);
    arena.must(seen > 0 && early === 0 && late === 0, `of ${seen} retries ${early} came too early and ${late} too late`);
    return { ...figures, retriesSeen: seen, early, late };
  },
});

/** Looks at retries by the clock of the database: none may run before it is due, none may stay long after. */
async function watchRetries(arena: Arena): Promise<{ end(): Promise<{ early: number; late: number; seen: number }> }> {
  const [early, late, known] = [new Set<string>(), new Set<string>(), new Map<string, Retry>()];
  const watch = await sampling(arena, LOOK_MS, async (ask) => {
    const rows = await ask<Retry>(`
      select aggregate_id || '@' || version as key, state, attempts, extract(epoch from next_at)::float8 as due,
             extract(epoch from now())::float8 as now
      from mirror.inbox where attempts > 0 and next_at is not null and state in ('retry', 'running')`);
    for (const retry of rows) {
      const before = known.get(retry.key);
      const name = `${retry.key}/${retry.attempts}`;
      if (before && before.attempts < retry.attempts && retry.now < before.due) early.add(name);
      // While it runs, it is due when its lease ends.
      if (retry.state !== 'retry') continue;
      if (retry.now > retry.due + LATE_SECONDS) late.add(name);
      known.set(retry.key, retry);
    }
  });
  return {
    end: async () => {
      await watch.end();
      return { early: early.size, late: late.size, seen: known.size };
    },
  };
}
