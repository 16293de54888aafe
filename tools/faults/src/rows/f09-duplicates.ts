import { row } from '../row';
import { Republisher } from '../republisher';

const HOUR_MS = 3_600_000;

export const duplicates = row({
  id: 'F9',
  title: 'every event five times at once, each time in another order, and all of them once more an hour later',
  scales: {
    short: { events: 10_000, copies: 5, consumers: 4, aheadMs: HOUR_MS },
    long: { events: 30_000, copies: 5, consumers: 4, aheadMs: HOUR_MS },
  },
  async run(arena, { events, copies, consumers, aheadMs }) {
    const load = await arena.load({ events });
    await load.run();
    const publisher = await Republisher.of(arena);
    const first = await arena.workersOf('consumer', consumers);
    // Nothing but these copies: the relay comes when they have had their effect.
    await arena.during('publishing copies', publisher.publish(copies));
    const effective = await arena.until(async () => (await effects()) >= load.committed, 90_000, 200);
    if (!effective) {
      await publisher.close();
      await arena.judge();
      return { copies, ignoredAtOnce: 0, ignoredAnHourLater: 0 };
    }
    await arena.worker('relay', { lookEveryMs: 10 });
    await arena.settle();
    const ignored = (await Promise.all(first.map((worker) => worker.stats()))).reduce((sum, stats) => sum + stats.duplicates, 0);
    await Promise.all(first.map((worker) => worker.end()));
    await arena.rows('delete from mirror.inbox');
    const later = await arena.workersOf('consumer', 2, { clockAheadMs: aheadMs });
    await arena.during('publishing everything once more', publisher.publish(1));
    const stats = () => Promise.all(later.map((worker) => worker.stats()));
    const expected = publisher.count;
    const seen = async () => (await stats()).reduce((sum, { duplicates: count }) => sum + count, 0);
    const all = await arena.until(async () => (await seen()) >= expected, 120_000, 200);
    arena.must(all === true, `only ${await seen()} of ${expected} replayed events were taken and ignored`);
    await publisher.close();
    await arena.judge();
    return { copies, ignoredAtOnce: ignored, ignoredAnHourLater: expected };

    async function effects(): Promise<number> {
      const [found] = await arena.rows<{ count: number }>('select count(*)::int as count from mirror.event_log');
      return found?.count ?? 0;
    }
  },
});
