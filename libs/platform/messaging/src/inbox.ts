import { Logger } from '@nestjs/common';
import { newId, Refusal } from '@orderly/kernel';
import { Database, Session } from '@orderly/platform/persistence';
import { metrics } from '@orderly/platform/telemetry';
import { Arrival, decode } from './arrival';
import { UnknownMajor } from './batch';
import { Effects } from './effects';
import { Journal } from './journal';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Seven attempts within nine hours; then a person decides. */
export const RETRY_DELAYS_MS: readonly number[] = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE];
/** How long a gap may stay open before the missing versions are fetched from the journal. */
const GAP_PATIENCE = '2 seconds';
/** An event that was running when the process died this often is not tried again. */
const MOST_CRASHES = 3;

interface Row {
  tenant: string;
  aggregate_type: string;
  aggregate_id: string;
  version: number;
  state: string;
  attempts: number;
  event: string;
}

/** Events that wait: parked behind a gap, to be tried again, or dead. Nothing is dropped; the table is the operator's list. */
export class Inbox {
  private readonly log: Logger;

  constructor(
    private readonly db: Database,
    private readonly effects: Effects,
    private readonly source: string,
    private readonly journal: Journal,
    private readonly delaysMs: readonly number[] = RETRY_DELAYS_MS,
  ) {
    this.log = new Logger(`Inbox ${effects.subscription}`);
  }

  /** Keeps an event whose effect failed, to be tried again after a while. Later events of its aggregate wait behind it. */
  async keep(arrival: Arrival, error: unknown): Promise<void> {
    await this.db.work(async (session) => this.store(session, arrival, this.verdict(error, 1), 1));
  }

