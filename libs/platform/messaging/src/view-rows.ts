import { EventDeclaration, Received } from '@orderly/kernel';
import { Changes, RowClass, rowKey, RowShapes, TenantRow, View, When } from '@orderly/platform/persistence';

type Shows = { readonly Row: RowClass<TenantRow>; readonly change: When<TenantRow>['change'] };

/** What events mean for the views of a context, collected: each row is written once, however many events change it. */
export class ViewRows {
  /** Keys of all rows shown so far, some more than once. */
  readonly shown: string[] = [];
  private readonly rows = new Map<string, { table: string; change: Record<string, unknown> }>();
  private readonly shows: ReadonlyMap<EventDeclaration, readonly Shows[]>;

  constructor(
    private readonly shapes: RowShapes,
    views: readonly View[],
  ) {
    this.shows = byEvent(views);
  }

  get empty(): boolean {
    return this.rows.size === 0;
  }

  show(declaration: EventDeclaration, received: Received<never>): void {
    for (const { Row, change } of this.shows.get(declaration) ?? []) {
      const changes = change(received);
      if (!Array.isArray(changes)) this.merge(Row, received.tenant, changes);
      else for (const one of changes) this.merge(Row, received.tenant, one);
    }
  }

  moveTo(changes: Changes): void {
    for (const { table, change } of this.rows.values()) changes.upsert(table, change);
    this.rows.clear();
  }

  /** Later events overwrite the columns of earlier ones. */
  private merge(Row: RowClass<TenantRow>, tenant: string, change: { id: string } | undefined): void {
    if (!change) return;
    const key = rowKey(Row, tenant, change.id);
    const columns = this.shapes.columnsOf(Row, change);
    const known = this.rows.get(key);
    if (known) Object.assign(known.change, columns);
    else {
      columns['tenant'] = tenant;
      this.rows.set(key, { table: this.shapes.of(Row).table, change: columns });
      this.shown.push(key);
    }
  }
}

const known = new WeakMap<readonly View[], Map<EventDeclaration, Shows[]>>();

/** Batches are many and small: what listens to an event is found once per context. */
function byEvent(views: readonly View[]): Map<EventDeclaration, Shows[]> {
  let shows = known.get(views);
  if (!shows) {
    known.set(views, (shows = new Map()));
    for (const { Row, whens } of views)
      for (const { event, change } of whens) shows.set(event, [...(shows.get(event) ?? []), { Row, change }]);
  }
  return shows;
}
