import { byTurns, leaveBacklog } from '../backlog';
import { row } from '../row';
import { Worker } from '../worker';

const MOST_MS = 180_000;
/** Of the process, for each event that kills it. */
const MOST_CRASHES_EACH = 5;

export const crashPoison = row({
  id: 'F21',
  title: 'events that kill the process that handles them',
  scales: {
    short: { events: 4_000, accounts: 200, poison: 5, instances: 2 },
    long: { events: 100_000, accounts: 1_000, poison: 5, instances: 2 },
  },
  async run(arena, { events, accounts: count, poison, instances }) {
    const accounts = arena.accounts(count);
    const killers = accounts.slice(0, poison).map(({ id }) => id);
    const postings = [...byTurns(count, events - count)];
    await leaveBacklog(arena, { accounts, postings });
    const task = { troubles: [{ accounts: killers, does: 'abort' as const }] };
    const consumers = await arena.workersOf('consumer', instances, task);
    await arena.worker('relay');
    let [crashes, dead] = [0, 0];
    const began = Date.now();
    await arena.during(() => `${dead} of ${poison} are dead after ${crashes} crashes`, superviseUntilIsolated());
    const isolatedSeconds = Math.round((Date.now() - began) / 100) / 10;
    const stuck = postings.filter((index) => index < poison).length;
    await arena.judge({ inbox: stuck, withoutEffect: stuck });
    const [left] = await arena.rows<{ innocent: number; crashed: number }>(
      `select count(*) filter (where aggregate_id <> all($1))::int as innocent,
              count(*) filter (where state = 'dead' and reason = 'crashed')::int as crashed from mirror.inbox`,
      [killers],
    );
    arena.must(crashes >= poison, `only ${crashes} crashes: the events did not do what they should`);
    arena.must(crashes <= MOST_CRASHES_EACH * poison, `the process died ${crashes} times of ${poison} events`);
    arena.must(left?.crashed === poison, `${left?.crashed} events are dead because of crashes`);
    arena.must(left?.innocent === 0, `${left?.innocent} innocent events are stuck`);
    return { crashes, crashesEach: crashes / poison, isolatedSeconds, innocentsStuck: left?.innocent ?? 0 };

    /** Starts a consumer again whenever one has died, as a supervisor does, until each of the killers is dead. */
    async function superviseUntilIsolated(): Promise<void> {
      const deadline = Date.now() + MOST_MS;
      while (dead < poison && Date.now() < deadline) {
        consumers.forEach((consumer, index) => {
          if (!consumer.alive) consumers[index] = successorOf(consumer);
        });
        await arena.rest(20);
        const [inbox] = await arena.rows<{ n: number }>(`select count(*)::int as n from mirror.inbox where state = 'dead'`);
        dead = inbox?.n ?? 0;
      }
    }

    function successorOf(consumer: Worker): Worker {
      crashes++;
      consumer.expected = true;
      // It may die before it has said that it has begun.
      arena.worker('consumer', task).catch(() => undefined);
      return arena.workers.at(-1) as Worker;
    }
  },
});
