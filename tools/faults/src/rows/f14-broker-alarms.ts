import type { Arena } from '../arena';
import { Times } from '../chance';
import { brokerConnections } from '../topology';
import { Figures, row } from '../row';
import { publishesAgain } from '../takeover';
import { Worker } from '../worker';

const ALARMS = ['memory', 'disk'] as const;
const RAISE = {
  memory: ['set_vm_memory_high_watermark', '0.00001'],
  disk: ['set_disk_free_limit', '100000000000000'],
} as const;
const CLEAR = {
  memory: ['set_vm_memory_high_watermark', '0.4'],
  disk: ['set_disk_free_limit', '50MB'],
} as const;
/** While the alarm is on its way the consumer stands still, so that there is something to drain; not so long that the broker gives it up. */
const MOST_FROZEN_MS = 6_000;
/** Below this a doubled time is nothing that anybody would feel, and chance decides. */
const QUICK_MS = 50;

interface Setting {
  readonly consumer: Worker;
  readonly answers: { times: Times };
  /** p99 of commands before, ms. */
  readonly normal: number;
  readonly seconds: number;
  readonly perSecond: number;
}

export const brokerAlarms = row({
  id: 'F14',
  title: 'memory alarm and disk alarm of the broker',
  scales: {
    short: { perSecond: 400, calmSeconds: 6, alarmSeconds: 20 },
    long: { perSecond: 400, calmSeconds: 20, alarmSeconds: 60 },
  },
  async run(arena, { perSecond, calmSeconds, alarmSeconds }) {
    const consumer = await arena.worker('consumer');
    await arena.worker('relay', { lookEveryMs: 10 });
    const load = await arena.load({ events: perSecond, perSecond });
    const answers = { times: new Times() };
    load.onAnswered = ([, , , ms = 0]) => answers.times.add(ms);
    const figures: Figures = {};
    await load.during(async () => {
      await arena.rest(calmSeconds * 1_000);
      const normal = answers.times.percentile(0.99);
      const before = await brokerConnections(arena);
      const setting = { consumer, answers, normal, seconds: alarmSeconds, perSecond };
      try {
        for (const which of ALARMS) Object.assign(figures, await alarm(arena, which, setting));
      } finally {
        for (const which of ALARMS) await arena.servers.control('rabbitmq', ...CLEAR[which]);
      }
      const after = await brokerConnections(arena);
      const madeAnew = [...after].filter((pid) => !before.has(pid)).length;
      const kept = madeAnew === 0 && after.size === before.size;
      arena.must(kept, `${madeAnew} connections were made anew; there were ${before.size}, there are ${after.size}`);
      Object.assign(figures, { normalP99Ms: Math.round(normal), connections: after.size, connectionsMadeAnew: madeAnew });
    });
    await arena.judge();
    return figures;
  },
});

async function alarm(arena: Arena, which: 'memory' | 'disk', setting: Setting): Promise<Figures> {
  const { consumer, answers, normal, seconds, perSecond } = setting;
  const raised = arena.servers.control('rabbitmq', ...RAISE[which]);
  consumer.freeze();
  await Promise.race([raised, arena.rest(MOST_FROZEN_MS)]);
  const began = Date.now();
  answers.times = new Times();
  const waiting = (await onTheWay(arena)).published;
  consumer.thaw();
  await raised;
  const drained = await arena.until(async () => (await onTheWay(arena)).published === 0, seconds * 1_000, 250);
  const drainedMs = Date.now() - began;
  await arena.during(`${which} alarm`, arena.rest(began + seconds * 1_000 - Date.now()));
  const p99 = answers.times.percentile(0.99);
  const { outbox } = await onTheWay(arena);
  await arena.servers.control('rabbitmq', ...CLEAR[which]);
  const cleared = Date.now();
  await arena.during('the backlog', publishesAgain(arena));
  const goneMs = Date.now() - cleared;
  arena.must(
    outbox >= (perSecond * seconds) / 2,
    `${which} alarm: ${outbox} events waited at its end, so it did not stop the relay`,
  );
  arena.must(
    waiting > 0 && drained === true,
    `${which} alarm: of ${waiting} published events some had no effect after ${drainedMs} ms`,
  );
  arena.must(
    p99 <= Math.max(2 * normal, QUICK_MS),
    `${which} alarm: commands took ${p99.toFixed(0)} ms (p99), ${normal.toFixed(0)} ms before`,
  );
  arena.must(goneMs <= 10_000, `${which} alarm: the backlog was gone ${goneMs} ms after its end`);
  return {
    [`${which}P99Ms`]: Math.round(p99),
    [`${which}Drained`]: waiting,
    [`${which}DrainedMs`]: drainedMs,
    [`${which}Backlog`]: outbox,
    [`${which}BacklogGoneSeconds`]: Math.round(goneMs / 100) / 10,
  };
}

/**
 * Events that wait in the outbox, and events that have left it and have had no effect yet. Some have their effect while they are still in
 * the outbox: their confirm did not come through.
 */
async function onTheWay(arena: Arena): Promise<{ outbox: number; published: number }> {
  const [row] = await arena.rows<{ outbox: number; published: number }>(`
    select (select count(*)::int from ledger.outbox) as outbox, count(*)::int as published from ledger.event_log e
    where not exists (select 1 from ledger.outbox o where o.event_id = e.event_id)
      and not exists (select 1 from mirror.consumer_position p where p.aggregate_id = e.aggregate_id and p.version >= e.version)`);
  return row as { outbox: number; published: number };
}
