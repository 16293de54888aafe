import { newId } from '@orderly/kernel';
import { Application } from '../application';
import { between, Times } from '../chance';
import { row } from '../row';

/** Longer than any request may take behind a pool that serves all of them in turn. */
const MOST_MS = 30_000;
const LONGEST_ABORT_MS = 150;
const IDLE_AFTER_MS = 5_000;

export const poolExhaustion = row({
  id: 'F30',
  title: 'many more requests than connections, some abandoned',
  scales: {
    short: { requests: 500, poolSize: 10, abortedPercent: 10, rounds: 4 },
    long: { requests: 500, poolSize: 10, abortedPercent: 10, rounds: 50 },
  },
  async run(arena, { requests, poolSize, abortedPercent, rounds }) {
    const application = await Application.start(arena, poolSize);
    try {
      const token = await application.registrar();
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const count = { answered: 0, aborted: 0, refused: 0, failed: 0 };
      const times = new Times();
      const send = (path: string, given: RequestInit) =>
        fetch(`${application.url}${path}`, { ...given, headers: { ...headers, 'idempotency-key': newId() } });
      const someone = {
        method: 'POST',
        body: JSON.stringify({ name: { family: 'Testwood', given: ['Ada'] }, gender: 'female', birthDate: '1984-05-17' }),
      };
      const first = await send('/v1/patients', someone);
      if (!first.ok) throw new Error(`the first patient: ${first.status} ${await first.text()}`);
      const { id } = (await first.json()) as { id: string };

      const one = async (index: number) => {
        const aborts = index % 100 < abortedPercent;
        const signal = AbortSignal.timeout(aborts ? between(1, LONGEST_ABORT_MS) : MOST_MS);
        const began = Date.now();
        try {
          const response = await (index % 2
            ? send('/v1/patients', { ...someone, signal })
            : send(`/v1/patients/${id}`, { signal }));
          await response.text();
          times.add(Date.now() - began);
          count[response.ok ? 'answered' : 'refused']++;
        } catch {
          count[aborts ? 'aborted' : 'failed']++;
        }
      };
      const storm = async () => {
        for (let round = 0; round < rounds; round++)
          await Promise.all(Array.from({ length: requests }, (_, index) => one(index)));
      };
      await arena.during(
        () => `${count.answered} of ${rounds * requests} requests answered, ${count.aborted} abandoned`,
        storm(),
      );
      arena.must(!application.ended, 'the application is gone');
      arena.must(count.failed === 0, `${count.failed} requests had no answer within ${MOST_MS / 1000} s`);
      arena.must(count.refused === 0, `${count.refused} requests were refused`);
      arena.must(count.aborted > 0, 'no request was abandoned');

      const mine = `from pg_stat_activity where datname = $1 and application_name like 'orderly %'`;
      const inTransaction = async () =>
        (await arena.rows(`select 1 ${mine} and state like 'idle in%'`, [arena.namespace])).length;
      await arena.until(async () => (await inTransaction()) === 0, IDLE_AFTER_MS, 100);
      const idleInTransaction = await inTransaction();
      const most = `select count(*)::int as n ${mine} group by application_name order by 1 desc limit 1`;
      const mostClients = (await arena.rows<{ n: number }>(most, [arena.namespace]))[0]?.n ?? 0;
      arena.must(idleInTransaction === 0, `${idleInTransaction} connections are idle in a transaction after 5 s`);
      arena.must(mostClients <= poolSize, `a context has ${mostClients} connections`);
      // A client that was not given back would be missing now.
      const atOnce = await Promise.all(
        Array.from({ length: poolSize }, () =>
          send(`/v1/patients/${id}`, { signal: AbortSignal.timeout(5_000) })
            .then(({ ok }) => ok)
            .catch(() => false),
        ),
      );
      arena.must(atOnce.every(Boolean), `${atOnce.filter((ok) => !ok).length} requests of ${poolSize} at once failed afterwards`);
      const { inOrder, ms: endedMs } = await application.end();
      arena.must(inOrder, `the application did not end in order (${endedMs} ms)`);
      return { ...count, p50Ms: times.percentile(0.5), p99Ms: times.percentile(0.99), idleInTransaction, mostClients, endedMs };
    } finally {
      await application.end();
    }
  },
});
