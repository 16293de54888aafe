import type { Arena } from '../arena';
import { Times } from '../chance';
import { Crew } from '../crew';
import { row } from '../row';
import { activeOf, publishesAll, takesEffectAgain } from '../takeover';

export const zombie = row({
  id: 'F8',
  title: 'a relay and a consumer frozen in the middle of a batch, and thawed',
  scales: {
    short: { events: 10_000, freezes: 2, frozenMs: 20_000, perSecond: 250 },
    long: { events: 30_000, freezes: 5, frozenMs: 60_000, perSecond: 250 },
  },
  async run(arena, { events, freezes, frozenMs, perSecond }) {
    const relays = await Crew.hire(arena, { role: 'relay', count: 2, task: { lookEveryMs: 5 } });
    const consumers = await Crew.hire(arena, { role: 'consumer', count: 2 });
    const load = await arena.load({ events, perSecond });
    const [lanes, effects] = [new Times(), new Times()];
    let held = 0;
    await load.during(async () => {
      for (let frozen = 0; frozen < freezes; frozen++) {
        await arena.rest(1_000);
        const relay = await freezeWithLanes(arena, relays);
        held += relay.lanes;
        const consumer = await activeOf(arena, consumers);
        consumer.freeze();
        const began = Date.now();
        await arena.during('waiting for the lanes and the queue to move', Promise.all([
          publishesAll(arena).then((ms) => lanes.add(ms)),
          takesEffectAgain(arena).then((ms) => effects.add(ms)),
        ])); // prettier-ignore
        await arena.rest(Math.max(0, frozenMs - (Date.now() - began)));
        relay.worker.thaw();
        consumer.thaw();
      }
    });
    await arena.judge();
    arena.must(lanes.worst <= 20_000, `the lanes of a frozen relay moved after ${lanes.worst} ms`);
    arena.must(effects.worst <= 20_000, `the queue of a frozen consumer moved after ${effects.worst} ms`);
    return { freezes, lanesHeld: held, worstLanesMs: lanes.worst, worstQueueMs: effects.worst };
  },
});

/** Freezes a relay that holds lanes: between its claim and its commit. */
async function freezeWithLanes(arena: Arena, relays: Crew) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const worker = relays.any();
    worker.freeze();
    const lanes = await heldLanes(arena, relays.living.length);
    if (lanes > 0) return { worker, lanes };
    worker.thaw();
    await arena.rest(20);
  }
  throw new Error('no relay was met in the middle of a batch');
}

/** Lanes that stay locked while the other relays let go of theirs again and again. */
async function heldLanes(arena: Arena, looks: number): Promise<number> {
  let held: number[] | undefined;
  for (let look = 0; look < looks + 3; look++) {
    const free = await arena.rows<{ lane: number }>('select lane from ledger.outbox_lane for update skip locked');
    const locked = Array.from({ length: 64 }, (_, lane) => lane).filter((lane) => !free.some((row) => row.lane === lane));
    held = held ? held.filter((lane) => locked.includes(lane)) : locked;
    if (held.length === 0) break;
    await arena.rest(60);
  }
  return held?.length ?? 0;
}
