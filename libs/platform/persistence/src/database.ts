import { DatabaseError, Pool } from 'pg';
import { DataSource } from 'typeorm';
import { Ctx, Refusal, refusalOf, refusalPage, refuses } from '@orderly/kernel';
import { CommandAnswers } from './command-answers';
import { Changes } from './changes';
import { Session } from './session';
import { Arrivals, Signal } from './signal';
import { NotKnownYet, ReadTx, Workshop } from './read-transaction';
import { Tx } from './transaction';
import { isAway, isLostRace } from './trouble';

/** How long a command or read waits for a fact that is on its way. */
const PATIENCE_MS = 2_000;
const AGAIN_MS = 50;

/** The only door to a context's tables. Tenant and actor come with every call. */
export class Database {
  /** Rings after each commit that wrote events: the relay listens. */
  readonly committed = new Signal();
  /** Tells which rows and aggregates have come from other contexts: waiting commands and reads listen. */
  readonly arrived = new Arrivals();
  private readonly asked = new Map<string, Signal>();
  private readonly pool: Pool;
  private readonly answers: CommandAnswers;

  constructor(
    readonly source: DataSource,
    readonly shop: Workshop,
  ) {
    this.pool = (source.driver as unknown as { master: Pool }).master;
    this.answers = new CommandAnswers(shop.keyring);
  }

  /**
   * One command: everything that `work` saves commits together, with the answer under the command's idempotency key.
   * `work` may run again (a lost race, a fact that had to arrive first), so it has no effects of its own.
   */
  async write<T>(ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    requirePermission(ctx);
    return this.patiently(() => this.inTransaction((session) => this.attempt(session, ctx, work)));
  }

  /** One query. What was read is in the audit trail, or nothing is answered. */
  async read<T>(ctx: Ctx, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    requirePermission(ctx);
    await this.awaitView(ctx);
    return this.inTransaction(async (session) => {
      const changes = new Changes();
      const tx = new ReadTx(this.shop, session, changes, ctx);
      const answer = await work(tx);
      if (changes.empty) tx.audit('R');
      await session.commit(changes);
      return answer;
    });
  }

  /** Work of the platform itself over the work lists of all tenants (relay, retries, journal). Tables with patient data refuse that scope. */
  work<T>(run: (session: Session) => Promise<T>): Promise<T> {
    return this.inTransaction(async (session) => {
      session.scope('*');
      const result = await run(session);
      await session.commit();
      return result;
    });
  }

  /** Transactions that wait for a connection. */
  get queued(): number {
    return this.pool.waitingCount;
  }

  /** Rings after each commit that asked for errands of this kind: their worker listens. */
  errandsAsked(kind: string): Signal {
    let signal = this.asked.get(kind);
    if (!signal) this.asked.set(kind, (signal = new Signal()));
    return signal;
  }

  /** Wakes those for whom these changes, now committed, are work. */
  wake({ hasEvents, asked }: Changes): void {
    if (hasEvents) this.committed.ring();
    for (const kind of asked) this.errandsAsked(kind).ring();
  }

  /** A transaction that commits by itself, for the consumer of events. */
  async inTransaction<T>(run: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken: Error | undefined;
    // Unheard, the end of a connection would be the end of the process.
    const breaks = (error: Error) => (broken = error);
    client.on('error', breaks);
    const session = new Session(client);
    try {
      return await run(session);
    } catch (error) {
      // One that did not answer would not answer a rollback either; the server rolls back when the connection ends.
      if (isAway(error)) breaks(error as Error);
      else await session.rollback().catch(breaks);
      throw error;
    } finally {
      client.off('error', breaks);
      client.release(broken);
    }
  }

  private async attempt<T>(session: Session, ctx: Ctx, work: (tx: Tx) => Promise<T>): Promise<T> {
    const changes = new Changes();
    const tx = new Tx(this.shop, session, changes, ctx);
    session.scope(ctx.tenant);
    // The first answer is looked up while the work runs; the work writes nothing until the end.
    const looked = this.answers.look<T>(session, ctx);
    const [earlier, done] = await Promise.allSettled([looked, work(tx)]);
    if (earlier.status === 'rejected') throw earlier.reason;
    if (earlier.value) {
      // The work ran beside the look and may have told of what it would have saved.
      ctx.outcome.saved = earlier.value.saved;
      await session.rollback();
      return earlier.value.answer;
    }
    if (done.status === 'rejected') throw done.reason;
    tx.settle();
    this.answers.keep(changes, ctx, done.value);
    await session.commit(changes);
    this.wake(changes);
    return done.value;
  }

  /** Repeats lost races at once and missing facts as they arrive. */
  private async patiently<T>(run: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + PATIENCE_MS;
    for (let races = 0, waits = 0; ;) {
      try {
        return await run();
      } catch (error) {
        if (error instanceof NotKnownYet) await this.awaitFact(error.key, deadline, waits++);
        else if (!isWorthAnother(error) || ++races >= 3) throw asRefusal(error);
      }
    }
  }

  /** In this process the fact itself wakes us; a fact that another process takes is found by looking, ever more rarely. */
  private async awaitFact(key: string, deadline: number, waits: number): Promise<void> {
    const left = deadline - performance.now();
    if (left <= 0) throw refuses('not-known-yet', { retryAfterSeconds: 1 });
    await this.arrived.next(key, Math.min(left, AGAIN_MS * 2 ** waits));
  }

  private async awaitView({ tenant, waitFor, outcome }: Ctx): Promise<void> {
    if (!waitFor) return;
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      if ((await this.versionSeen(tenant, waitFor)) >= waitFor.version) return;
      if (performance.now() >= deadline) break;
      await this.arrived.next(`${tenant}/${waitFor.type}/${waitFor.id}`, AGAIN_MS);
    }
    outcome.stale = true;
  }

  private async versionSeen(tenant: string, { type, id }: { type: string; id: string }): Promise<number> {
    const same = 'where tenant = $1 and aggregate_type = $2 and aggregate_id = $3';
    // A context has always seen its own events.
    const text = `select greatest((select max(version) from consumer_position ${same}), (select max(version) from event_log ${same})) as version`;
    return this.inTransaction(async (session) => {
      session.scope(tenant);
      const [row] = await session.query<{ version: number | null }>({ name: 'version seen', text, values: [tenant, type, id] });
      await session.commit();
      return row?.version ?? 0;
    });
  }
}

function requirePermission({ operation, permissions }: Ctx): void {
  if (operation && !permissions.has(operation.permission)) throw refuses('forbidden', { pointer: operation.permission });
}

/** The same idempotency key may commit between our look and our lock; the next attempt sees its answer. */
const isWorthAnother = (error: unknown) =>
  isLostRace(error) || (error instanceof DatabaseError && error.constraint === 'command_answer_pkey');

/** A unique index may be named after the refusal that it stands for; any other clash is a plain conflict. */
function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof DatabaseError)) return error;
  if (error.code === '23505')
    return refusalPage(error.constraint ?? '') ? refusalOf(error.constraint as string) : refuses('conflict');
  return error;
}
