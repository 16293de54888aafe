import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { Changes, RowShapes } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { ContextDefinition, subscriptionName } from './definition';
import { RebuildProgress } from './rebuild-report';
import { Fold, JournalRow, MEND_JOURNAL, NotRebuildable } from './rebuild-fold';

/** Events in one page: what is in memory at a time. */
const PAGE = 2_000;
/** So many are rather looked up one aggregate at a time than by a walk through the whole journal. */
const LOOK_UP = 50_000;

interface Given {
  readonly definition: ContextDefinition;
  readonly shapes: RowShapes;
  readonly keyring: Keyring;
  readonly tenant?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/**
 * The rebuilt view, in the schema `<context>_rebuild`: tables like the live ones, and beside them the position up to which each
 * aggregate is in them. It is never ahead of the live view: what the live one has not seen is not read.
 */
export class Shadow {
  readonly shapes: RowShapes;
  /** Events read so far, and by the last `advance`. */
  events = 0;
  lastRead = 0;
  private of = 0;
  private readonly began = Date.now();
  private readonly fold: Fold;
  private readonly schema: string;
  private readonly writer: Client;

  constructor(
    private readonly clients: readonly [writer: Client, reader: Client],
    private readonly given: Given,
  ) {
    this.writer = clients[0];
    this.shapes = given.shapes;
    this.fold = new Fold(given.shapes, given.keyring, given.definition);
    this.schema = escapeIdentifier(`${given.definition.context}_rebuild`);
  }

  /** The schema is there while `work` runs. One that was left by a rebuild that was killed goes first. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    await this.writer.query(`drop schema if exists ${this.schema} cascade; create schema ${this.schema}`);
    await this.writer.query(`set search_path = ${this.schema}`);
    try {
      await this.writer.query(this.tables());
      return await work();
    } finally {
      // A reader that still looks at the schema would keep it from going.
      await Promise.allSettled(this.clients.map((client) => client.query('rollback')));
      await this.writer.query(`drop schema if exists ${this.schema} cascade`).catch(() => undefined);
    }
  }

  /**
   * Brings the rebuilt view to the positions that the live one has now. `beside`: reads over a connection that writes nothing, so
   * that sweeps do not wait for it; `within`: inside the transaction that the writer is in, by what that sees.
   */
  async advance(how: 'beside' | 'within'): Promise<void> {
    const { aggregates, events } = await this.moved();
    this.lastRead = events;
    this.of = this.events + events;
    if (events === 0) return;
    this.fold.begin(aggregates);
    const reader = how === 'beside' ? this.clients[1] : this.writer;
    if (how === 'beside') await reader.query(`begin read only; set local search_path = ${this.schema}`);
    const off = events <= LOOK_UP ? LOOKING_UP : WALKING;
    await reader.query(`${planner(off, 'off')} declare journal no scroll cursor for ${this.journals(events)}`);
    const read = await this.readAll(reader);
    await reader.query(how === 'beside' ? 'commit' : `close journal; ${planner(off, 'on')}`);
    if (read !== events) throw await this.hole();
    await this.writer.query(`
      insert into rebuild_position select subscription, tenant, aggregate_type, aggregate_id, upto from rebuild_moved
      on conflict (tenant, aggregate_id, aggregate_type, subscription) do update set version = excluded.version`);
  }

  tell(step: RebuildProgress['step']): void {
    this.given.signal?.throwIfAborted();
    const { events, of, began } = this;
    this.given.onProgress?.({ step, events, of, seconds: (Date.now() - began) / 1000 });
  }

  /** While one page is folded, the next one is on its way and the one before is written. */
  private async readAll(reader: Client): Promise<number> {
    let read = 0;
    let written: Promise<unknown> = Promise.resolve();
    for (let next = fetch(reader); ;) {
      const rows = await next;
      if (rows.length === 0) break;
      next = fetch(reader);
      // Should the fold fail, nobody awaits it any more.
      next.catch(() => undefined);
      const changes = this.fold.take(rows);
      await written;
      written = this.write(changes);
      read += rows.length;
      this.events += rows.length;
      this.tell('reading');
    }
    await written;
    return read;
  }

  private write(changes: Changes): Promise<unknown> {
    if (changes.empty) return Promise.resolve();
    const { text, values } = changes.take();
    const written = this.writer.query(text, values);
    // Awaited a page later.
    written.catch(() => undefined);
    return written;
  }

  /** Without the indexes and rules of the live tables, which the rows meet when they go there; unlogged, because a crash ends the rebuild anyhow. */
  private tables(): string {
    const { context, views } = this.given.definition;
    const live = escapeIdentifier(context);
    const statements = [...new Set(views.map(({ Row }) => Row))].map((Row) => {
      const { table, columns } = this.shapes.of(Row);
      const name = escapeIdentifier(table);
      const loose = columns.filter((column) => column !== 'tenant' && column !== 'id');
      const nullable = loose.map((column) => `alter column ${escapeIdentifier(column)} drop not null`);
      return `
        create unlogged table ${name} (like ${live}.${name} including defaults including generated);
        alter table ${name} ${['add primary key (tenant, id)', ...nullable].join(', ')};`;
    });
    return `${statements.join('')}
      create unlogged table rebuild_position (like ${live}.consumer_position including indexes);
      create unlogged table rebuild_different (table_name text, tenant uuid, id uuid);`;
  }

