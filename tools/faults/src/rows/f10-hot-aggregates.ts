import { row } from '../row';

export const hotAggregates = row({
  id: 'F10',
  title: 'many writers on few aggregates, a fifth of the commands rolled back',
  scales: {
    smoke: { events: 1_000, hotEvents: 300, writers: 64, accounts: 10, rollbacks: 0.2, hotPerSecond: 50 },
    short: { events: 20_000, hotEvents: 3_000, writers: 64, accounts: 10, rollbacks: 0.2, hotPerSecond: 200 },
    long: { events: 200_000, hotEvents: 30_000, writers: 64, accounts: 10, rollbacks: 0.2, hotPerSecond: 200 },
  },
  async run(arena, { events, hotEvents, writers, accounts, rollbacks, hotPerSecond }) {
    await arena.worker('consumer');
    await arena.worker('relay', { lookEveryMs: 10 });
    const task = { poolSize: writers / 2 };
    const load = await arena.load({ events, writers, accounts, rollbacks, task });
    await load.run();
    const hot = await arena.load({ events: hotEvents, writers: 8, accounts: 1, rollbacks, stalls: 0 });
    await hot.run();
    await arena.judge();
    arena.must(hot.rate >= hotPerSecond, `one aggregate took ${hot.rate} events a second`);
    return { eventsPerSecond: load.rate, hotEventsPerSecond: hot.rate };
  },
});
