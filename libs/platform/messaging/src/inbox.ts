import { setImmediate } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { newId, Refusal } from '@orderly/kernel';
import { Database, isAway, isLostRace } from '@orderly/platform/persistence';
import { SealBroken } from '@orderly/platform/security';
import { failureKind, metrics } from '@orderly/platform/telemetry';
import { Arrival, decode } from './arrival';
import { UnknownMajor } from './batch';
import { Effects, Ran } from './effects';
import { InboxRow, InboxRows, MOST_TOGETHER, Note, SUSPECTED } from './inbox-rows';
import { Repeats } from './repeats';
import { SomeFailed } from './run-all';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Seven attempts within nine hours; then a person decides. */
export const RETRY_DELAYS_MS: readonly number[] = [10 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 120 * MINUTE, 360 * MINUTE];
/** An event that was running alone each time the process died is not tried again after so many attempts. */
const MOST_CRASHES = 2;
const HELD_MS = 250;
/** Then gaps and the sweep have their turn, however much waits. */
const LONGEST_TURN_MS = 2_000;

type Claimed = ReadonlyMap<Arrival, InboxRow>;

/** Events that wait: parked behind a gap, to be tried again, or dead. Nothing is dropped; the table is the operator's list. */
export class Inbox {
  private readonly log: Logger;
  private readonly repeats: Repeats;
  private readonly rows: InboxRows;
  private held: { readonly keys: ReadonlySet<string>; readonly since: number } = { keys: new Set(), since: 0 };
  /** Were running when the database went away, which is not their fault. */
  private interrupted: InboxRow[] = [];

  constructor(
    private readonly db: Database,
    private readonly effects: Effects,
    private readonly source: string,
    private readonly delaysMs: readonly number[] = RETRY_DELAYS_MS,
  ) {
    this.log = new Logger(`Inbox ${effects.subscription}`);
    this.repeats = new Repeats((words) => this.log.error(words));
    this.rows = new InboxRows(db, effects.subscription);
  }

  /** The slow lane has held the position of this aggregate for longer than a batch should wait. */
  holds(key: string): boolean {
    return this.held.keys.has(key) && performance.now() > this.held.since + HELD_MS;
  }

  /** Throws while the database is away. */
  async probe(): Promise<void> {
    await this.db.work((session) => session.query({ name: 'probe', text: 'select 1', values: [] }));
  }

  /** Keeps events whose effect failed, to be tried again after a while. Later events of their aggregates wait behind them. */
  keep(failures: ReadonlyMap<Arrival, unknown>): Promise<void> {
    return this.rows.insert([...failures].map(([arrival, error]) => [arrival, this.verdict(error, 1)]));
  }

  /** Takes events over from a batch that they would hold up. */
  takeOver(arrivals: readonly Arrival[]): Promise<void> {
    return this.rows.insert(arrivals.map((arrival) => [arrival, { state: 'parked', attempts: 0, delayMs: 0 }]));
  }

  /** Takes over events that are suspected of killing the process: each runs alone, the attempt noted before it starts. */
  suspect(arrivals: readonly Arrival[]): Promise<void> {
    const note: Note = { state: 'parked', attempts: 0, delayMs: 0, reason: SUSPECTED };
    return this.rows.insert(arrivals.map((arrival) => [arrival, note]));
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
    this.repeats.tell(`a message was quarantined: ${reason}`);
  }

  /** Runs what may run now, for a while, and rests after each round, which had `many` to run or few. Answers whether something waits still. */
  async work(
    stopping: AbortSignal,
    rest: (spentMs: number, many: boolean) => Promise<void> = () => setImmediate(),
  ): Promise<boolean> {
    if (this.interrupted.length > 0) await this.putBack(this.interrupted);
    this.interrupted = [];
    const enough = performance.now() + LONGEST_TURN_MS;
    for (let some = true; some && !stopping.aborted && performance.now() < enough;) {
      const began = performance.now();
      const [alone] = await this.rows.claim('alone');
      if (alone) await this.runAlone(alone);
      const together = await this.rows.claim('together');
      await this.run(together);
      some = alone !== undefined || together.length > 0;
      if (some) await rest(performance.now() - began, together.length >= MOST_TOGETHER);
    }
    return this.rows.waiting();
  }

  private async runAlone(row: InboxRow): Promise<void> {
    if (!row.crashed || row.attempts <= MOST_CRASHES) return this.run([row]);
    metrics.failures.inc({ subscription: this.effects.subscription, state: 'dead' });
    this.log.error('an event is dead: the process died each time it ran');
    await this.note([[row, { state: 'dead', attempts: row.attempts - 1, reason: 'crashed' }]]);
  }

  /** In a second transaction: should one of them kill the process, it is known which may have been it. */
  private async run(rows: readonly InboxRow[]): Promise<void> {
    const claimed = new Map<Arrival, InboxRow>();
    for (const row of rows) {
      try {
        claimed.set(decode(row.event, this.source), row);
      } catch (error) {
        await this.note([[row, this.verdict(error, row.attempts)]]);
      }
    }
    await this.runClaimed(claimed);
  }