  /** Which aggregates the live view has taken further than the rebuilt one. */
  private async moved(): Promise<{ aggregates: number; events: number }> {
    const { definition, tenant } = this.given;
    const { context } = definition;
    const values = this.sources().map(
      (source) => `(${escapeLiteral(subscriptionName(context, source))}, ${escapeLiteral(source)})`,
    );
    await this.writer.query(`
      drop table if exists rebuild_moved;
      create unlogged table rebuild_moved as
        select (row_number() over ())::int as n, s.source, p.subscription, p.tenant, p.aggregate_type, p.aggregate_id,
               coalesce(r.version, 0) as after, p.version as upto
        from ${escapeIdentifier(context)}.consumer_position p
        join (values ${values.join(', ')}) s(subscription, source) using (subscription)
        left join rebuild_position r using (tenant, aggregate_id, aggregate_type, subscription)
        where p.version > coalesce(r.version, 0) ${tenant ? `and p.tenant = ${escapeLiteral(tenant)}` : ''};
      create index on rebuild_moved (tenant, aggregate_id, aggregate_type);
      analyze rebuild_moved`);
    const { rows } = await this.writer.query<{ aggregates: number; events: number }>(
      'select count(*)::int as aggregates, coalesce(sum(upto - after), 0)::float8 as events from rebuild_moved',
    );
    return rows[0] as { aggregates: number; events: number };
  }

  /** Events of all journals, in the order in which they were written. */
  private journals(events: number): string {
    const parts = this.sources().map((source) => (events <= LOOK_UP ? this.lookUp(source) : this.walk(source)));
    return `select n, version, after, source, event from (${parts.join(' union all ')}) as events order by xid, position`;
  }

  /** Without what no view listens to, and without what an operator has discarded: the live view has not shown it either. */
  private columns(): string {
    const types = escapeLiteral(`{${this.fold.types.join(',')}}`);
    const discarded = `
      select 1 from ${escapeIdentifier(this.given.definition.context)}.discarded_event d where d.tenant = m.tenant
        and d.aggregate_id = m.aggregate_id and d.aggregate_type = m.aggregate_type and d.subscription = m.subscription
        and d.version = l.version`;
    return `
      case when l.type = any(${types}::text[]) and not exists (${discarded}) then l.event end as event,
      l.version, l.xid, l.position`;
  }

  private lookUp(source: string): string {
    return `
      (select m.n, m.after, m.source, l.* from rebuild_moved m cross join lateral (
         select ${this.columns()} from ${escapeIdentifier(source)}.event_log l
         where l.tenant = m.tenant and l.aggregate_type = m.aggregate_type and l.aggregate_id = m.aggregate_id
           and l.version > m.after and l.version <= m.upto offset 0) l
       where m.source = ${escapeLiteral(source)})`;
  }

  private walk(source: string): string {
    return `
      (select m.n, m.after, m.source, ${this.columns()} from ${escapeIdentifier(source)}.event_log l
       join rebuild_moved m on m.tenant = l.tenant and m.aggregate_id = l.aggregate_id and m.aggregate_type = l.aggregate_type
         and m.source = ${escapeLiteral(source)} and l.version > m.after and l.version <= m.upto
       order by l.xid, l.position)`;
  }

  /** The contexts whose events the views show; what reactions alone listen to is not read. */
  private sources(): string[] {
    const events = this.given.definition.views.flatMap(({ whens }) => whens.map(({ event }) => event));
    return [...new Set(events.map(({ context }) => context))].sort();
  }

  private async hole(): Promise<NotRebuildable> {
    for (const source of this.sources()) {
      const { rows } = await this.writer.query<{ subject: string; upto: number }>(`
        select m.aggregate_type || '/' || m.aggregate_id as subject, m.upto from rebuild_moved m
        where m.source = ${escapeLiteral(source)} and m.upto - m.after <> (
          select count(*) from ${escapeIdentifier(source)}.event_log l where l.tenant = m.tenant and l.aggregate_type = m.aggregate_type
            and l.aggregate_id = m.aggregate_id and l.version > m.after and l.version <= m.upto) limit 1`);
      const [first] = rows;
      if (first)
        return new NotRebuildable(
          `the journal of ${source} lacks an event of ${first.subject} up to version ${first.upto}`,
          MEND_JOURNAL,
        );
    }
    return new NotRebuildable('the journals changed while they were read', 'run this again');
  }
}

async function fetch(reader: Client): Promise<JournalRow[]> {
  return (await reader.query<JournalRow>(`fetch ${PAGE} from journal`)).rows;
}

const LOOKING_UP = ['seqscan'];
/** A walk follows the index of each journal and never sorts: the first page comes at once. */
const WALKING = [...LOOKING_UP, 'sort', 'incremental_sort', 'hashjoin', 'mergejoin'];
const planner = (plans: readonly string[], to: 'on' | 'off') =>
  plans.map((plan) => `set local enable_${plan} = ${to};`).join(' ');
