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
  /** After this time another worker may take what this one took: longer than any single run. */
  readonly leaseMs: number;
}

/** One line of a context's table of contents: errands of this kind are run by that handler. */
export const errands = (
  kind: string,
  Handler: Type<ErrandHandler>,
  how: Partial<Pick<ErrandDuty, 'most' | 'gatherMs' | 'leaseMs'>> = {},
): ErrandDuty => ({ kind, Handler, most: 1, gatherMs: 0, leaseMs: 60_000, ...how });

const POLL_MS = 500;
/** A run that ends, well or badly, is no crash. After so many takes without an end an errand is no longer run with others ... */
const TAKES_TOGETHER = 2;
/** ... and after so many not at all: it is dead until it is asked for anew. */
const MOST_TAKES = 5;
/** Pauses after the first, second ... failed attempt; the last one for ever after. */
const PAUSES_MS = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000];

/**
 * Carries out the errands of one kind: takes some under a lease, runs them outside any transaction of its own, and lets the handler
 * commit what came of it. A process that dies in between leaves errands whose lease ends: at least once, so handlers dedupe. When an
 * errand is due, the application's clock says; leases are the database's time, since several processes compare them.
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
    const [first] = taken;
    if (first && first.takes > MOST_TAKES) await this.bury(first);
    else if (first) await this.attempt(taken);
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

  private async take(): Promise<Taken[]> {
    const { kind, most, gatherMs, leaseMs } = this.duty;
    const rows = await this.db.work((session) =>
      session.query<Taken & { traceparent: string | null }>({
        name: 'errands take',
        text: most === 1 ? TAKE_ONE : TAKE_GROUP,
        values: [kind, this.db.shop.clock.now(), leaseMs, ...(most === 1 ? [] : [most, gatherMs, TAKES_TOGETHER])],
      }),
    );
    return rows.map(({ traceparent, ...errand }) => (traceparent ? { ...errand, traceparent } : errand));
  }

  /** When a group fails for a reason of its own, each is tried alone, so that one bad errand does not hold up the others. */
  private async attempt(taken: readonly Taken[]): Promise<void> {
    const [first] = taken as [Taken];
    const { Handler } = this.duty;
    try {
      await inSpan(`errand ${this.duty.kind}`, taken.length === 1 ? first.traceparent : undefined, async (traceparent) => {
        const cause = { ...first, traceparent };
        const ctx = systemContext(first.tenant, this.duty.kind, `errand ${this.duty.kind}`, cause);
        await this.modules.get(Handler, { strict: false }).run(taken, ctx);
      });
    } catch (error) {
      if (taken.length === 1 || isLater(error)) await this.postpone(taken, error);
      else await this.attemptEach(taken);
    }
  }

  private async attemptEach(taken: readonly Taken[]): Promise<void> {
    for (const one of taken) if (await this.holds(one)) await this.attempt([one]);
  }

  /** Extends the lease. False when it has ended, and somebody else has taken the errand or asked for it anew. */
  private async holds({ tenant, kind, id, token, attempts }: Taken): Promise<boolean> {
    const values = [tenant, kind, id, token, attempts, this.duty.leaseMs];
    const held = await this.db.work((session) => session.query({ name: 'errand hold', text: HOLD, values }));
    return held.length > 0;
  }

  private async bury({ tenant, kind, id, token, attempts }: Taken): Promise<void> {
    this.log.error('an errand is dead: the process died each time it ran');
    const values = [tenant, kind, id, token, attempts];
    await this.db.work((session) => session.query({ name: 'errand bury', text: BURY, values }));
  }

  private async postpone(taken: readonly Taken[], error: unknown): Promise<void> {
    const [{ tenant, kind, attempts }] = taken as [Taken];
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
          taken.map((one) => one.attempts),
          new Date(Date.parse(this.db.shop.clock.now()) + pause).toISOString(),
          reason,
        ],
      }),
    );
  }
}

/** With the number of takes since it last ended. */
type Taken = TakenErrand & { readonly takes: number };

/** An outside system is away: nothing is wrong with the errand itself. */
export interface Later {
  readonly later: true;
}

const isLater = (error: unknown): error is Later => typeof error === 'object' && error !== null && 'later' in error;
const LATER_MS = 2_000;

/** Due, and with nobody. Parameters: kind, now of the application. */
const FREE = `e.kind = $1 and e.due_at <= $2 and (e.leased_until is null or e.leased_until <= now())`;

const TAKEN = `
  update errand e set attempts = e.attempts + 1, takes = e.takes + 1, leased_until = now() + $3::float8 * interval '1 millisecond'
  from next where e.ctid = next.ctid
  returning e.tenant, e.kind, e.id, e."group", e.token, e.attempts, e.takes, e.correlation_id as "correlationId",
    e.causation_id as "causationId", e.traceparent`;

const TAKE_ONE = `
  with next as (select e.ctid from errand e where ${FREE} order by e.due_at limit 1 for update skip locked)
  ${TAKEN}`;

/** One that may have killed the process is a group of its own. */
const ALONE = 'case when e.takes >= $6 then e.id end';
const TAKE_GROUP = `
  with chosen as (
    select e.tenant, e."group", ${ALONE} as alone from errand e where ${FREE}
    group by 1, 2, 3 having count(*) >= $4 or min(e.due_at) <= $2::timestamptz - $5::float8 * interval '1 millisecond'
    order by min(e.due_at) limit 1),
  next as (
    select e.ctid from errand e join chosen using (tenant, "group")
    where ${FREE} and ${ALONE} is not distinct from chosen.alone
    order by e.due_at, e.id limit $4 for update of e skip locked)
  ${TAKEN}`;

/** Taken as it was, and by nobody else since. */
const MINE = 'tenant = $1 and kind = $2 and id = $3 and token = $4 and attempts = $5';
const HOLD = `update errand set leased_until = now() + $6::float8 * interval '1 millisecond' where ${MINE} returning 1`;
const BURY = `update errand set due_at = 'infinity', leased_until = null, takes = 0, reason = 'crashed' where ${MINE}`;

const POSTPONE = `
  update errand e set due_at = $6, reason = $7, takes = 0, leased_until = null
  from unnest($3::uuid[], $4::uuid[], $5::int[]) d(id, token, attempts)
  where e.tenant = $1 and e.kind = $2 and e.id = d.id and e.token = d.token and e.attempts = d.attempts`;
