import { createHash } from 'node:crypto';
import { Clock, Ctx, DomainEvent, newId, refuses } from '@orderly/kernel';
import { Cursors, Keyring } from '@orderly/platform/security';
import { Aggregate, RowClass, TenantRow } from './aggregate';
import { Changes } from './changes';
import { page, Page, PageRequest } from './page';
import { RowShapes } from './row-shape';
import { Session } from './session';

/** What every transaction of a context shares. */
export interface Workshop {
  readonly context: string;
  readonly shapes: RowShapes;
  readonly keyring: Keyring;
  readonly cursors: Cursors;
  readonly clock: Clock;
}

/** A row that another context's event will bring is not here yet; `Database` waits for it and tries again. */
export class NotKnownYet extends Error {
  constructor(readonly key: string) {
    super('not known yet');
  }
}

/** Names one row of one tenant. */
export const rowKey = (Type: { readonly name: string }, tenant: string, id: string): string => `${Type.name}/${tenant}/${id}`;

/** Reads inside one transaction, for one tenant and user. Every read of an aggregate is written to the audit trail. */
export class ReadTx {
  constructor(
    protected readonly shop: Workshop,
    protected readonly session: Session,
    protected readonly changes: Changes,
    readonly ctx: Ctx,
  ) {}

  /** The row under this id; refuses with `orderly.not-found`, the same for absent and foreign ids. */
  async get<R extends TenantRow>(Type: RowClass<R>, id: string): Promise<R> {
    const row = await this.find(Type, id);
    if (!row) throw refuses('not-found');
    return row;
  }

  async find<R extends TenantRow>(Type: RowClass<R>, id: string): Promise<R | undefined> {
    const row = await this.load(Type, id, '');
    if (row instanceof Aggregate) this.audit('R', Type.name, id, row.patient());
    return row;
  }

  /** Plain SQL in the context's own schema. Rows of other tenants do not exist here. */
  async query<R>(text: string, values: unknown[] = []): Promise<R[]> {
    this.session.scope(this.ctx.tenant);
    return this.session.query<R>({ text, values });
  }

  /** One page of a list, by key and never by offset. */
  async page<R extends object>(request: PageRequest<R>): Promise<Page<R>> {
    const scope = `${this.ctx.tenant}/${this.ctx.operation?.name}`;
    return page(request, this.shop.cursors, scope, (text, values) => this.query<R>(text, values));
  }

  /** One page of rows whose columns equal what is given; undefined means any. */
  async list<R extends TenantRow>(Type: RowClass<R>, request: ListRequest<R>): Promise<Page<R>> {
    const { table, selectList } = this.shop.shapes.of(Type);
    const { equal, present = [], by, direction, limit, cursor } = request;
    const columnOf = (property: string) => Object.keys(this.shop.shapes.columnsOf(Type, { [property]: null }))[0] as string;
    const wanted = Object.entries(this.shop.shapes.columnsOf(Type, equal)).filter(([, value]) => value !== undefined);
    const found = await this.page<R>({
      select: `select ${selectList} from "${table}"`,
      where: [
        'tenant = $1',
        ...wanted.map(([column], index) => `"${column}" = $${index + 2}`),
        ...present.map((property) => `${columnOf(property)} is not null`),
      ],
      values: [this.ctx.tenant, ...wanted.map(([, value]) => value)],
      by: { column: columnOf(by), property: by },
      direction,
      limit,
      cursor,
    });
    const items = found.items.map((row) => hydrate(Type, row));
    const patients = new Set(items.map((row) => (row instanceof Aggregate ? row.patient() : undefined)));
    for (const patient of patients) if (patient) this.audit('R', Type.name, undefined, patient);
    return { ...found, items };
  }

  /** What was read or changed, of which patient. `action`: C R U D E, as in FHIR AuditEvent.action. */
  audit(action: 'C' | 'R' | 'U' | 'D' | 'E', entityType?: string, entityId?: string, patientId?: string): void {
    const { tenant, user, operation, correlationId, reason } = this.ctx;
    this.changes.insert('audit', {
      id: newId(),
      tenant,
      actor: user,
      operation: operation?.name ?? user,
      action,
      entity_type: entityType ?? null,
      entity_id: entityId ?? null,
      patient_id: patientId ?? null,
      correlation_id: correlationId,
      reason: reason ?? null,
    });
  }

