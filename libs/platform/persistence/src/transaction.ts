import { createHash } from 'node:crypto';
import { Ctx, DomainEvent, newId, refuses } from '@orderly/kernel';
import { Aggregate, RowClass, TenantRow } from './aggregate';
import { Changes } from './changes';
import { ERRAND_KEY, ErrandTerms, errandRow, FINISHED, TakenErrand } from './errand';
import { NotKnownYet, ReadTx, rowKey, Workshop } from './read-transaction';
import { Session } from './session';

/** Aggregates of one transaction: a second look sees unsent changes, and two looks at once see the same object. */
class UnitOfWork {
  readonly loaded = new Map<string, Aggregate>();
  /** Keys of those that were looked at more than once. */
  readonly shared = new Set<string>();
  readonly loading = new Map<string, Promise<Aggregate | undefined>>();
  readonly unsaved = new Map<TenantRow, 'insert' | 'upsert'>();
  readonly errands = new Map<string, Record<string, unknown>>();
}

/** What one message of a batch has touched. */
class Part {
  readonly own = new Set<string>();
  /** Something has reached the transaction, or may have. */
  leaves = false;
  withdrawn = false;
}

/** Reads and writes inside one transaction. What is saved is sent at its end, all at once. */
export class Tx extends ReadTx {
  constructor(
    shop: Workshop,
    session: Session,
    changes: Changes,
    ctx: Ctx,
    private readonly work = new UnitOfWork(),
    private readonly part = new Part(),
  ) {
    super(shop, session, changes, ctx);
  }

  /** The same work in somebody else's name. */
  as(ctx: Ctx): Tx {
    return new Tx(this.shop, this.session, this.changes, ctx, this.work, this.part);
  }

  /** The same transaction for another message of a batch, which can be withdrawn by itself. */
  forMessage(ctx: Ctx): Tx {
    return new Tx(this.shop, this.session, this.changes, ctx, this.work);
  }

  /**
   * Takes this message out of the batch for good: whatever it still tries fails. Answers whether it has left nothing behind, so that
   * the others may commit without it.
   */
  withdraw(): boolean {
    const { part, work } = this;
    part.withdrawn = true;
    if (part.leaves || [...part.own].some((key) => work.shared.has(key))) return false;
    // What it has changed without saving nobody else may see.
    for (const key of part.own) work.loaded.delete(key);
    return true;
  }

  /** Locks the row until the end when it is an aggregate. */
  override async find<R extends TenantRow>(Type: RowClass<R>, id: string): Promise<R | undefined> {
    this.checkTakesPart();
    const key = rowKey(Type, this.ctx.tenant, id);
    const known = this.work.loaded.get(key) ?? (await this.work.loading.get(key));
    if (known) return this.share(key, known) as TenantRow as R;
    const isAggregate = Type.prototype instanceof Aggregate;
    const loading = this.load(Type, id, isAggregate ? ' for update' : '');
    if (isAggregate) this.work.loading.set(key, loading as Promise<unknown> as Promise<Aggregate | undefined>);
    const row = await loading.finally(() => this.work.loading.delete(key));
    this.checkTakesPart();
    if (row instanceof Aggregate) {
      this.work.loaded.set(key, row);
      this.part.own.add(key);
    }
    this.checkExpectedVersion(Type, row);
    return row;
  }

  /** Locks those of these aggregates that are there, in the order of their ids, so that two transactions queue up instead of deadlocking. */
  async lockAll<A extends Aggregate>(Type: RowClass<A>, ids: readonly string[]): Promise<A[]> {
    const found = await Promise.all([...new Set(ids)].sort().map((id) => this.find(Type, id)));
    return found.filter((row) => row !== undefined);
  }

  /** Like `get`, for what another context's event brings: waits for it a moment, then refuses with `orderly.not-known-yet`. */
  async expect<R extends TenantRow>(Type: RowClass<R>, id: string): Promise<R> {
    const row = await this.find(Type, id);
    if (!row) throw new NotKnownYet(rowKey(Type, this.ctx.tenant, id));
    return row;
  }