  private async runClaimed(claimed: Claimed): Promise<void> {
    if (claimed.size === 0) return;
    const rows = [...claimed.values()];
    try {
      this.held = { keys: new Set([...claimed.keys()].map(({ key }) => key)), since: performance.now() };
      const ran = await this.take(claimed).finally(() => (this.held = { keys: new Set(), since: 0 }));
      this.effects.tell(ran);
      await this.noteFailures(claimed, ran.failures);
    } catch (error) {
      if (isAway(error)) {
        this.interrupted.push(...rows);
        throw error;
      }
      if (isLostRace(error)) await this.putBack(rows);
      else if (error instanceof SomeFailed) {
        await this.noteFailures(claimed, error.failures);
        await this.runClaimed(new Map([...claimed].filter(([arrival]) => !error.failures.has(arrival))));
      } else if (rows.length > 1) await this.runHalves(claimed);
      else await this.settle(rows[0] as InboxRow, error);
    }
  }

  /** Those whose turn it is have their effect and go; those that are behind a gap wait on. */
  private take(claimed: Claimed): Promise<Ran> {
    const entries = [...claimed];
    return this.db.inTransaction(async (session) => {
      session.scope('*');
      const places = await this.rows.lock(session, [...claimed.values()]);
      const mine = places.map((place) => entries[place] as (typeof entries)[number]);
      const ran = await this.effects.takeStored(session, mine.map(([arrival]) => arrival)); // prettier-ignore
      session.scope('*');
      const waits = notesOf(ran);
      this.rows.remove(session, mine.flatMap(([arrival, row]) => (waits.has(arrival) || ran.failures.has(arrival) ? [] : [row]))); // prettier-ignore
      this.rows.note(session, mine.flatMap(([arrival, row]) => (waits.has(arrival) ? [[row, { ...parked(row), ...waits.get(arrival) }] as const] : []))); // prettier-ignore
      await session.commit();
      return ran;
    });
  }

  private async noteFailures(claimed: Claimed, failures: ReadonlyMap<Arrival, unknown>): Promise<void> {
    const failed = [...failures].map(([arrival, error]) => [claimed.get(arrival) as InboxRow, error] as const);
    const forged = failed.filter(([, error]) => error instanceof SealBroken);
    for (const [row, error] of forged) await this.settle(row, error);
    const others = failed.filter(([, error]) => !(error instanceof SealBroken));
    if (others.length > 0) await this.note(others.map(([row, error]) => [row, this.verdict(error, row.attempts)]));
  }

  private async runHalves(claimed: Claimed): Promise<void> {
    const entries = [...claimed];
    const half = Math.ceil(entries.length / 2);
    await this.runClaimed(new Map(entries.slice(0, half)));
    await this.runClaimed(new Map(entries.slice(half)));
  }

  /** A parked copy that nobody of ours has sealed must not stand in the way of the true one, which the sweep fetches if need be. */
  private async settle(row: InboxRow, error: unknown): Promise<void> {
    if (!(error instanceof SealBroken)) return this.note([[row, this.verdict(error, row.attempts)]]);
    await this.quarantine(Buffer.from(row.event), 'seal-broken');
    await this.db.work((session) => Promise.resolve(this.rows.remove(session, [row])));
  }

  private putBack(rows: readonly InboxRow[]): Promise<void> {
    const note = ({ attempts }: InboxRow): Note => ({
      state: 'retry',
      attempts: attempts - 1,
      delayMs: 0,
      reason: 'interrupted',
    });
    return this.note(rows.map((row) => [row, note(row)]));
  }

  private async note(noted: readonly (readonly [InboxRow, Note])[]): Promise<void> {
    await this.db.work((session) => Promise.resolve(this.rows.note(session, noted)));
  }

  private verdict(error: unknown, attempts: number): Note {
    const reason = reasonOf(error);
    // Waits for a deployment, however long that takes.
    if (error instanceof UnknownMajor) return { state: 'retry', attempts: attempts - 1, delayMs: this.delaysMs[0], reason };
    const base = this.delaysMs[attempts - 1];
    const state = base === undefined ? 'dead' : 'retry';
    metrics.failures.inc({ subscription: this.effects.subscription, state });
    if (attempts === 1 || state === 'dead') this.repeats.tell(`an event failed and is ${state}: ${reason}`);
    return { state, attempts, reason, delayMs: base && base * (0.8 + Math.random() * 0.4) };
  }
}

/** What is early runs when the version before it has had its effect, what was left as soon as may be. */
const notesOf = ({ early, left }: Ran): ReadonlyMap<Arrival, { delayMs?: number }> =>
  new Map([...early.map((arrival) => [arrival, {}] as const), ...left.map((arrival) => [arrival, { delayMs: 0 }] as const)]);

/** Runs when the version before it has had its effect. */
const parked = ({ attempts, reason }: InboxRow): Note => ({
  state: 'parked',
  attempts: attempts - 1,
  reason: reason === SUSPECTED ? SUSPECTED : undefined,
});

/** Names the kind of failure, never what was in the message. */
const reasonOf = (error: unknown): string => (error instanceof Refusal ? `refused: ${error.code}` : failureKind(error));
