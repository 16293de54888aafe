import { Client } from 'pg';

export interface Reconciliation {
  patients: number;
  encounters: number;
  ordersPlaced: number;
  resultsVerified: number;
  written: number;
  published: number;
  subscriptions: Record<string, { due: number; done: number }>;
  parked: number;
  dead: number;
  retry: number;
  quarantined: number;
  /** Errands that should have been done by now. */
  errands: number;
  money: Money;
  /** Encounters that are finished and not billed, or billed and not paid and even, each with its reason. */
  unbilled: { encounterId: string; reason: string }[];
  /** Payments that do not come out even. */
  uneven: string[];
  /** Orders that are neither completed nor revoked. */
  openOrders: string[];
  sampleTraceId?: string;
  ok: boolean;
}

/** Cents. */
export interface Money {
  claimsSubmitted: number;
  claimsAdjudicated: number;
  selfPayInvoices: number;
  billedCents: number;
  paidCents: number;
  selfPayCents: number;
}

const NO_MONEY: Money = {
  ...{ claimsSubmitted: 0, claimsAdjudicated: 0, selfPayInvoices: 0 },
  ...{ billedCents: 0, paidCents: 0, selfPayCents: 0 },
};

const EMPTY = { patients: 0, encounters: 0, ordersPlaced: 0, resultsVerified: 0, written: 0, published: 0, subscriptions: {} };

/**
 * Counts what one tenant's tables say, never what the replay believes it did: every event of the logs has been published, and has
 * taken effect in every declared subscription; nothing waits, is parked or dead.
 */
export async function reconcile(databaseUrl: string, slug: string, subscriptions: readonly string[]): Promise<Reconciliation> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    // One snapshot over all schemas, so that an event between two counts cannot look lost.
    await client.query('begin isolation level repeatable read read only');
    // Tables that were filled a moment ago have no statistics yet; a nested loop over them would take minutes.
    await client.query('set local enable_nestloop = off');
    return await count(new Books(client), slug, subscriptions);
  } finally {
    await client.end();
  }
}

async function count(books: Books, slug: string, subscriptions: readonly string[]): Promise<Reconciliation> {
  const [tenant] = await books.rows<{ tenant: string }>('select tenant from identity.tenant_slug where slug = $1', [slug]);
  if (!tenant)
    return {
      ...{ ...EMPTY, parked: 0, dead: 0, retry: 0, quarantined: 0, errands: 0 },
      ...{ openOrders: [], money: NO_MONEY, unbilled: [], uneven: [], ok: false },
    };
  // An administrator who is not a superuser is under row-level security as well.
  await books.rows(`select set_config('app.tenants', $1, true)`, [tenant.tenant]);
  const schemas = (
    await books.rows<{ name: string }>(
      `select table_schema as name from information_schema.tables where table_name = 'event_log'`,
    )
  ).map(({ name }) => name);
  const sum = {
    ...EMPTY,
    subscriptions: {} as Record<string, { due: number; done: number }>,
    waiting: 0,
    parked: 0,
    dead: 0,
    retry: 0,
    quarantined: 0,
    errands: 0,
  };
  for (const schema of schemas) {
    sum.written += await books.count(`from "${schema}".event_log where tenant = $1`, tenant.tenant);
    sum.waiting += await books.count(`from "${schema}".outbox where tenant = $1`, tenant.tenant);
    sum.parked += await books.count(`from "${schema}".inbox where tenant = $1 and state = 'parked'`, tenant.tenant);
    sum.dead += await books.count(`from "${schema}".inbox where tenant = $1 and state = 'dead'`, tenant.tenant);
    sum.retry += await books.count(`from "${schema}".inbox where tenant = $1 and state in ('retry', 'running')`, tenant.tenant);
    sum.errands += await books.count(
      `from "${schema}".errand where tenant = $1 and kind not in ('collect-files', 'watch-overdue')`,
      tenant.tenant,
    );
    sum.quarantined += await books.count(`from "${schema}".quarantine where $1::uuid is not null`, tenant.tenant);
  }
  for (const name of subscriptions) sum.subscriptions[name] = await books.effects(name, tenant.tenant);
  const { waiting, ...rest } = sum;
  const figures = await books.figures(tenant.tenant);
  const caughtUp = subscriptions.length > 0 && Object.values(sum.subscriptions).every(({ due, done }) => due === done);
  const published = sum.written - waiting;
  const money = await books.money(tenant.tenant);
  const unbilled = await books.unbilled(tenant.tenant);
  const uneven = await books.uneven(tenant.tenant);
  const stuck = sum.parked + sum.dead + sum.retry + sum.errands;
  const ok = published === sum.written && caughtUp && stuck === 0;
  return { ...rest, ...figures, money, unbilled, uneven, published, ok };
}