  protected async load<R extends TenantRow>(Type: RowClass<R>, id: string, lock: string): Promise<R | undefined> {
    const { table, selectList } = this.shop.shapes.of(Type);
    this.session.scope(this.ctx.tenant);
    const [row] = await this.session.query<R>({
      name: `get ${table}${lock}`,
      text: `select ${selectList} from "${table}" where tenant = $1 and id = $2${lock}`,
      values: [this.ctx.tenant, id],
    });
    return row && hydrate(Type, row);
  }
}

/** Aggregates of one transaction: a second look sees unsent changes, and two looks at once see the same object. */
class UnitOfWork {
  readonly loaded = new Map<string, Aggregate>();
  readonly loading = new Map<string, Promise<Aggregate | undefined>>();
  readonly unsaved = new Map<TenantRow, 'insert' | 'upsert'>();
}

/** Reads and writes inside one transaction. What is saved is sent at its end, all at once. */
export class Tx extends ReadTx {
  constructor(
    shop: Workshop,
    session: Session,
    changes: Changes,
    ctx: Ctx,
    private readonly work = new UnitOfWork(),
  ) {
    super(shop, session, changes, ctx);
  }

  /** The same transaction for another message of a batch. */
  as(ctx: Ctx): Tx {
    return new Tx(this.shop, this.session, this.changes, ctx, this.work);
  }

  /** Locks the row until the end when it is an aggregate. */
  override async find<R extends TenantRow>(Type: RowClass<R>, id: string): Promise<R | undefined> {
    const key = rowKey(Type, this.ctx.tenant, id);
    const known = this.work.loaded.get(key) ?? (await this.work.loading.get(key));
    if (known) return known as TenantRow as R;
    const isAggregate = Type.prototype instanceof Aggregate;
    const loading = this.load(Type, id, isAggregate ? ' for update' : '');
    if (isAggregate) this.work.loading.set(key, loading as Promise<unknown> as Promise<Aggregate | undefined>);
    const row = await loading.finally(() => this.work.loading.delete(key));
    if (row instanceof Aggregate) this.work.loaded.set(key, row);
    this.checkExpectedVersion(Type, row);
    return row;
  }

  /** Like `get`, for what another context's event brings: waits for it a moment, then refuses with `orderly.not-known-yet`. */
  async expect<R extends TenantRow>(Type: RowClass<R>, id: string): Promise<R> {
    const row = await this.find(Type, id);
    if (!row) throw new NotKnownYet(rowKey(Type, this.ctx.tenant, id));
    return row;
  }

  override async query<R>(text: string, values: unknown[] = []): Promise<R[]> {
    this.flush();
    return super.query<R>(text, values);
  }

  /** The only way to write and to emit: state, journal, outbox and audit row commit together or not at all. */
  save<A extends Aggregate>(aggregate: A, ...events: DomainEvent[]): A {
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
    return { ...open, sealed: this.shop.keyring.seal(this.ctx.tenant, eventId, hidden) };
  }

  private checkExpectedVersion(Type: RowClass<TenantRow>, row: TenantRow | undefined): void {
    const { expectedVersion, operation } = this.ctx;
    if (expectedVersion === undefined || operation?.resource !== Type.name || !(row instanceof Aggregate)) return;
    if (row.version !== expectedVersion) throw refuses('version-mismatch');
  }
}

/** Consumers quarantine what is larger. */
export const LARGEST_EVENT = 1024 * 1024;

export interface ListRequest<R> {
  readonly equal: { readonly [K in keyof R]?: R[K] };
  /** Columns that must not be empty. */
  readonly present?: readonly (keyof R & string)[];
  /** Sorts the list; the id breaks ties. */
  readonly by: keyof R & string;
  readonly direction?: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor?: string;
}

/** Absent rather than null, from the table on. */
function hydrate<R extends TenantRow>(Type: RowClass<R>, row: R): R {
  const instance = new Type();
  for (const property in row) if (row[property] !== null) instance[property] = row[property];
  return instance;
}

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
