import { Database, Session } from '@orderly/platform/persistence';
import { Arrival } from './arrival';

/** A stored event that has been claimed. */
export interface InboxRow {
  readonly tenant: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly version: number;
  readonly attempts: number;
  readonly event: string;
  readonly reason: string | null;
  /** It was running alone when the process ended. */
  readonly crashed: boolean;
  /** Names this claim. */
  readonly token: string;
}

/** What is written about a row; `delayMs` until it may run, nothing when it waits for something else. */
export interface Note {
  readonly state: 'parked' | 'retry' | 'dead';
  readonly attempts: number;
  readonly delayMs?: number;
  readonly reason?: string;
}

export const SUSPECTED = 'suspected';

/** Of each kind. What the queue brings waits no longer than these take. */
export const MOST_TOGETHER = 20;
/** Between the claim of a row and the lock on it; the lock holds as long as the process lives. */
const LEASE_MS = 10_000;

/** The table `inbox`, as one subscription sees it. */
export class InboxRows {
  constructor(
    private readonly db: Database,
    private readonly subscription: string,
  ) {}

  async insert(kept: readonly (readonly [Arrival, Note])[]): Promise<void> {
    if (kept.length === 0) return;
    const events = kept.map(([{ event }]) => event);
    const values = [
      this.subscription,
      ...[events.map((e) => e.tenant), events.map((e) => e.aggregate.type), events.map((e) => e.aggregate.id)],
      ...[events.map((e) => e.aggregate.version), events.map((e) => e.id)],
      ...[kept.map(([{ name }]) => name), kept.map(([{ text }]) => text)],
      ...notesOf(kept.map(([, note]) => note)),
    ];
    await this.db.work((session) => session.query({ name: 'inbox insert', text: INSERT, values }));
  }

  /** Rows whose time has come: many that fail at worst, or one of those that may kill the process. Their lease ends with the process. */
  async claim(how: 'together' | 'alone'): Promise<InboxRow[]> {
    const rows = await this.db.work((session) => {
      // What the server may lose in a crash here, it loses together with the effects. That a suspect was tried must survive.
      if (how === 'together') session.send('set local synchronous_commit = off');
      return session.query<InboxRow>({
        name: `claim ${how}`,
        text: how === 'alone' ? CLAIM_ALONE : CLAIM_TOGETHER,
        values: [this.subscription, LEASE_MS, how === 'alone' ? 1 : MOST_TOGETHER],
      });
    });
    return rows.sort((a, b) => a.version - b.version);
  }

  /** Locks those rows that are still ours, and answers their places. */
  async lock(session: Session, rows: readonly InboxRow[]): Promise<number[]> {
    const values = [...this.keysOf(rows), rows[0]?.token];
    const mine = await session.query<{ i: number }>({ name: 'lock claimed', text: LOCK, values });
    return mine.map(({ i }) => i - 1);
  }

  remove(session: Session, rows: readonly InboxRow[]): void {
    if (rows.length > 0) session.send({ name: 'inbox done', text: DELETE, values: this.keysOf(rows) });
  }

  note(session: Session, noted: readonly (readonly [InboxRow, Note])[]): void {
    if (noted.length === 0) return;
    const values = notesOf(noted.map(([, note]) => note));
    session.send({ name: 'inbox note', text: NOTE, values: [...this.keysOf(noted.map(([row]) => row)), ...values] });
  }

  /** Something waits that may run some day. */
  async waiting(): Promise<boolean> {
    const [waiting] = await this.db.work((session) =>
      session.query<{ some: boolean }>({ name: 'inbox waits', text: WAITS, values: [this.subscription] }),
    );
    return waiting?.some === true;
  }

  private keysOf(rows: readonly InboxRow[]): unknown[] {
    return [
      this.subscription,
      rows.map((row) => row.tenant),
      rows.map((row) => row.aggregate_type),
      rows.map((row) => row.aggregate_id),
      rows.map((row) => row.version),
    ];
  }
}

const notesOf = (notes: readonly Note[]): unknown[][] => [
  notes.map(({ state }) => state),
  notes.map(({ attempts }) => attempts),
  notes.map(({ delayMs }) => delayMs ?? null),
  notes.map(({ reason }) => reason ?? null),
];

const CLAIMED = `
  update inbox i set state = 'running', last_at = now(), next_at = now() + $2::float8 * interval '1 millisecond'`;
const ANSWER = `returning i.tenant, i.aggregate_type, i.aggregate_id, i.version, i.attempts, i.event, i.reason,
    d.state = 'running' and d.runs = 'alone' as crashed, i.last_at::text as token`;

/** One by one along the index: what waits for something else is not looked at. */
const due = (state: string, also: string) => `
    select ctid, state, runs from inbox where subscription = $1 and state = '${state}' and next_at <= now() ${also}
    order by next_at limit $3 for update skip locked`;

const CLAIM_TOGETHER = `
  with parked as (${due('parked', `and reason is distinct from '${SUSPECTED}'`)}),
  retry as (${due('retry', '')}),
  d as (select * from parked union all select * from retry)
  ${CLAIMED}, attempts = i.attempts + 1, runs = 'together' from d where i.ctid = d.ctid ${ANSWER}`;

/** Who ran among others when the process ended has not used up an attempt. */
const CLAIM_ALONE = `
  with parked as (${due('parked', `and reason = '${SUSPECTED}'`)}),
  running as (${due('running', '')}),
  d as (select * from parked union all select * from running limit $3)
  ${CLAIMED}, attempts = i.attempts + case when d.state = 'running' and d.runs = 'together' then 0 else 1 end, runs = 'alone'
  from d where i.ctid = d.ctid ${ANSWER}`;

const KEYS = 'unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[])';
const SAME = `i.subscription = $1 and i.tenant = k.tenant and i.aggregate_type = k.type and i.aggregate_id = k.id and i.version = k.version`;
/** One descent of the primary key for each row, whatever the planner believes about the size of the inbox. */
const PLACE = `cross join lateral (select i.ctid from inbox i where ${SAME} for update) place`;

const LOCK = `
  select k.i from ${KEYS} with ordinality k(tenant, type, id, version, i)
  cross join lateral (
    select from inbox i where ${SAME} and i.state || '' = 'running' and i.last_at = $6::timestamptz for update skip locked) mine`;

const DELETE = `
  delete from inbox i using ${KEYS} k(tenant, type, id, version) ${PLACE} where i.ctid = place.ctid`;

const NOTE = `
  update inbox i set state = k.state, attempts = k.attempts, next_at = now() + k.delay * interval '1 millisecond', reason = k.reason,
    last_at = now()
  from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::int[], $8::float8[], $9::text[])
    k(tenant, type, id, version, state, attempts, delay, reason)
  ${PLACE} where i.ctid = place.ctid`;

const INSERT = `
  insert into inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, event, state, attempts, next_at, reason)
  select $1, tenant, aggregate_type, aggregate_id, version, event_id, type, event, state, attempts, now() + delay * interval '1 millisecond', reason
  from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[], $6::uuid[], $7::text[], $8::text[], $9::text[], $10::int[], $11::float8[], $12::text[])
    k(tenant, aggregate_type, aggregate_id, version, event_id, type, event, state, attempts, delay, reason)
  on conflict do nothing`;

const WAITS = `
  select exists (select 1 from inbox where subscription = $1 and state = 'parked')
    or exists (select 1 from inbox where subscription = $1 and state = 'retry')
    or exists (select 1 from inbox where subscription = $1 and state = 'running') as some`;
