import { newId } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Account, ledger, mirror, person } from '@orderly/platform/testing';
import { BenchRow, MORE_PAIRS } from '../bench';
import { Host, Site, until } from '../host';
import { median, quantile } from '../pairs';
import { Poller } from '../raw/poller';
import { figure, Result } from '../report';
import { tally } from '../tally';

const PER_SECOND = 200;
/** A process opens its connections and prepares its statements in its first second. */
const NOT_MEASURED = PER_SECOND;
const POLL_MS = 250;
/** Each of them gets an event every ten seconds. */
const ACCOUNTS = 2_000;
const CONTEXTS = [ledger, mirror];
const P50_MS = 10;
const P99_MS = 50;

/** Milliseconds from the commit of a command to the commit of its effect elsewhere. */
export const p3: BenchRow = {
  id: 'P3',
  title: 'from commit to effect',
  async run(bench) {
    const pairs = bench.pairs + MORE_PAIRS;
    const site = await Site.open(bench, 'p3', [...CONTEXTS, tally]);
    const accounts = await openAccounts(site);
    // 20 seconds for each side and pair at full scale.
    const count = Math.ceil((bench.events * 0.08) / PER_SECOND) * PER_SECOND;
    const ours: number[][] = [];
    const theirs: number[][] = [];
    for (let n = 0; n <= pairs; n++) {
      const pair = { ours: await throughTheRelay(site, accounts, count), theirs: await throughAPoller(site, accounts, count) };
      const say = (values: readonly number[]) => `p50 ${figure(quantile(values, 0.5))} p99 ${figure(quantile(values, 0.99))} ms`;
      console.log(`  ${n === 0 ? 'warm-up' : `pair ${n} of ${pairs}`}: ${say(pair.ours)}; poller ${say(pair.theirs)}`);
      if (n === 0) continue;
      ours.push(pair.ours);
      theirs.push(pair.theirs);
    }
    await site.close(['ledger-on-mirror', 'mirror-on-ledger'].map((name) => `${site.namespace}.${name}.v1`));
    return [
      rowOf(pairs, ours, theirs, { name: 'p50', share: 0.5, most: P50_MS }),
      rowOf(pairs, ours, theirs, { name: 'p99', share: 0.99, most: P99_MS }),
    ];
  },
};

type Wanted = { name: string; share: number; most: number };

function rowOf(pairs: number, ours: readonly number[][], theirs: readonly number[][], { name, share, most }: Wanted): Result {
  const each = ours.map((values) => quantile(values, share));
  const value = median(each);
  const rawValue = median(theirs.map((values) => quantile(values, share)));
  return {
    ...{
      id: 'P3',
      what: `commit to effect at ${PER_SECOND} events/s, ${name}`,
      unit: 'ms',
      against: `a poller every ${POLL_MS} ms`,
    },
    ...{ value, rawValue, spread: [Math.min(...each), Math.max(...each)], goal: `<= ${most} ms`, ok: value <= most, pairs },
  };
}

interface Accounts {
  readonly tenant: string;
  readonly ids: readonly string[];
}

/** Opened and followed by everybody before anything is measured. */
async function openAccounts(site: Site): Promise<Accounts> {
  const host = await site.host([ledger]);
  const tenant = newId();
  const ids: string[] = [];
  await host.running('ledger').db.write(person(tenant), (tx) => {
    for (let n = 0; n < ACCOUNTS; n++) {
      const [account] = Account.open();
      ids.push(tx.save(account, account.post(1)).id);
    }
    return Promise.resolve();
  });
  await host.close();
  return { tenant, ids };
}

/** Relay, broker, subscription, and a mirror that writes a position, an aggregate, a view row and an event of its own for each. */
async function throughTheRelay(site: Site, accounts: Accounts, count: number): Promise<number[]> {
  const host = await site.host(CONTEXTS);
  const stop = await host.transport();
  await postEvenly(host, accounts, NOT_MEASURED);
  await settled(site);
  const measured = new Stopwatches();
  const { arrived } = host.running('mirror').db;
  const announce = arrived.announce.bind(arrived);
  arrived.announce = (keys) => {
    const all = [...keys];
    measured.seen(all);
    announce(all);
  };
  await postEvenly(host, accounts, count, (account) => measured.committed(`${accounts.tenant}/Account/${account}`));
  await until(() => measured.count === count, 'the last effect');
  await settled(site);
  await stop();
  await host.close();
  return measured.milliseconds;
}

async function throughAPoller(site: Site, accounts: Accounts, count: number): Promise<number[]> {
  const host = await site.host([ledger]);
  await catchUp(site, 'tally');
  const measured = new Stopwatches();
  const poller = await Poller.start(site.databaseUrl, POLL_MS, (keys) => measured.seen(keys));
  await postEvenly(host, accounts, NOT_MEASURED);
  await published(site);
  await postEvenly(host, accounts, count, (account) => measured.committed(`${accounts.tenant}/${account}`));
  await until(() => measured.count === count, 'the last poll');
  await poller.stop();
  await catchUp(site, 'mirror');
  await host.close();
  return measured.milliseconds;
}

/** As if it had seen everything: the other side has taken these events. */
async function catchUp(site: Site, context: string): Promise<void> {
  await site.rows(`
    insert into ${context}.consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
    select '${context}-on-ledger', tenant, 'Account', id, version from ledger.account
    on conflict (tenant, aggregate_id, aggregate_type, subscription) do update set version = excluded.version`);
}

/** No account has two events under way. */
class Stopwatches {
  readonly milliseconds: number[] = [];
  private readonly began = new Map<string, number>();

  get count(): number {
    return this.milliseconds.length;
  }

  committed(key: string): void {
    this.began.set(key, performance.now());
  }

  seen(keys: Iterable<string>): void {
    const now = performance.now();
    for (const key of keys) {
      const began = this.began.get(key);
      if (began === undefined) continue;
      this.milliseconds.push(now - began);
      this.began.delete(key);
    }
  }
}

/** One command every five milliseconds, whether or not the ones before have been answered. */
async function postEvenly(
  host: Host,
  { tenant, ids }: Accounts,
  count: number,
  committed: (account: string) => void = () => undefined,
): Promise<void> {
  const { db } = host.running('ledger');
  const began = performance.now();
  const answers: Promise<void>[] = [];
  while (answers.length < count) {
    const due = Math.min(count, Math.floor(((performance.now() - began) / 1000) * PER_SECOND) + 1);
    while (answers.length < due) {
      const account = ids[answers.length % ids.length] as string;
      answers.push(post(db, tenant, account).then(() => committed(account)));
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(answers);
}

async function post(db: Database, tenant: string, id: string): Promise<void> {
  await db.write(person(tenant), async (tx) => {
    const account = await tx.get(Account, id);
    return tx.save(account, account.post(1));
  });
}

async function published(site: Site): Promise<void> {
  await until(async () => (await site.rows('select from ledger.outbox limit 1')).length === 0, 'an empty outbox');
}

/** Nothing waits to be published and nobody is behind. */
async function settled(site: Site): Promise<void> {
  await until(async () => {
    const [row] = await site.rows<{ busy: boolean }>(`
      select exists (select 1 from ledger.outbox) or exists (select 1 from mirror.outbox) or (
        select count(*) from ledger.account a where not exists (
          select 1 from mirror.consumer_position p where p.aggregate_id = a.id and p.version = a.version)) > 0 as busy`);
    return row?.busy === false;
  }, 'events of before');
}
