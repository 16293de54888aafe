import { Client } from 'pg';
import { newId } from '@orderly/kernel';
import { byTurns, Entry, leaveBacklog } from '../backlog';
import { EVENLY, latencyOf, UNNOTICED_MS } from '../latency';
import { row } from '../row';

const WARM_UP_MS = 2_000;
const BASELINE_MS = 10_000;
const MOST_MS = 1_800_000;
/** Live events go first; this much longer than alone a replay may take. */
const MOST_SLOWED = 6;

/** As the inbox is left when the first posting of each account has died after seven attempts. */
async function letDie(client: Client, page: readonly Entry[]): Promise<void> {
  const columns = (rows: readonly Entry[]) => [
    rows.map(({ account }) => account.tenant),
    rows.map(({ account }) => account.id),
    rows.map(({ version }) => version),
  ];
  const [opened, posted] = [page.filter(({ version }) => version === 1), page.filter(({ version }) => version === 2)];
  await client.query(
    `insert into mirror.consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
     select 'mirror-on-ledger', e.tenant, 'Account', e.id, e.version from unnest($1::uuid[], $2::uuid[], $3::int[]) e(tenant, id, version)`,
    columns(opened),
  );
  await client.query(
    `insert into mirror.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, event, state, attempts, reason)
     select 'mirror-on-ledger', e.tenant, 'Account', e.id, e.version, e.event_id, e.type, e.event, 'dead', 7, 'TypeError'
     from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::text[]) e(tenant, id, version, event_id, type, event)`,
    [...columns(posted), posted.map(({ id }) => id), posted.map(({ type }) => type), posted.map(({ event }) => event)],
  );
}

export const deadLetterReplay = row({
  id: 'F24',
  title: 'two operators replay the same dead letters during live traffic',
  scales: {
    short: { dead: 10_000, replayPerSecond: 1_000, livePerSecond: 100 },
    long: { dead: 100_000, replayPerSecond: 1_000, livePerSecond: 100 },
  },
  async run(arena, { dead, replayPerSecond, livePerSecond }) {
    await arena.prepare({ wire: false, timed: true });
    const accounts = arena.accounts(dead);
    await leaveBacklog(arena, { accounts, postings: byTurns(dead, dead), publish: false, beside: letDie });
    const consumer = await arena.worker('consumer');
    await arena.worker('relay', { lookEveryMs: 10 });
    const load = await arena.load({ ...EVENLY, writers: 4, perSecond: livePerSecond });
    const operators = await arena.workersOf('writer', 2);
    let [from, began, over] = [new Date(), new Date(), new Date()];
    let counts: number[] = [];
    await load.during(async () => {
      await arena.rest(WARM_UP_MS);
      from = new Date();
      await arena.rest(BASELINE_MS);
      began = new Date();
      const order = { until: began.toISOString(), rate: replayPerSecond / 2 };
      const replaying = operators.map((operator) => operator.replay({ ...order, user: newId() }));
      counts = await arena.during('two operators replay', Promise.all(replaying));
      const gone = async () => (await arena.rows('select 1 from mirror.inbox limit 1')).length === 0;
      await arena.during('waiting for the inbox to be empty', arena.until(gone, MOST_MS, 100));
      over = new Date();
    });
    const { rssMb } = await consumer.stats();
    await arena.judge();
    const seconds = Math.round((over.getTime() - began.getTime()) / 100) / 10;
    const clean = await latencyOf(arena, arena.tenants, { from, to: began });
    const live = await latencyOf(arena, arena.tenants, { from: began, to: over });
    const [trail] = await arena.rows<{ n: number; letters: number }>(
      `select count(*)::int as n, count(distinct entity_id)::int as letters from mirror.audit
       where operation = 'platform.replay-dead-letters' and entity_id = any($1)`,
      [accounts.map(({ id }) => id)],
    );
    const replayed = counts.reduce((sum, count) => sum + count, 0);
    const limit = Math.max(UNNOTICED_MS, clean.p99Ms * 1.5);
    arena.must(replayed === dead, `two operators replayed ${replayed} of ${dead} dead letters (${counts.join(' and ')})`);
    arena.must(
      seconds <= (MOST_SLOWED * dead) / replayPerSecond,
      `the replay took ${seconds} s: it gets no time beside live events`,
    );
    arena.must(counts.every(Boolean), 'one of the operators found nothing to replay');
    arena.must(trail?.n === dead && trail.letters === dead, `${trail?.n} audit entries for ${dead} dead letters`);
    arena.must(live.p99Ms <= limit, `the p99 of live events was ${live.p99Ms} ms during the replay, ${clean.p99Ms} ms before`);
    return {
      ...{ replayed: counts.join(' + '), auditEntries: trail?.n ?? 0, seconds, consumerRssMb: rssMb },
      ...{ liveEvents: live.events, cleanP99Ms: clean.p99Ms, liveP50Ms: live.p50Ms, liveP99Ms: live.p99Ms },
    };
  },
});
