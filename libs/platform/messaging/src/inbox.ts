import { Logger } from '@nestjs/common';
import { newId, Refusal } from '@orderly/kernel';
import { Database, Session, isAway, isLostRace } from '@orderly/platform/persistence';
import { SealBroken } from '@orderly/platform/security';
import { failureKind, metrics } from '@orderly/platform/telemetry';
import { Arrival, decode } from './arrival';
import { UnknownMajor } from './batch';
import { Effects } from './effects';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Seven attempts within nine hours; then a person decides. */
export const RETRY_DELAYS_MS: readonly number[] = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE];
/** An event that was running alone each time the process died is not tried again after so many attempts. */
const MOST_CRASHES = 2;

interface Row {
  tenant: string;
  aggregate_type: string;
  aggregate_id: string;
  version: number;
  /** The state before it was claimed. */
  was: string;
  attempts: number;
  event: string;
}

interface Verdict {
  state: 'retry' | 'dead';
  attempts: number;
  delayMs?: number;
  reason: string;
}

/** Events that wait: parked behind a gap, to be tried again, or dead. Nothing is dropped; the table is the operator's list. */
export class Inbox {
  private readonly log: Logger;
  /** Was running when the database went away, which is not its fault. */
  private interrupted?: Row;

  constructor(
    private readonly db: Database,
    private readonly effects: Effects,
    private readonly source: string,
    private readonly delaysMs: readonly number[] = RETRY_DELAYS_MS,
  ) {
    this.log = new Logger(`Inbox ${effects.subscription}`);
  }

  /** Throws while the database is away. */
  async probe(): Promise<void> {
    await this.db.work((session) => session.query({ name: 'probe', text: 'select 1', values: [] }));
  }

  /** Keeps an event whose effect failed, to be tried again after a while. Later events of its aggregate wait behind it. */
  async keep(arrival: Arrival, error: unknown): Promise<void> {
    const { state, attempts, delayMs, reason } = this.verdict(error, 1);
    await this.db.work((session) => this.insert(session, arrival, [state, attempts, delayMs ?? null, reason]));
  }

  /** Parks events that failed among others or are suspected of killing the process: from here each runs alone, the attempt noted before it starts. */
  async runAlone(arrivals: readonly Arrival[], reason: 'suspected' | 'failed'): Promise<void> {
    if (arrivals.length === 0) return;
    await this.db.work((session) =>
      Promise.all(arrivals.map((arrival) => this.insert(session, arrival, ['parked', 0, null, reason]))),
    );
  }

  /** A message that is no event of ours: kept sealed, since it may contain anything. */
  async quarantine(body: Buffer, reason: string): Promise<void> {
    const id = newId();
    const sealed = this.db.shop.keyring.seal('quarantine', id, body.subarray(0, 256 * 1024).toString('base64'));
    await this.db.work((session) =>
      session.query({
        text: 'insert into quarantine (id, subscription, reason, sealed) values ($1, $2, $3, $4)',
        values: [id, this.effects.subscription, reason, sealed],
      }),
    );
    metrics.quarantined.inc({ subscription: this.effects.subscription, reason });
    this.log.error(`a message was quarantined: ${reason}`);
  }

  /** Runs what may run now. Answers whether something waits still. */
  async work(stopping: AbortSignal): Promise<boolean> {
    if (this.interrupted) await this.putBack(this.interrupted);
    while (!stopping.aborted && (await this.runNext()));
    const [waiting] = await this.db.work((session) =>
      session.query<{ some: boolean }>({
        name: 'inbox waits',
        text: `select exists (select 1 from inbox where subscription = $1 and state <> 'dead') as some`,
        values: [this.effects.subscription],
      }),
    );
    return waiting?.some === true;
  }

  /** Claims one runnable row, and runs it in a second transaction: should it kill the process, the attempt has been counted. */
  private async runNext(): Promise<boolean> {
    const [row] = await this.db.work((session) =>
      session.query<Row>({ name: 'claim', text: CLAIM, values: [this.effects.subscription, LEASE_MS] }),
    );
    if (!row) return false;
    if (row.was === 'running' && row.attempts > MOST_CRASHES) await this.bury(row);
    else await this.run(row);
    return true;
  }

