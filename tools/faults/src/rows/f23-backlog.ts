import { byTurns, leaveBacklog } from '../backlog';
import { row } from '../row';

const MOST_MS = 1_200_000;
const LOOK_MS = 2_000;

export const backlog = row({
  id: 'F23',
  title: 'a long backlog: outbox to broker to effects',
  scales: {
    short: { events: 100_000, accounts: 2_000 },
    long: { events: 1_000_000, accounts: 20_000 },
  },
  async run(arena, { events, accounts: count }) {
    await arena.prepare({ wire: false });
    const accounts = arena.accounts(count);
    await leaveBacklog(arena, { accounts, postings: byTurns(count, events - count) });
    const workers = [await arena.worker('consumer'), await arena.worker('relay')];
    const began = Date.now();
    const [waiting, done] = await Promise.all([outbox(), effects()]);
    let rssMb = 0;
    const look = async () => {
      for (const { rssMb: now } of await Promise.all(workers.map((worker) => worker.stats()))) rssMb = Math.max(rssMb, now);
    };
    const watching = setInterval(() => void look().catch(() => undefined), LOOK_MS);
    const publishing = arena.until(async () => (await outbox()) === 0, MOST_MS, 200).then(() => Date.now() - began);
    await arena.settle({}, MOST_MS);
    const ms = Date.now() - began;
    clearInterval(watching);
    const publishedPerSecond = Math.round((waiting / (await publishing)) * 1000);
    const effectsPerSecond = Math.round(((events - count - done) / ms) * 1000);
    await arena.judge();
    arena.must(publishedPerSecond >= 3_000, `the relay published ${publishedPerSecond} events a second`);
    arena.must(effectsPerSecond >= 1_500, `${effectsPerSecond} effects a second`);
    arena.must(rssMb <= 300, `a process took ${rssMb} MiB`);
    return { publishedPerSecond, effectsPerSecond, seconds: Math.round(ms / 100) / 10, rssMb };

    async function outbox(): Promise<number> {
      return (await arena.rows<{ n: number }>('select count(*)::int as n from ledger.outbox'))[0]?.n ?? 0;
    }
    async function effects(): Promise<number> {
      return (await arena.rows<{ n: number }>('select count(*)::int as n from mirror.event_log'))[0]?.n ?? 0;
    }
  },
});
