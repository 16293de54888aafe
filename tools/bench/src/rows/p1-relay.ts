import { Bench, BenchRow } from '../bench';
import { Drain } from '../drain';
import { journal, StoredEvent } from '../events';
import { interleave, resultOf } from '../pairs';
import { graphileWorker, Outbox, pgBoss, pgTransactionalOutbox, publisherTo } from '../peers/outboxes';
import { figure, Result } from '../report';

/** The packages are slower; each gets a share of the events that takes some seconds. */
const PEERS: readonly { name: string; drain: Outbox; share: number }[] = [
  { name: 'pg-transactional-outbox 0.5.7', drain: pgTransactionalOutbox, share: 1 / 25 },
  { name: 'graphile-worker 0.17.3', drain: graphileWorker, share: 1 / 4 },
  { name: 'pg-boss 10.4.2', drain: pgBoss, share: 1 / 4 },
];

/** Every event of an outbox to the broker: read, published with a confirm into a quorum queue, deleted. */
export const p1: BenchRow = {
  id: 'P1',
  title: 'the relay drains an outbox',
  async run(bench) {
    const drain = await Drain.prepare(bench, 'p1');
    const what = `relay drains ${figure(drain.events)} events`;
    const pairs = await interleave(
      bench.pairs,
      what,
      () => drain.ours(),
      () => drain.raw(),
    );
    const row = { id: 'P1', what, unit: 'events/s' };
    const raw = resultOf(pairs, { ...row, against: 'a single relay by hand' }, 0.8);
    const events = await journal(drain.site);
    const others: Result[] = [];
    for (const one of PEERS) others.push(await against(one, { bench, drain, events, ours: raw.value }));
    await drain.close();
    return [raw, ...others];
  },
};

interface Given {
  bench: Bench;
  drain: Drain;
  events: readonly StoredEvent[];
  ours: number;
}

/** Each package once: the distance is larger than any disturbance. */
async function against({ name, drain: outbox, share }: (typeof PEERS)[number], { drain, events, ours }: Given): Promise<Result> {
  const some = events.slice(0, Math.max(500, Math.round(events.length * share)));
  const theirs = await outbox(drain.site, some, publisherTo(drain.site.channel, drain.site.exchange));
  console.log(`  ${name}, ${figure(some.length)} events: ${figure(theirs)} events/s`);
  const ratio = ours / theirs;
  return {
    ...{ id: 'P1', what: `relay, ${name} with ${figure(some.length)} events`, unit: 'events/s', against: name },
    ...{ value: ours, rawValue: theirs, ratio, goal: '> 1', ok: ratio > 1, pairs: 1 },
  };
}