  private async run(row: Row): Promise<void> {
    try {
      const arrival = decode(row.event, this.source);
      await this.db.inTransaction(async (session) => {
        session.scope('*');
        const [mine] = await session.query({ name: 'lock claimed', text: LOCK, values: [...this.keyOf(row), row.attempts] });
        if (!mine) return session.commit();
        const changes = await this.effects.takeStored(session, arrival);
        session.scope('*');
        session.send({ name: 'inbox done', text: DELETE, values: this.keyOf(row) });
        await session.commit();
        if (changes) this.db.wake(changes);
        this.effects.tell(changes ? [arrival] : []);
      });
    } catch (error) {
      if (isAway(error)) {
        this.interrupted = row;
        throw error;
      }
      if (error instanceof SealBroken) await this.disown(row);
      else if (isLostRace(error)) await this.putBack(row);
      else await this.note(row, this.verdict(error, row.attempts));
    }
  }

  private async putBack(row: Row): Promise<void> {
    await this.note(row, { state: 'retry', attempts: row.attempts - 1, delayMs: 0, reason: 'interrupted' });
    this.interrupted = undefined;
  }

  /** A parked copy that nobody of ours has sealed must not stand in the way of the true one, which the sweep fetches if need be. */
  private async disown(row: Row): Promise<void> {
    await this.quarantine(Buffer.from(row.event), 'seal-broken');
    await this.db.work((session) => session.query({ name: 'inbox disown', text: DELETE, values: this.keyOf(row) }));
  }

  private async bury(row: Row): Promise<void> {
    metrics.failures.inc({ subscription: this.effects.subscription, state: 'dead' });
    this.log.error('an event is dead: the process died each time it ran');
    await this.note(row, { state: 'dead', attempts: row.attempts - 1, reason: 'crashed' });
  }

  private verdict(error: unknown, attempts: number): Verdict {
    const reason = reasonOf(error);
    // Waits for a deployment, however long that takes.
    if (error instanceof UnknownMajor) return { state: 'retry', attempts: attempts - 1, delayMs: this.delaysMs[0], reason };
    const base = this.delaysMs[attempts - 1];
    const state = base === undefined ? 'dead' : 'retry';
    metrics.failures.inc({ subscription: this.effects.subscription, state });
    if (attempts === 1 || state === 'dead') this.log.error(`an event failed and is ${state}: ${reason}`);
    return { state, attempts, reason, delayMs: base && base * (0.8 + Math.random() * 0.4) };
  }

  private async insert(session: Session, { event, name, text }: Arrival, how: readonly unknown[]): Promise<void> {
    const { tenant, id, aggregate } = event;
    const key = [this.effects.subscription, tenant, aggregate.type, aggregate.id, aggregate.version];
    await session.query({ name: 'inbox insert', text: INSERT, values: [...key, id, name, text, ...how] });
  }

  private async note(row: Row, { state, attempts, delayMs, reason }: Verdict): Promise<void> {
    const values = [...this.keyOf(row), state, attempts, delayMs ?? null, reason];
    await this.db.work((session) => session.query({ name: 'inbox note', text: NOTE, values }));
  }

  private keyOf(row: Row): unknown[] {
    return [this.effects.subscription, row.tenant, row.aggregate_type, row.aggregate_id, row.version];
  }
}

/** Names the kind of failure, never what was in the message. */
const reasonOf = (error: unknown): string => (error instanceof Refusal ? `refused: ${error.code}` : failureKind(error));

/** Between the claim of a row and the lock on it; the lock holds as long as the process lives. */
const LEASE_MS = 10 * SECOND;

const THIS = 'subscription = $1 and tenant = $2 and aggregate_type = $3 and aggregate_id = $4 and version = $5';

const CLAIM = `
  with next as (
    select i.ctid, i.state as was from inbox i
    left join consumer_position p on p.tenant = i.tenant and p.aggregate_type = i.aggregate_type
      and p.aggregate_id = i.aggregate_id and p.subscription = i.subscription
    where i.subscription = $1 and i.version <= coalesce(p.version, 0) + 1
      and (i.state = 'parked' or (i.state in ('retry', 'running') and i.next_at <= now()))
    order by i.next_at nulls first, i.version limit 1 for update of i skip locked)
  update inbox i set state = 'running', attempts = i.attempts + 1, last_at = now(),
    next_at = now() + $2::float8 * interval '1 millisecond'
  from next where i.ctid = next.ctid
  returning i.tenant, i.aggregate_type, i.aggregate_id, i.version, i.attempts, i.event, next.was`;

const LOCK = `select 1 from inbox where ${THIS} and state = 'running' and attempts = $6 for update skip locked`;

const DELETE = `delete from inbox where ${THIS}`;

const NOTE = `
  update inbox set state = $6, attempts = $7, next_at = now() + $8::float8 * interval '1 millisecond', reason = $9, last_at = now()
  where ${THIS}`;

const INSERT = `
  insert into inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, event, state, attempts, next_at, reason)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now() + $11::float8 * interval '1 millisecond', $12)
  on conflict do nothing`;
