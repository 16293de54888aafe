import { Logger, Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Ctx, systemContext } from '@orderly/kernel';
import { Database, Signal, TakenErrand } from '@orderly/platform/persistence';
import { failureKind, inSpan } from '@orderly/platform/telemetry';

/** Runs errands of one tenant and group. Whatever it does commits with `tx.finish(errands)`, or the errands come again. */
export interface ErrandHandler {
  run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void>;
}

/** Who runs errands of a kind, and how. */
export interface ErrandDuty {
  readonly kind: string;
  readonly Handler: Type<ErrandHandler>;
  /** So many of a group at once. */
  readonly most: number;
  /** A group that is not full waits this long for more. */
  readonly gatherMs: number;
  /** After this time another worker may take what this one took: longer than any run. */
  readonly leaseMs: number;
}

/** One line of a context's table of contents: errands of this kind are run by that handler. */
export const errands = (
  kind: string,
  Handler: Type<ErrandHandler>,
  how: Partial<Pick<ErrandDuty, 'most' | 'gatherMs' | 'leaseMs'>> = {},
): ErrandDuty => ({ kind, Handler, most: 1, gatherMs: 0, leaseMs: 60_000, ...how });

const POLL_MS = 500;
/** Pauses after the first, second ... failed attempt; the last one for ever after. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000];

/**
 * Carries out the errands of one kind: takes some under a lease, runs them outside any transaction of its own, and lets the handler
 * commit what came of it. A process that dies in between leaves errands whose lease ends: at least once, so handlers dedupe.
 */
export class Errands {
  private readonly log: Logger;
  private readonly asked: Signal;
  private readonly leaving = new Signal();
  private stopped = false;
  private running?: Promise<void>;

  constructor(
    private readonly db: Database,
    private readonly modules: ModuleRef,
    readonly duty: ErrandDuty,
  ) {
    this.asked = db.errandsAsked(duty.kind);
    this.log = new Logger(`Errands ${db.shop.context} ${duty.kind}`);
  }

  start(): void {
    this.running = this.work();
  }

  /** Finishes what is under way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.asked.ring();
    this.leaving.ring();
    await this.running;
  }

  /** Takes and runs one group. Answers whether there was one. */
  async round(): Promise<boolean> {
    const taken = await this.take();
    if (taken.length > 0) await this.attempt(taken);
    return taken.length > 0;
  }

  private async work(): Promise<void> {
    while (!this.stopped) {
      const seen = this.asked.rings;
      try {
        if (await this.round()) continue;
      } catch (error) {
        this.log.warn(`errands cannot be taken, trying again: ${failureKind(error)}`);
      }
      if (!this.stopped) await this.asked.after(seen, POLL_MS);
      // Errands seldom come alone: one look for many of them.
      if (this.asked.rings > seen) await this.leaving.after(0, Math.min(POLL_MS, this.duty.gatherMs));
    }
  }

  private async take(): Promise<TakenErrand[]> {
    const { kind, most, gatherMs, leaseMs } = this.duty;
    const rows = await this.db.work((session) =>
      session.query<TakenErrand & { traceparent: string | null }>({
        name: 'errands take',
        text: TAKE,
        values: [kind, this.db.shop.clock.now(), most, `${gatherMs} milliseconds`, `${leaseMs} milliseconds`],
      }),
    );
    return rows.map(({ traceparent, ...errand }) => (traceparent ? { ...errand, traceparent } : errand));
  }

  /** When a group fails for a reason of its own, each is tried alone, so that one bad errand does not hold up the others. */
  private async attempt(taken: readonly TakenErrand[]): Promise<void> {
    const [first] = taken as [TakenErrand];
    const { Handler } = this.duty;
    try {
      await inSpan(`errand ${this.duty.kind}`, taken.length === 1 ? first.traceparent : undefined, async (traceparent) => {
        const cause = { ...first, traceparent };
        const ctx = systemContext(first.tenant, this.duty.kind, `errand ${this.duty.kind}`, cause);
        await this.modules.get(Handler, { strict: false }).run(taken, ctx);
      });
    } catch (error) {
      if (taken.length > 1 && !isLater(error)) for (const one of taken) await this.attempt([one]);
      else await this.postpone(taken, error);
    }
  }

  private async postpone(taken: readonly TakenErrand[], error: unknown): Promise<void> {
    const [{ tenant, kind, attempts }] = taken as [TakenErrand];
    const pause = isLater(error) ? LATER_MS : (PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] as number);
    const reason = failureKind(error);
    if (attempts === 1) this.log.warn(`${taken.length} errands failed and come again: ${reason}`);
    await this.db.work((session) =>
      session.query({
        name: 'errands postpone',
        text: POSTPONE,
        values: [
          tenant,
          kind,
          taken.map(({ id }) => id),
          taken.map(({ token }) => token),
          new Date(Date.parse(this.db.shop.clock.now()) + pause).toISOString(),
          reason,
        ],
      }),
    );
  }
}

/** An outside system is away: nothing is wrong with the errand itself. */
export interface Later {
  readonly later: true;
}

const isLater = (error: unknown): error is Later => typeof error === 'object' && error !== null && 'later' in error;
const LATER_MS = 2_000;

const TAKE = `
  with chosen as (
    select tenant, "group" from errand where kind = $1 and due_at <= $2
    group by tenant, "group" having count(*) >= $3 or min(due_at) <= $2::timestamptz - $4::interval
    order by min(due_at) limit 1),
  next as (
    select e.ctid from errand e join chosen using (tenant, "group")
    where e.kind = $1 and e.due_at <= $2 order by e.due_at, e.id limit $3 for update of e skip locked)
  update errand e set attempts = e.attempts + 1, due_at = $2::timestamptz + $5::interval
  from next where e.ctid = next.ctid
  returning e.tenant, e.kind, e.id, e."group", e.token, e.attempts, e.correlation_id as "correlationId",
    e.causation_id as "causationId", e.traceparent`;

const POSTPONE = `
  update errand e set due_at = $5, reason = $6 from unnest($3::uuid[], $4::uuid[]) d(id, token)
  where e.tenant = $1 and e.kind = $2 and e.id = d.id and e.token = d.token`;
