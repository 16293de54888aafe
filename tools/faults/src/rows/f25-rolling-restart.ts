import { Application } from '../application';
import type { Arena } from '../arena';
import { Balancer } from '../balancer';
import { Times } from '../chance';
import { row } from '../row';

const MOST_ENDING_MS = 25_000;
const PATIENT = { name: { family: 'Testwood', given: ['Ada'] }, gender: 'female', birthDate: '1984-05-17' };

export const rollingRestart = row({
  id: 'F25',
  title: 'rolling SIGTERM of three whole instances behind a load balancer',
  scales: {
    short: { instances: 3, restarts: 3, perSecond: 40 },
    long: { instances: 3, restarts: 20, perSecond: 100 },
  },
  async run(arena, { instances, restarts, perSecond }) {
    await arena.prepare({ wire: false });
    const balancer = new Balancer();
    try {
      for (let started = 0; started < instances; started++) balancer.add(await Application.start(arena, 8));
      const [first] = balancer.instances;
      const token = await (first as Application).registrar();
      const subscriptions = await subscriptionsOf(first as Application);
      const load = new Patients(balancer, token, perSecond);
      const ends = new Times();
      for (let restarted = 0; restarted < restarts; restarted++) {
        await arena.rest(1_000);
        ends.add(await restartOldest(arena, balancer));
      }
      await arena.rest(1_000);
      await load.stop();
      const behind = async () => (await behindIn(arena, subscriptions)) === 0;
      const settled = await arena.during('waiting for effects', arena.until(behind, 60_000, 200));
      arena.must(settled === true, `${await behindIn(arena, subscriptions)} events were not published or had no effect`);
      const [patients] = await arena.rows<{ count: number }>('select count(*)::int as count from patients.patient');
      return verdict(arena, { balancer, ends, restarts, patients: patients?.count ?? 0 });
    } finally {
      balancer.close();
      const endings = await Promise.all(balancer.instances.map((instance) => instance.end()));
      for (const { inOrder, ms } of endings) arena.must(inOrder, `an instance did not end in order (${ms} ms)`);
    }
  },
});

interface Outcome {
  balancer: Balancer;
  ends: Times;
  restarts: number;
  patients: number;
}

function verdict(arena: Arena, { balancer, ends, restarts, patients }: Outcome) {
  const created = balancer.count((status) => status === 201);
  const others = [...balancer.answers].filter(([status]) => status !== 201).map(([status, count]) => `${count} x ${status}`);
  arena.must(others.length === 0, `answers other than 201: ${others.join(', ')} (0: no answer)`);
  arena.must(created === patients, `${created} commands were answered, ${patients} patients are there`);
  arena.must(ends.worst <= MOST_ENDING_MS, `an instance needed ${ends.worst} ms to end`);
  return { restarts, commands: created, repeated: balancer.repeated, worstEndMs: ends.worst };
}

/** SIGTERM for the one that has run longest; a new one takes its place. */
async function restartOldest(arena: Arena, balancer: Balancer): Promise<number> {
  const [oldest] = balancer.instances;
  if (!oldest) throw new Error('no instance is there');
  const { inOrder, ms } = await arena.during('an instance ends', oldest.end());
  balancer.remove(oldest);
  arena.must(inOrder, `an instance did not end in order (${ms} ms)`);
  balancer.add(await Application.start(arena, 8));
  return ms;
}

/** Registers patients, so many a second, whatever the answers are. */
class Patients {
  private readonly sent: Promise<void>[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(balancer: Balancer, token: string, perSecond: number) {
    this.timer = setInterval(() => this.sent.push(balancer.post('/v1/patients', token, PATIENT)), 1000 / perSecond);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.sent);
  }
}

async function subscriptionsOf({ url }: Application): Promise<string[]> {
  const health = (await (await fetch(`${url}/health/ready`)).json()) as { subscriptions: { name: string }[] };
  return health.subscriptions.map(({ name }) => name);
}

/** Events in outboxes, and aggregates of which a subscription has not seen the last version. */
async function behindIn(arena: Arena, subscriptions: readonly string[]): Promise<number> {
  const pairs = subscriptions.map((name) => [name, ...name.split('-on-')] as [string, string, string]);
  const late = pairs.map(
    ([name, consumer, source]) => `
      (select count(*) from (select l.tenant, l.aggregate_type, l.aggregate_id from "${source}".event_log l
        left join "${consumer}".consumer_position p on p.subscription = '${name}' and p.tenant = l.tenant
          and p.aggregate_type = l.aggregate_type and p.aggregate_id = l.aggregate_id
        group by 1, 2, 3 having max(l.version) > coalesce(max(p.version), 0)) x)`,
  );
  const waiting = [...new Set(pairs.flatMap(([, consumer, source]) => [consumer, source]))].map(
    (context) => `(select count(*) from "${context}".outbox)`,
  );
  const [found] = await arena.rows<{ behind: number }>(`select (${[...late, ...waiting].join(' + ')})::int as behind`);
  return found?.behind ?? -1;
}
