import { Clock, Ctx, newId, refuses } from '@orderly/kernel';
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

  /** Plain SQL in the context's own schema. Rows of other tenants do not exist here. `name`: it is asked often, and planned once. */
  async query<R>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    this.session.scope(this.ctx.tenant);
    return this.session.query<R>({ name, text, values });
  }

  /** Plain SQL over the platform's work lists of all hospitals, for its own operations. Tables with patient data refuse that scope. */
  async acrossTenants<R>(text: string, values: unknown[] = [], name?: string): Promise<R[]> {
    this.session.scope('*');
    return this.session.query<R>({ name, text, values });
  }

  /** Rows whose column is one of `values` (their ids unless told otherwise), without a lock: to decide by, not to save. */
  async rowsOf<R extends TenantRow>(Type: RowClass<R>, values: readonly string[], by: keyof R & string = 'id'): Promise<R[]> {
    if (values.length === 0) return [];
    const { table, selectList, columnOf } = this.shop.shapes.of(Type);
    const text = `select ${selectList} from "${table}" where tenant = $1 and "${columnOf.get(by)}" = any($2)`;
    const rows = await this.query<R>(text, [this.ctx.tenant, [...new Set(values)]], `rows ${table} ${by}`);
    return rows.map((row) => hydrate(Type, row));
  }

  /** One page of a list, by key and never by offset. */
  async page<R extends object>(request: PageRequest<R>): Promise<Page<R>> {
    const scope = `${this.ctx.tenant}/${this.ctx.operation?.name}`;
    return page(request, this.shop.cursors, scope, (text, values) => this.query<R>(text, values));
  }

  /** One page of rows whose columns equal what is given; undefined means any. */
  async list<R extends TenantRow>(Type: RowClass<R>, request: ListRequest<R>): Promise<Page<R>> {
    const { table, columnOf: columns } = this.shop.shapes.of(Type);
    const { equal, present = [], without = [], by, direction, limit, cursor } = request;
    const columnOf = (property: string) => Object.keys(this.shop.shapes.columnsOf(Type, { [property]: null }))[0] as string;
    const wanted = Object.entries(this.shop.shapes.columnsOf(Type, equal)).filter(([, value]) => value !== undefined);
    const found = await this.page<R>({
      select: `select ${selectListOf(columns, without)} from "${table}"`,
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

export interface ListRequest<R> {
  readonly equal: { readonly [K in keyof R]?: R[K] };
  /** Columns that must not be empty. */
  readonly present?: readonly (keyof R & string)[];
  /** Columns that are not read: what is large and not shown in a list. */
  readonly without?: readonly (keyof R & string)[];
  /** Sorts the list; the id breaks ties. */
  readonly by: keyof R & string;
  readonly direction?: 'asc' | 'desc';
  readonly limit: number;
  readonly cursor?: string;
}

function selectListOf(columns: ReadonlyMap<string, string>, without: readonly string[]): string {
  const read = [...columns].filter(([property]) => !without.includes(property));
  return read.map(([property, column]) => `"${column}" as "${property}"`).join(', ');
}

/** Absent rather than null, from the table on. */
function hydrate<R extends TenantRow>(Type: RowClass<R>, row: R): R {
  const instance = new Type();
  for (const property in row) if (row[property] !== null) instance[property] = row[property];
  return instance;
}
