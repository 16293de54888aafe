import { Client } from 'pg';
import { rebuild } from '@orderly/platform/messaging';
import { mirror, TEST_SECRET } from '@orderly/platform/testing';
import { byTurns, Entry, leaveBacklog } from '../backlog';
import { row } from '../row';

const SETTLING_MS = 180_000;

/** Each posting of an account another one, so that the view shows when one is missing. */
const amountOf = (version: number) => version;

/** The view and its positions as these events make them, written by nobody who knows how the platform does it. */
async function show(client: Client, page: readonly Entry[]): Promise<void> {
  await client.query(
    `insert into mirror.consumer_position as p (subscription, tenant, aggregate_type, aggregate_id, version)
     select 'mirror-on-ledger', e.tenant, 'Account', e.id, max(e.version) from unnest($1::uuid[], $2::uuid[], $3::int[]) e(tenant, id, version)
     group by e.tenant, e.id
     on conflict (tenant, aggregate_id, aggregate_type, subscription) do update set version = excluded.version`,
    columns(page),
  );
  await client.query(
    `insert into mirror.shown_account (tenant, id, owner)
     select e.tenant, e.id, 'Ada Testwood' from unnest($1::uuid[], $2::uuid[]) e(tenant, id)`,
    columns(page.filter(({ version }) => version === 1)).slice(0, 2),
  );
  await client.query(
    `update mirror.shown_account s set last_amount = e.amount
     from (select tenant, id, max(version) as amount from unnest($1::uuid[], $2::uuid[], $3::int[]) p(tenant, id, version) group by 1, 2) e
     where s.tenant = e.tenant and s.id = e.id`,
    columns(page.filter(({ version }) => version > 1)),
  );
}

const columns = (page: readonly Entry[]) => [
  page.map(({ account }) => account.tenant),
  page.map(({ account }) => account.id),
  page.map(({ version }) => version),
];

export const rebuildView = row({
  id: 'F27',
  title: 'a view is rebuilt while 32 writers go on, some very slowly',
  scales: {
    short: { events: 100_000, accounts: 5_000, writers: 32, slowPercent: 5, slowMs: 5_000, damaged: 100 },
    long: { events: 1_000_000, accounts: 50_000, writers: 32, slowPercent: 5, slowMs: 5_000, damaged: 1_000 },
  },
  async run(arena, { events, accounts: count, writers, slowPercent, slowMs, damaged }) {
    await arena.prepare({ wire: false });
    const accounts = arena.accounts(count);
    await leaveBacklog(arena, { accounts, postings: byTurns(count, events - count), publish: false, beside: show, amountOf });
    await arena.worker('consumer');
    await arena.worker('relay', { lookEveryMs: 10 });
    const processes = 2;
    const load = await arena.load({
      ...{ events: 500, accounts, processes, writers, stalls: slowPercent / 100, stallMs: slowMs },
      task: { poolSize: writers / processes + 2 },
    });
    const settings = { databaseUrl: arena.databaseUrl, secret: TEST_SECRET, definition: mirror, signal: arena.stage.signal };
    const again = (given: { dryRun?: boolean } = {}) => {
      let read = 0;
      const onProgress = ({ events: now }: { events: number }) => (read = now);
      return arena.during(() => `${read} events read again`, rebuild({ ...settings, ...given, onProgress }));
    };
    const beside: Awaited<ReturnType<typeof again>>[] = [];
    await load.during(async () => {
      beside.push(await again({ dryRun: true }));
      await arena.rows(
        `update mirror.shown_account set last_amount = 99 where id in (select id from mirror.shown_account order by id limit $1)`,
        [Math.floor(damaged / 2)],
      );
      await arena.rows(
        'delete from mirror.shown_account where id in (select id from mirror.shown_account order by id desc limit $1)',
        [Math.ceil(damaged / 2)],
      );
      beside.push(await again());
    });
    await arena.settle({ withoutEffect: events - count }, SETTLING_MS);
    const last = await again({ dryRun: true });
    const [journal] = await arena.rows<{ n: number }>('select count(*)::int as n from ledger.event_log');
    await arena.judge({ withoutEffect: events - count });
    const [clean, mended] = beside as [typeof last, typeof last];
    const different = mended.tables.reduce((sum, table) => sum + table.different, 0);
    const slowest = Math.min(...[...beside, last].map(({ eventsPerSecond }) => eventsPerSecond));
    arena.must(clean.equal, `the rebuilt view differs from the live one in ${differenceOf(clean)} rows`);
    arena.must(different >= 1 && different <= damaged, `${different} of ${damaged} damaged rows were found`);
    arena.must(mended.switched && last.equal, `after the switch ${differenceOf(last)} rows differ`);
    arena.must(last.events === journal?.n, `${last.events} of ${journal?.n} events were read again`);
    arena.must(last.tenants.length === arena.tenants.length, `checksums of ${last.tenants.length} tenants`);
    arena.must(slowest >= 10_000, `${slowest} events a second`);
    return {
      ...{ rebuilds: 3, eventsPerSecond: slowest, damagedFound: different, heldUpMs: mended.heldUpMs },
      ...{ skipped: (journal?.n ?? 0) - last.events, committedBeside: load.committed },
    };

    function differenceOf({ tables }: typeof last): number {
      return tables.reduce((sum, table) => sum + table.different, 0);
    }
  },
});