class Books {
  constructor(private readonly client: Client) {}

  async rows<R>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.client.query(sql, values)).rows as R[];
  }

  async count(from: string, tenant: string): Promise<number> {
    const [row] = await this.rows<{ n: string }>(`select count(*) as n ${from}`, [tenant]);
    return Number(row?.n);
  }

  /** Events of the source, and how many of them are at or below the subscription's position. */
  async effects(subscription: string, tenant: string): Promise<{ due: number; done: number }> {
    const [consumer, source] = subscription.split('-on-');
    const [row] = await this.rows<{ due: string; done: string }>(
      `select count(*) as due, count(*) filter (where l.version <= p.version) as done
       from "${source}".event_log l left join "${consumer}".consumer_position p
         on p.subscription = $1 and p.tenant = l.tenant and p.aggregate_type = l.aggregate_type and p.aggregate_id = l.aggregate_id
       where l.tenant = $2`,
      [subscription, tenant],
    );
    return { due: Number(row?.due), done: Number(row?.done) };
  }

  /** What claims and invoices say; a claim that another one replaces does not count. */
  async money(tenant: string): Promise<Money> {
    const [row] = await this.rows<Record<keyof Money, string>>(
      `select
         (select count(distinct aggregate_id) from billing.event_log where tenant = $1 and type = 'billing.claim-submitted') as "claimsSubmitted",
         count(*) filter (where state in ('adjudicated', 'denied')) as "claimsAdjudicated",
         coalesce(sum(total), 0) as "billedCents", coalesce(sum(paid), 0) as "paidCents",
         (select count(*) from billing.invoice where tenant = $1 and reason = 'self-pay') as "selfPayInvoices",
         (select coalesce(sum(total_net), 0) from billing.invoice where tenant = $1 and reason = 'self-pay') as "selfPayCents"
       from billing.claim where tenant = $1 and replaced_by is null`,
      [tenant],
    );
    return Object.fromEntries(Object.entries(row ?? {}).map(([figure, value]) => [figure, Number(value)])) as unknown as Money;
  }

  async unbilled(tenant: string): Promise<Reconciliation['unbilled']> {
    return this.rows(
      `select e.id as "encounterId", 'is finished and not billed: ' || coalesce(a.waiting_for, 'unknown') as reason
       from encounters.encounter e left join billing.account a on a.tenant = e.tenant and a.id = e.id
       where e.tenant = $1 and e.status = 'finished' and coalesce(a.billing_status, '') not in ('billing', 'closed-completed')
       union all
       select account_id, 'has a claim that is ' || state from billing.claim
       where tenant = $1 and replaced_by is null and (state not in ('adjudicated', 'denied') or total <> paid + adjusted + patient_share)
       limit 10000`,
      [tenant],
    );
  }

  async uneven(tenant: string): Promise<string[]> {
    const rows = await this.rows<{ what: string }>(
      `select 'Remittance/' || id || ' has ' || unmatched || ' unmatched payments' as what from billing.remittance
       where tenant = $1 and (outcome <> 'complete' or unmatched > 0)
       union all
       select 'the remittances come to ' || r.cents || ' cents, the claims to ' || c.cents
       from (select coalesce(sum(cents), 0) as cents from billing.remittance where tenant = $1) r,
            (select coalesce(sum(paid), 0) as cents from billing.claim where tenant = $1) c where r.cents <> c.cents
       limit 1000`,
      [tenant],
    );
    return rows.map(({ what }) => what);
  }

  async figures(tenant: string) {
    const events = (context: string, type: string) =>
      this.count(`from ${context}.event_log where tenant = $1 and type = '${context}.${type}'`, tenant);
    const open = await this.rows<{ id: string }>(
      `select id from orders."order" where tenant = $1 and status not in ('completed', 'revoked') order by id limit 10000`,
      [tenant],
    );
    const [sample] = await this.rows<{ traceparent: string }>(
      `select event::json ->> 'traceparent' as traceparent from orders.event_log where tenant = $1 and event::json ->> 'traceparent' like '%-01' limit 1`,
      [tenant],
    );
    return {
      patients: await events('patients', 'patient-registered'),
      encounters: await events('encounters', 'encounter-started'),
      ordersPlaced: await events('orders', 'order-placed'),
      resultsVerified: await events('laboratory', 'result-verified'),
      openOrders: open.map(({ id }) => id),
      sampleTraceId: sample?.traceparent.split('-')[1],
    };
  }
}
