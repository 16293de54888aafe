import { between, Times } from '../chance';
import { Crew } from '../crew';
import { row } from '../row';
import { publishesAll } from '../takeover';

export const killRelay = row({
  id: 'F1',
  title: 'kill -9 of a relay',
  scales: {
    smoke: { events: 2_000, relays: 3, kills: 3, perSecond: 500, mostMs: 4_000 },
    short: { events: 30_000, relays: 3, kills: 20, perSecond: 750, mostMs: 1_000 },
    long: { events: 300_000, relays: 3, kills: 200, perSecond: 750, mostMs: 1_000 },
  },
  async run(arena, { events, relays, kills, perSecond, mostMs }) {
    await arena.worker('consumer');
    const crew = await Crew.hire(arena, { role: 'relay', count: relays, task: { lookEveryMs: 10 } });
    const load = await arena.load({ events, perSecond });
    const takeovers = new Times();
    await load.during(async () => {
      for (let killed = 0; killed < kills; killed++) {
        await arena.rest(between(400, 1_200));
        await crew.killOne();
        takeovers.add(await publishesAll(arena));
      }
      await crew.complete();
    });
    // What was lost on the way and found again in the journal would be hidden otherwise.
    await arena.judge({ refetched: 0 });
    arena.must(takeovers.middle <= mostMs, `the lanes of a killed relay were taken over after ${takeovers.middle} ms`);
    const duplicates = Number(arena.figures['wireDuplicates']);
    arena.must(duplicates <= kills * 300, `${duplicates} duplicates on the wire`);
    return { kills, eventsPerSecond: load.rate, takeoverMs: takeovers.middle, worstTakeoverMs: takeovers.worst };
  },
});
