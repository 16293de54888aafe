import type { Arena } from '../arena';
import { row } from '../row';
import { outboxAgeP99 } from '../sampling';
import { Account } from '../task';
import { Worker } from '../worker';

/** As long as an answer is kept; see retention.ts of the platform. */
const KEPT = `interval '30 days'`;
/** The outbox is a small table of which every row dies; vacuum must keep up with it. */
const MOST_DEAD_ROWS = 100_000;
const QUICK_MS = 100;

export const retention = row({
  id: 'F29',
  title: 'old answers are removed under load',
  scales: { long: { perSecond: 400, calmSeconds: 30, old: 500_000 } },
  async run(arena, { perSecond, calmSeconds, old }) {
    await arena.worker('consumer');
    const relay = await arena.worker('relay', { lookEveryMs: 10 });
    const load = await arena.load({ events: perSecond, perSecond });
    const figures = { calmP99Ms: 0, retentionP99Ms: 0, removed: 0, deadRows: 0 };
    await load.during(async () => {
      const [account] = load.accounts as [Account];
      const first = await postOnce(arena, relay, account);
      await makeOld(arena, old);
      figures.calmP99Ms = await outboxAgeP99(arena, () => arena.rest(calmSeconds * 1_000));
      figures.retentionP99Ms = await outboxAgeP99(arena, async () => {
        const removing = relay.carryOut({ does: 'retention' });
        await arena.rest(calmSeconds * 1_000);
        figures.removed = Number(await removing);
      });
      figures.deadRows = await deadRows(arena);
      // One second before its time is over, the answer still stands for the command.
      await arena.rows(
        `update ledger.command_answer set at = now() - ${KEPT} + interval '1 second' + interval '500 milliseconds'`,
      );
      const kept = Number(await relay.carryOut({ does: 'retention' }));
      const again = await postOnce(arena, relay, account);
      arena.must(
        kept === 0 && again === first,
        `a repeat within the time was carried out again: version ${again} after ${first}`,
      );
      await arena.rest(2_000);
      const gone = Number(await relay.carryOut({ does: 'retention' }));
      arena.must(gone === 1, `${gone} answers instead of 1 were removed when their time was over`);
    });
    await arena.judge();
    const { calmP99Ms, retentionP99Ms, removed, deadRows: dead } = figures;
    arena.must(removed === old, `${removed} of ${old} old answers were removed`);
    arena.must(
      retentionP99Ms <= Math.max(2 * calmP99Ms, QUICK_MS),
      `publishing took ${retentionP99Ms} ms (p99), ${calmP99Ms} ms before`,
    );
    arena.must(dead <= MOST_DEAD_ROWS, `${dead} dead rows in the outbox`);
    return figures;
  },
});

async function postOnce(arena: Arena, relay: Worker, account: Account): Promise<number> {
  const version = Number(await relay.carryOut({ does: 'post-once', account, key: 'the same for both' }));
  if (!arena.record.isAnswered(account.id, version))
    arena.record.note([account], { answered: [[0, version, version]], refused: [], unknown: [] });
  return version;
}

async function makeOld(arena: Arena, count: number): Promise<void> {
  await arena.during(
    'writing old answers',
    arena.rows(
      `insert into ledger.command_answer (tenant, key_hash, fingerprint, answer, at)
       select $1, md5(n::text), 'x', 'x', now() - ${KEPT} - interval '1 second' from generate_series(1, $2::int) n`,
      [arena.tenants[0], count],
    ),
  );
}

async function deadRows(arena: Arena): Promise<number> {
  const [row] = await arena.rows<{ dead: string }>(
    `select n_dead_tup as dead from pg_stat_user_tables where schemaname = 'ledger' and relname = 'outbox'`,
  );
  return Number(row?.dead ?? 0);
}