  override async query<R>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    this.checkTakesPart();
    if (!READS.test(text)) this.leave();
    this.flush();
    return super.query<R>(text, values, name);
  }

  override acrossTenants<R>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    this.leave();
    return super.acrossTenants<R>(text, values, name);
  }

  /** The only way to write and to emit: state, journal, outbox and audit row commit together or not at all. */
  save<A extends Aggregate>(aggregate: A, ...events: DomainEvent[]): A {
    this.leave();
    const { tenant, operation, outcome } = this.ctx;
    const Type = aggregate.constructor as RowClass<A>;
    aggregate.tenant = tenant;
    const key = rowKey(Type, tenant, aggregate.id);
    const isNew = !this.work.loaded.has(key);
    if (isNew) this.work.loaded.set(key, aggregate);
    if (!this.work.unsaved.has(aggregate)) this.work.unsaved.set(aggregate, isNew ? 'insert' : 'upsert');
    this.audit(isNew ? 'C' : 'U', Type.name, aggregate.id, aggregate.patient());
    for (const event of events) this.record(aggregate, event);
    if (operation?.resource === Type.name) outcome.saved = { type: Type.name, id: aggregate.id, version: aggregate.version };
    return aggregate;
  }

  /**
   * Asks for work that is done later or outside, once this has committed: a call to another system, a timer. The same kind and id
   * asked for again is still one errand, due at the new time. `context.errands` says who runs it.
   */
  errand(kind: string, id: string, terms: ErrandTerms = {}): void {
    this.leave();
    this.changes.asked.add(kind);
    this.work.errands.set(`${this.ctx.tenant}/${kind}/${id}`, errandRow(this.ctx, { kind, id }, this.shop.clock.now(), terms));
  }

  /**
   * These are done, unless somebody has asked for them anew in the meantime. Sent at once, before what was saved: one that this very
   * transaction asks for again has another token by then, and stays.
   */
  finish(errands: readonly TakenErrand[]): void {
    const [first] = errands;
    if (!first) return;
    this.leave();
    this.session.scope(this.ctx.tenant);
    const values = [this.ctx.tenant, first.kind, errands.map(({ id }) => id), errands.map(({ token }) => token)];
    this.session.send({ name: 'errands finished', text: FINISHED, values });
  }

  /** Keys of the aggregates that were loaded or made. */
  touched(): Iterable<string> {
    return this.work.loaded.keys();
  }

  /** Moves what was saved into the statement that will be sent. */
  settle(): void {
    for (const [row, mode] of this.work.unsaved) {
      const { table, toRow } = this.shop.shapes.of(row.constructor as RowClass<TenantRow>);
      this.changes[mode](table, toRow(row));
    }
    this.work.unsaved.clear();
    for (const row of this.work.errands.values()) this.changes.upsert('errand', row, ERRAND_KEY);
    this.work.errands.clear();
  }

  override audit(...entry: Parameters<ReadTx['audit']>): void {
    this.leave();
    super.audit(...entry);
  }

  private share(key: string, known: Aggregate): Aggregate {
    this.leave();
    this.work.shared.add(key);
    // Whoever was loading it may have been withdrawn meanwhile.
    this.work.loaded.set(key, known);
    return known;
  }

  private leave(): void {
    this.checkTakesPart();
    this.part.leaves = true;
  }

  private checkTakesPart(): void {
    if (this.part.withdrawn) throw new Error('this message is no longer part of its batch');
  }

  /** Sends what is pending, so that the next query sees it. */
  private flush(): void {
    this.settle();
    this.session.write(this.changes);
  }

  private record(aggregate: Aggregate, event: DomainEvent): void {
    const { tenant, user, correlationId, causationId } = this.ctx;
    const { type, version, sealedFields, context } = event.declaration;
    if (context !== this.shop.context) throw new Error(`${this.shop.context} must not emit ${type}`);
    aggregate.version += 1;
    const id = newId();
    const partition = aggregate.patient() ?? aggregate.id;
    const time = this.shop.clock.now();
    const envelope = {
      specversion: '1.0',
      id,
      type: `orderly.${type}.v${version}`,
      source: `/${context}`,
      subject: `${aggregate.constructor.name}/${aggregate.id}`,
      time,
      datacontenttype: 'application/json',
      tenantid: tenant,
      partitionkey: partition,
      sequence: String(aggregate.version),
      correlationid: correlationId,
      causationid: causationId,
      actorid: user,
      traceparent: this.ctx.traceparent,
      data: this.withSealed(id, event.data as Record<string, unknown>, sealedFields),
    };
    const text = JSON.stringify(envelope);
    if (Buffer.byteLength(text) > LARGEST_EVENT) throw refuses('too-large');
    this.changes.event({
      event_id: id,
      tenant,
      aggregate_type: aggregate.constructor.name,
      aggregate_id: aggregate.id,
      version: aggregate.version,
      type,
      schema_version: version,
      lane: laneOf(tenant, partition),
      occurred_at: time,
      event: text,
    });
  }

  private withSealed(eventId: string, data: Record<string, unknown>, sealedFields: readonly string[]): Record<string, unknown> {
    if (sealedFields.length === 0) return data;
    const open = { ...data };
    const hidden: Record<string, unknown> = {};
    for (const field of sealedFields) {
      if (open[field] !== undefined) hidden[field] = open[field];
      delete open[field];
    }
    // Sealed also when it hides nothing: the seal says that it is ours, and of this tenant.
    return { ...open, sealed: this.shop.keyring.seal(this.ctx.tenant, eventId, hidden) };
  }

  private checkExpectedVersion(Type: RowClass<TenantRow>, row: TenantRow | undefined): void {
    const { expectedVersion, operation } = this.ctx;
    if (expectedVersion === undefined || operation?.resource !== Type.name || !(row instanceof Aggregate)) return;
    if (row.version !== expectedVersion) throw refuses('version-mismatch');
  }
}

const READS = /^\s*select\b/i;

/** Consumers quarantine what is larger. */
export const LARGEST_EVENT = 1024 * 1024;

/** 64 lanes, fixed for ever: the lane of the outbox and the last word of the routing key. */
export function laneOf(tenant: string, partition: string): number {
  const key = `${tenant}/${partition}`;
  let lane = lanes.get(key);
  if (lane === undefined) {
    if (lanes.size >= MOST_LANES_KEPT) lanes.clear();
    lanes.set(key, (lane = (createHash('sha256').update(key).digest()[0] as number) & 63));
  }
  return lane;
}

const lanes = new Map<string, number>();
const MOST_LANES_KEPT = 10_000;
