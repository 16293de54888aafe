import { newId } from '@orderly/kernel';
import { leaveBacklog } from '../backlog';
import { between, Times } from '../chance';
import { Crew } from '../crew';
import { row } from '../row';
import { Account } from '../task';
import { TIMER, WAITING } from '../timers';

const LEAD_MS = 5_000;
const PAGE = 5_000;
const MOST_LATE_MS = 120_000;

export const timers = row({
  id: 'F28',
  title: 'timers whose workers are killed, delivered twice, postponed and overtaken',
  scales: {
    long: { timers: 20_000, workers: 3, kills: 10, seconds: 120, postponedPercent: 10, stalePercent: 5, twicePercent: 5 },
  },
  async run(arena, { timers: count, workers, kills, seconds, ...percent }) {
    await arena.prepare({ definitions: 'timers', wire: false });
    const accounts = arena.accounts(count);
    await leaveBacklog(arena, { accounts, postings: [] });
    await arena.rows('update ledger.account set label = $1', [WAITING]);
    await arena.worker('consumer');
    await arena.worker('relay', { lookEveryMs: 10 });
    const crew = await Crew.hire(arena, { role: 'timer', count: workers });
    // No writer knows of what timers do.
    arena.record.writersKilled = true;

    const share = (of: number) => Math.floor((count * of) / 100);
    const begin = Date.now() + LEAD_MS;
    const due = new Map(accounts.map(({ id }) => [id, begin + between(0, seconds * 1_000)]));
    const stale = accounts.slice(0, share(percent.stalePercent));
    const postponed = accounts.slice(stale.length, stale.length + share(percent.postponedPercent));
    const twice = accounts.slice(-share(percent.twicePercent));
    await ask(accounts);
    // What the timer was for has come about already.
    await arena.rows(`update ledger.account set label = 'settled' where id = any($1)`, [stale.map(({ id }) => id)]);
    for (const { id } of postponed) due.set(id, begin + (seconds + between(1, 10)) * 1_000);
    await ask(postponed);

    for (let done = 0; done < kills; done++) {
      await arena.rest((seconds * 1_000) / (kills + 1));
      await crew.killOne();
    }
    await crew.complete();
    const none = async () => (await arena.rows('select 1 from ledger.errand limit 1')).length === 0;
    await arena.during('waiting for the last timers', arena.until(none, seconds * 1_000 + MOST_LATE_MS, 200));
    // Asked for again although done, as by somebody who has not heard of it.
    await ask(twice);
    const finished = await arena.during('waiting for those that came twice', arena.until(none, MOST_LATE_MS, 200));
    arena.must(finished === true, 'timers that are stuck');
    await arena.judge();

    const fired = await arena.rows<{ id: string; n: number; at: number }>(
      `select aggregate_id as id, count(*)::int as n, (extract(epoch from min(occurred_at)) * 1000)::float8 as at
       from ledger.event_log where type = 'ledger.amount-posted' group by 1`,
    );
    const late = new Times();
    for (const { id, at } of fired) late.add(at - (due.get(id) as number));
    const staleOnes = new Set(stale.map(({ id }) => id));
    const staleFired = fired.filter(({ id }) => staleOnes.has(id)).length;
    const doubled = fired.filter(({ n }) => n > 1).length;
    const p99LateMs = Math.round(late.percentile(0.99));
    arena.must(p99LateMs <= 5_000, `the p99 of lateness was ${p99LateMs} ms`);
    arena.must(late.least >= 0, `a timer came ${-late.least} ms early`);
    arena.must(doubled === 0, `${doubled} timers had their effect twice`);
    arena.must(staleFired === 0, `${staleFired} timers had an effect although nothing was left to remind of`);
    arena.must(fired.length === count - stale.length, `${fired.length} of ${count - stale.length} timers had an effect`);
    return { kills, fired: fired.length, doubled, staleFired, p99LateMs, worstLateMs: Math.round(late.worst) };

    /** As `tx.errand` does: one that was there is the same errand, due anew. */
    async function ask(some: readonly Account[]): Promise<void> {
      for (let at = 0; at < some.length; at += PAGE) {
        const page = some.slice(at, at + PAGE);
        await arena.rows(
          `insert into ledger.errand (tenant, kind, id, "group", token, due_at, asked_at, correlation_id, causation_id)
           select e.tenant, $1, e.id, '', e.token, to_timestamp(e.due / 1000), now(), e.token::text, e.token::text
           from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::float8[]) e(tenant, id, token, due)
           on conflict (tenant, kind, id) do update
             set token = excluded.token, due_at = excluded.due_at, attempts = 0, takes = 0, leased_until = null`,
          [
            TIMER,
            page.map(({ tenant }) => tenant),
            page.map(({ id }) => id),
            page.map(() => newId()),
            page.map(({ id }) => due.get(id)),
          ],
        );
      }
    }
  },
});
