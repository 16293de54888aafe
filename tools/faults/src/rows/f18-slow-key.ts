import { queueBacklog } from '../backlog';
import { between } from '../chance';
import { row } from '../row';
import { Account } from '../task';

const MOST_DRAINING_MS = 60_000;

/** One of the accounts comes up seldom, so that in the end its postings can be waited for too. */
function* turns(events: number, keys: number, slow: number): Generator<number> {
  const every = Math.floor(events / slow);
  for (let turn = 0; turn < events; turn++) yield turn % every === 0 ? 0 : between(1, keys - 1);
}

export const slowKey = row({
  id: 'F18',
  title: 'a handler that takes seconds for one key',
  scales: {
    short: { events: 25_000, keys: 16, slow: 64, handlerMs: 2_000 },
    long: { events: 50_000, keys: 16, slow: 3_125, handlerMs: 2_000 },
  },
  async run(arena, { events, keys, slow, handlerMs }) {
    await arena.prepare({ wire: false, timed: true });
    // The tables grow, so what comes later is slower: one clean run before, one after.
    const [before, slowed, after] = [await drain(0), await drain(handlerMs), await drain(0)];
    const cleanMs = Math.round((before.p99Ms + after.p99Ms) / 2);
    await arena.worker('consumer');
    await arena.judge();
    const ratio = Math.round((slowed.p99Ms / cleanMs) * 100) / 100;
    for (const { done, p99Ms } of [before, slowed, after])
      arena.must(done, `not even within ${p99Ms} ms had 99 % of the other keys their effects`);
    const words = `99 % of the other keys had their effects after ${slowed.p99Ms} ms, without a slow key after ${cleanMs} ms`;
    arena.must(ratio <= 1.2, words);
    arena.must(slowed.rssMb <= 300, `the consumer took ${slowed.rssMb} MiB`);
    return {
      cleanP99Ms: `${before.p99Ms}, ${after.p99Ms}`,
      othersP99Ms: slowed.p99Ms,
      ratio,
      slowDone: slowed.slowDone,
      consumerRssMb: slowed.rssMb,
    };

    /** Everything is in the queue when the consumer begins. Milliseconds until 99 % of what is not slow has had its effect. */
    async function drain(ms: number) {
      const accounts = arena.accounts(keys);
      const [slowOne, ...others] = accounts as [Account, ...Account[]];
      await queueBacklog(arena, { accounts, postings: turns(events, keys, slow) });
      const consumer = await arena.worker('consumer', { troubles: ms ? [{ accounts: [slowOne.id], does: 'wait', ms }] : [] });
      const began = Date.now();
      const enough = (events - slow) * 0.99;
      const drained = arena.until(async () => (await effectsOf(others)) >= enough, MOST_DRAINING_MS, 50);
      const done = await arena.during('the effects of the other keys', drained);
      const p99Ms = Date.now() - began;
      const { rssMb } = await consumer.stats();
      const slowDone = await effectsOf([slowOne]);
      await consumer.kill();
      await finish(accounts);
      return { p99Ms, done: done === true, slowDone, rssMb };
    }

    /** Without trouble: what the slow handler has left undone is not lost, and does not weigh on the next run. */
    async function finish(accounts: readonly Account[]) {
      const consumer = await arena.worker('consumer');
      const finished = arena.until(async () => (await effectsOf(accounts)) === events, MOST_DRAINING_MS, 50);
      await arena.during('the effects of the slow key', finished);
      await consumer.kill();
    }

    async function effectsOf(accounts: readonly Account[]): Promise<number> {
      const ids = accounts.map(({ id }) => id);
      const [found] = await arena.rows<{ n: number }>('select sum(total)::int as n from mirror.mirror where id = any($1)', [ids]);
      return found?.n ?? 0;
    }
  },
});