  /** Notes that an event is about to run alone, because the process died with it before. Answers false when it must not run again. */
  async mayRun(arrival: Arrival): Promise<boolean> {
    return this.db.work(async (session) => {
      const attempts = await this.store(session, arrival, {
        state: 'running',
        delayMs: this.delaysMs[0] as number,
        reason: 'crashed',
      });
      if (attempts < MOST_CRASHES) return true;
      await this.store(session, arrival, { state: 'dead', reason: 'crashed' }, attempts);
      return false;
    });
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

  /** Runs what may run now, and closes gaps from the journal. Answers whether something waits still. */
  async work(): Promise<boolean> {
    while (await this.runNext());
    const [waiting] = await this.db.work((session) =>
      session.query<{ n: number }>({
        name: 'inbox size',
        text: `select count(*) as n from inbox where subscription = $1 and state <> 'dead'`,
        values: [this.effects.subscription],
      }),
    );
    if (!waiting?.n) return false;
    await this.closeGaps();
    return true;
  }

  /** Takes one runnable row; the lock keeps a second process from taking the same one. */
  private async runNext(): Promise<boolean> {
    let taken: Row | undefined;
    try {
      await this.db.inTransaction(async (session) => {
        session.scope('*');
        [taken] = await session.query<Row>({ name: 'runnable', text: RUNNABLE, values: [this.effects.subscription] });
        if (!taken) return;
        const arrival = decode(taken.event, this.source);
        const outcome = await this.effects.takeStored(session, arrival);
        session.scope('*');
        if (outcome === 'done') await session.query({ name: 'inbox done', text: DELETE, values: this.keyOf(taken) });
        await session.commit();
        this.effects.tell(outcome === 'done' ? [arrival] : [], true);
      });
    } catch (error) {
      if (!taken) throw error;
      await this.failed(taken, error);
    }
    return taken !== undefined;
  }

  private async failed(row: Row, error: unknown): Promise<void> {
    const attempts = row.attempts + 1;
    await this.db.work((session) => this.store(session, decode(row.event, this.source), this.verdict(error, attempts), attempts));
  }

  /** Versions that never came are fetched from the source and take their effect first. */
  private async closeGaps(): Promise<void> {
    const gaps = await this.db.work((session) =>
      session.query<Row & { seen: number }>({ name: 'gaps', text: GAPS, values: [this.effects.subscription] }),
    );
    for (const gap of gaps) {
      const subject = { tenant: gap.tenant, aggregateType: gap.aggregate_type, aggregateId: gap.aggregate_id };
      const missing = await this.journal.ofAggregate(this.source, subject, gap.seen, gap.version);
      if (missing.length === 0) continue;
      metrics.refetched.inc({ subscription: this.effects.subscription }, missing.length);
      await this.effects.takeTogether(missing.map((text) => decode(text, this.source)));
    }
  }

  private verdict(error: unknown, attempts: number): { state: string; delayMs?: number; reason: string } {
    const reason = reasonOf(error);
    if (error instanceof UnknownMajor) return { state: 'retry', delayMs: this.delaysMs[0] as number, reason };
    const base = this.delaysMs[attempts - 1];
    const state = base === undefined ? 'dead' : 'retry';
    metrics.failures.inc({ subscription: this.effects.subscription, state });
    if (attempts === 1 || state === 'dead') this.log.error(`an event failed and is ${state}: ${reason}`);
    return { state, reason, delayMs: base && base * (0.8 + Math.random() * 0.4) };
  }

  private async store(
    session: Session,
    { event, name, text }: Arrival,
    { state, delayMs, reason }: { state: string; delayMs?: number; reason: string },
    attempts?: number,
  ): Promise<number> {
    const [row] = await session.query<{ attempts: number }>({
      name: 'inbox store',
      text: STORE,
      values: [
        ...[this.effects.subscription, event.tenant, event.aggregate.type, event.aggregate.id, event.aggregate.version],
        ...[event.id, name, state, attempts ?? null, delayMs ?? null, reason, text],
      ],
    });
    return row?.attempts ?? 0;
  }

  private keyOf(row: Row): unknown[] {
    return [this.effects.subscription, row.tenant, row.aggregate_type, row.aggregate_id, row.version];
  }
}

/** Names the kind of failure, never what was in the message. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Refusal) return `refused: ${error.code}`;
  const code = (error as { code?: unknown } | undefined)?.code;
  return error instanceof Error ? `${error.constructor.name}${typeof code === 'string' ? ` ${code}` : ''}` : 'unknown';
};

const SAME =
  'i.tenant = p.tenant and i.aggregate_type = p.aggregate_type and i.aggregate_id = p.aggregate_id and i.subscription = p.subscription';

const RUNNABLE = `
  select i.tenant, i.aggregate_type, i.aggregate_id, i.version, i.state, i.attempts, i.event
  from inbox i left join consumer_position p on ${SAME}
  where i.subscription = $1 and i.version <= coalesce(p.version, 0) + 1
    and (i.state = 'parked' or (i.state in ('retry', 'running') and i.next_at <= now()))
  order by i.next_at nulls first, i.version limit 1 for update of i skip locked`;

const GAPS = `
  select distinct on (i.tenant, i.aggregate_type, i.aggregate_id)
    i.tenant, i.aggregate_type, i.aggregate_id, i.version, coalesce(p.version, 0) as seen
  from inbox i left join consumer_position p on ${SAME}
  where i.subscription = $1 and i.first_at < now() - interval '${GAP_PATIENCE}'
  order by i.tenant, i.aggregate_type, i.aggregate_id, i.version limit 100`;

const DELETE = `
  delete from inbox where subscription = $1 and tenant = $2 and aggregate_type = $3 and aggregate_id = $4 and version = $5`;

/** Without a number of attempts, one more than before. */
const STORE = `
  insert into inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, attempts, next_at, reason, event)
  values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, 1), now() + $10::float8 * interval '1 millisecond', $11, $12)
  on conflict (subscription, tenant, aggregate_type, aggregate_id, version) do update
    set state = excluded.state, attempts = coalesce($9, inbox.attempts + 1), next_at = excluded.next_at, reason = excluded.reason, last_at = now()
  returning attempts`;
