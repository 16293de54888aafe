import { between, Times } from '../chance';
import { Crew } from '../crew';
import { row } from '../row';
import { activeOf, oldestWait, takesEffectAgain } from '../takeover';

const SWEPT_MS = 25_000;

export const killConsumer = row({
  id: 'F2',
  title: 'kill -9 of the consumer that is at work',
  scales: {
    smoke: { events: 2_000, consumers: 3, kills: 3, perSecond: 500, mostMs: 4_000 },
    short: { events: 30_000, consumers: 3, kills: 20, perSecond: 750, mostMs: 1_000 },
    long: { events: 300_000, consumers: 3, kills: 200, perSecond: 750, mostMs: 1_000 },
  },
  async run(arena, { events, consumers, kills, perSecond, mostMs }) {
    await arena.worker('relay', { lookEveryMs: 10 });
    const crew = await Crew.hire(arena, { role: 'consumer', count: consumers });
    const load = await arena.load({ events, perSecond });
    const [takeovers, waits] = [new Times(), new Times()];
    await load.during(async () => {
      for (let killed = 0; killed < kills; killed++) {
        await arena.rest(between(200, 800));
        waits.add(await oldestWait(arena));
        await crew.killOne(() => activeOf(arena, crew));
        takeovers.add(await takesEffectAgain(arena));
      }
      await crew.complete();
    });
    // What was lost on the way and found again in the journal would be hidden otherwise. A successor that meets a backlog older than
    // 30 s takes it from there anyway.
    await arena.judge({ refetched: waits.worst < SWEPT_MS ? 0 : undefined });
    arena.must(takeovers.middle <= mostMs, `a successor took over after ${takeovers.middle} ms`);
    return {
      kills,
      eventsPerSecond: load.rate,
      takeoverMs: takeovers.middle,
      worstTakeoverMs: takeovers.worst,
      oldestMs: waits.worst,
    };
  },
});
