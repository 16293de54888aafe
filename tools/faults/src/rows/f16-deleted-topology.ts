import { readFileSync } from 'node:fs';
import type { Arena } from '../arena';
import { Times } from '../chance';
import { Figures, row } from '../row';
import { publishesAgain } from '../takeover';
import { effectsWaiting, Part, remove, withDecoy } from '../topology';
import { Worker } from '../worker';

/** Between two deletions. */
const RECOVERY_MS = 500;
const ALERT = /no queue took their events|publishing failed|publishing channel closed/g;
/** Published while the mirror's binding is missing and another queue takes everything. */
const HALF_BLIND_MS = 700;

export const deletedTopology = row({
  id: 'F16',
  title: 'binding, queue and exchange deleted while events are published',
  scales: {
    // What is mended before the next event comes is not told of, so more than once or twice.
    short: { perSecond: 150, times: 5, sweepSeconds: 5, blind: 1 },
    long: { perSecond: 300, times: 10, sweepSeconds: 60, blind: 3 },
  },
  async run(arena, { perSecond, times, sweepSeconds, blind }) {
    // A copy of the wire would take what the mirror's queue does not get, and nothing would be returned.
    await arena.prepare({ wire: false });
    await arena.worker('consumer', { sweepEveryMs: sweepSeconds * 1_000 });
    const relay = await arena.worker('relay', { lookEveryMs: 10 });
    const load = await arena.load({ events: perSecond, perSecond });
    const figures: Figures = {};
    const missing = new Times();
    await load.during(async () => {
      for (const what of ['binding', 'queue', 'exchange'] as const)
        Object.assign(figures, await removeOften(arena, relay, what, times));
      if (blind > 0) await withDecoy(arena, () => loseTheBinding(arena, blind, missing, () => load.halt()));
    });
    const began = Date.now();
    await arena.judge({}, 300_000);
    if (blind > 0) {
      arena.must(missing.worst > 0, 'the missing binding cost the mirror nothing, so the row shows nothing');
      arena.must(Number(arena.figures['refetched']) > 0, 'nothing was fetched from the journal');
      Object.assign(figures, { lostByTheBroker: missing.worst, foundAgainSeconds: Math.round((Date.now() - began) / 1000) });
    }
    return figures;
  },
});

async function removeOften(arena: Arena, relay: Worker, what: Part, times: number): Promise<Figures> {
  const [alerts, mended] = [new Times(), new Times()];
  const noted = () => (readFileSync(relay.log, 'utf8').match(ALERT) ?? []).length;
  let unseen = 0;
  for (let done = 0; done < times; done++) {
    const before = noted();
    await remove(arena, what);
    const began = Date.now();
    let alertMs = 0;
    const alert = arena.until(() => noted() > before && (alertMs = Date.now() - began), 5_000, 10);
    await arena.rest(50);
    const flows = publishesAgain(arena).then(() => mended.add(Date.now() - began));
    await Promise.all([alert, flows]);
    arena.say(`${what} deleted: said so after ${alertMs} ms, events flow again after ${Date.now() - began} ms`);
    if (alertMs > 0) alerts.add(alertMs);
    else unseen++;
    await arena.rest(RECOVERY_MS);
  }
  arena.must(unseen < times, `${what} deleted: the relay never said so`);
  arena.must(mended.worst <= 10_000, `${what} deleted: events flowed again after ${mended.worst} ms`);
  return { [`${what}AlertMs`]: alerts.worst, [`${what}FlowsAgainMs`]: mended.worst };
}

/** Takes the binding away while events flow; the last time the load ends in the gap, so that no later version tells of it. */
async function loseTheBinding(arena: Arena, times: number, missing: Times, halt: () => Promise<void>): Promise<void> {
  for (let done = 1; done <= times; done++) {
    await remove(arena, 'binding');
    await arena.rest(HALF_BLIND_MS);
    if (done === times) await halt();
    await publishesAgain(arena);
    await arena.rest(HALF_BLIND_MS);
    missing.add(await effectsWaiting(arena));
  }
}
