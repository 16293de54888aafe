import { byTurns, leaveBacklog, publishBacklog } from '../backlog';
import { EVENLY, Latency, latencyOf, UNNOTICED_MS } from '../latency';
import { row } from '../row';

const WARM_UP_MS = 3_000;
const MOST_MS = 1_800_000;

export const noisyTenant = row({
  id: 'F33',
  title: 'a tenant that is ten times as loud as the others, then poisonous',
  scales: { long: { quietPerSecond: 60, noise: 10, seconds: 60, poison: 100_000 } },
  async run(arena, { quietPerSecond, noise, seconds, poison }) {
    await arena.prepare({ wire: false, timed: true });
    const [loud, ...others] = arena.tenants as [string, ...string[]];
    const accounts = arena.accounts(600);
    const poisoned = arena
      .accounts(poison * 3)
      .filter(({ tenant }) => tenant === loud)
      .slice(0, poison);
    await leaveBacklog(arena, { accounts: poisoned, postings: byTurns(poison, poison), publish: false });
    const troubles = [{ accounts: poisoned.map(({ id }) => id), does: 'throw' as const }];
    await arena.worker('consumer', { troubles, retryDelaysMs: [500] });
    await arena.worker('relay', { lookEveryMs: 10 });
    const terms = { ...EVENLY, writers: 6 };
    const quiet = await arena.load({
      ...terms,
      accounts: accounts.filter(({ tenant }) => tenant !== loud),
      perSecond: quietPerSecond,
    });
    const noisy = await arena.load({
      ...terms,
      most: 4,
      accounts: accounts.filter(({ tenant }) => tenant === loud),
      perSecond: quietPerSecond * noise,
    });
    const latency: Record<string, Latency> = {};
    const measure = async (name: string, what: () => Promise<unknown>) => {
      const from = new Date();
      await what();
      const to = new Date();
      latency[name] = await latencyOf(arena, others, { from, to });
    };
    await quiet.during(async () => {
      await arena.rest(WARM_UP_MS);
      await measure('clean', () => arena.rest(seconds * 1_000));
      await measure('noise', () => noisy.during(() => arena.rest(seconds * 1_000)));
      await measure('poison', async () => {
        await publishBacklog(arena, poisoned);
        await arena.during('waiting for the poison to be dead', arena.until(allDead, MOST_MS, 500));
      });
    });
    await arena.judge({ inbox: poison, withoutEffect: poison });
    const { clean, noise: loudly, poison: poisonously } = latency as Record<'clean' | 'noise' | 'poison', Latency>;
    const limit = Math.max(UNNOTICED_MS, clean.p99Ms * 1.5);
    for (const [what, { p99Ms }] of Object.entries(latency))
      arena.must(p99Ms <= limit, `the p99 of the other tenants was ${p99Ms} ms (${what}), ${clean.p99Ms} ms without`);
    return {
      ...{ cleanP99Ms: clean.p99Ms, noiseP99Ms: loudly.p99Ms, poisonP99Ms: poisonously.p99Ms, loudPerSecond: noisy.rate },
      ...{ quietEvents: clean.events + loudly.events + poisonously.events },
    };

    async function allDead(): Promise<boolean> {
      const [inbox] = await arena.rows<{ n: number }>(`select count(*)::int as n from mirror.inbox where state = 'dead'`);
      return inbox?.n === poison;
    }
  },
});
