import type { Arena } from '../arena';
import { row } from '../row';

export const mixedVersions = row({
  id: 'F26',
  title: 'the next version writes while the one before reads: unknown fields, an unknown major version, then the deployment',
  scales: {
    short: { events: 6_000, unknownMajors: 1_000, retryMs: 1_000 },
    long: { events: 100_000, unknownMajors: 20_000, retryMs: 1_000 },
  },
  async run(arena, { events, unknownMajors, retryMs }) {
    const task = { retryDelaysMs: [retryMs, retryMs] };
    const before = await arena.worker('consumer', task);
    await arena.worker('relay', { lookEveryMs: 10 });
    const old = await arena.load({ events: events / 2 });
    // Half of what the next version says in its own words is in the next major version.
    const some = { events: unknownMajors * 4, next: 0.5, accounts: old.accounts.slice(0, 60) };
    const next = await arena.load({ ...some, task: { definitions: 'bank-next' } });
    await Promise.all([old.run(), next.run()]);
    await arena.until(async () => (await waits(arena)).onTheirWay === 0, 60_000, 200);
    const parked = await waits(arena);
    arena.must(parked.unknown > 0, 'no unknown major version was met');
    arena.must(parked.dead === 0, `${parked.dead} events are dead that only wait for a deployment`);
    const deployed = Date.now();
    // Side by side at first, as in a rolling deployment.
    await arena.worker('consumer', { ...task, definitions: 'bank-next' });
    const { code } = await before.end();
    arena.must(code === 0, `the version before ended with status ${code}`);
    await arena.settle();
    const seconds = (Date.now() - deployed) / 1000;
    await arena.judge();
    return { parked: parked.all, ofUnknownMajors: parked.unknown, secondsToCatchUp: Math.round(seconds * 10) / 10 };
  },
});

/** `onTheirWay`: events that have neither had their effect nor been parked. */
async function waits(arena: Arena) {
  const [found] = await arena.rows<Record<'all' | 'unknown' | 'dead' | 'onTheirWay', number>>(`
    select (select count(*)::int from mirror.inbox) as all,
           (select count(*)::int from ledger.event_log where schema_version = 2) as unknown,
           (select count(*)::int from mirror.inbox where state = 'dead') as dead,
           (select count(*)::int from ledger.event_log where type = 'ledger.amount-posted')
           - (select count(*)::int from mirror.event_log) - (select count(*)::int from mirror.inbox) as "onTheirWay"`);
  if (!found) throw new Error('no answer');
  return found;
}
