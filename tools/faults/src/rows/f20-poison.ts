import { readFileSync } from 'node:fs';
import { queueBacklog } from '../backlog';
import { row } from '../row';
import { Account, Trouble } from '../task';

const MOST_DRAINING_MS = 600_000;
const MOST_DYING_MS = 1_800_000;

export const poison = row({
  id: 'F20',
  title: 'events that always fail, as many as good ones',
  scales: {
    short: { good: 5_000, poison: 5_000, accounts: 500, attempts: 2 },
    long: { good: 100_000, poison: 100_000, accounts: 2_000, attempts: 2 },
  },
  async run(arena, { good, poison: bad, accounts: count, attempts }) {
    await arena.prepare({ wire: false });
    const alone = await drain(0, 'harmless');
    const clean = await drain(bad, 'harmless');
    const poisoned = await drain(bad, 'poisonous');
    const died = async () => (await dead()) === bad;
    const dying = arena.until(died, MOST_DYING_MS, 250);
    await arena.during('waiting for the poison to be dead', dying);
    const allDeadSeconds = Math.round((Date.now() - poisoned.began) / 100) / 10;
    await arena.judge({ inbox: bad, withoutEffect: bad });
    const [left] = await arena.rows<{ reasoned: number; innocent: number }>(
      `select count(*) filter (where state = 'dead' and reason = 'Error')::int as reasoned,
              count(*) filter (where aggregate_id = any($1))::int as innocent from mirror.inbox`,
      [poisoned.goodIds],
    );
    // What it says of its start and end is not counted.
    const lines = readFileSync(poisoned.log, 'utf8')
      .split('\n')
      .filter((line) => /"level":"(warn|error)"/.test(line)).length;
    const ratio = Math.round((poisoned.perSecond / clean.perSecond) * 100) / 100;
    arena.must(left?.reasoned === bad, `${left?.reasoned} of ${bad} are dead with their reason`);
    arena.must(left?.innocent === 0, `${left?.innocent} good events are stuck`);
    arena.must(ratio >= 0.7, `${poisoned.perSecond} good events a second instead of ${clean.perSecond}`);
    arena.must(lines <= bad, `${lines} lines in the log about ${bad} events that failed`);
    return {
      ...{ cleanPerSecond: clean.perSecond, goodPerSecond: poisoned.perSecond, ratio, allDeadSeconds },
      goodAlonePerSecond: alone.perSecond,
      ...{
        deadWithReason: left?.reasoned ?? 0,
        goodStuck: left?.innocent ?? 0,
        logLinesPerPoison: Math.round((lines / bad) * 100) / 100,
      },
    };

    /**
     * Good postings, and among them as many others as told, each of an account of its own. Good ones a second, until all have had
     * their effect. Poison may cost more than what is harmless, but not much.
     */
    async function drain(howMany: number, kind: 'harmless' | 'poisonous') {
      const innocents = arena.accounts(count);
      const accounts = [...innocents, ...arena.accounts(howMany)];
      await queueBacklog(arena, { accounts, postings: interleaved(good, howMany) });
      const others = accounts.slice(count).map(({ id }) => id);
      const troubles: Trouble[] = kind === 'poisonous' ? [{ accounts: others, does: 'throw' }] : [];
      const retryDelaysMs = Array.from({ length: attempts - 1 }, () => 200);
      const consumer = await arena.worker('consumer', { troubles, retryDelaysMs });
      // The openings come first; how many of them there are has nothing to do with poison.
      await arena.until(async () => (await effectsOf(innocents)) > 0, MOST_DRAINING_MS, 5);
      const began = Date.now();
      const goodIds = innocents.map(({ id }) => id);
      const drained = arena.until(async () => (await effectsOf(innocents)) === good, MOST_DRAINING_MS, 20);
      await arena.during('waiting for the effects of the good ones', drained);
      const perSecond = Math.round((good / (Date.now() - began)) * 1000);
      if (kind === 'harmless') await consumer.end();
      return { perSecond, goodIds, began, log: consumer.log };
    }

    function* interleaved(goods: number, bads: number): Generator<number> {
      for (let turn = 0; turn < goods; turn++) {
        yield turn % count;
        for (let each = Math.floor((turn * bads) / goods); each < Math.floor(((turn + 1) * bads) / goods); each++)
          yield count + each;
      }
    }

    async function effectsOf(accounts: readonly Account[]): Promise<number> {
      const ids = accounts.map(({ id }) => id);
      const [found] = await arena.rows<{ n: number }>('select sum(total)::int as n from mirror.mirror where id = any($1)', [ids]);
      return found?.n ?? 0;
    }

    async function dead(): Promise<number> {
      return (await arena.rows<{ n: number }>(`select count(*)::int as n from mirror.inbox where state = 'dead'`))[0]?.n ?? 0;
    }
  },
});
