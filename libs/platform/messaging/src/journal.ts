import { Ctx } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';

export interface Subject {
  tenant: string;
  aggregateType: string;
  aggregateId: string;
}

export interface JournalPage {
  /** Events as they were published, in order per aggregate. */
  events: string[];
  /** Milliseconds since each occurred, by the database's clock. */
  ages: number[];
  /** Where the next page starts; the same as given when there is nothing newer. */
  cursor: JournalCursor;
}

/** Transaction and position: no committed event is ever behind it. */
export interface JournalCursor {
  xid: string;
  position: number;
}

export const JOURNAL_START: JournalCursor = { xid: '0', position: 0 };

/** Every context's event log, readable by the others: closes gaps, starts subscriptions, rebuilds views. */
export abstract class Journal {
  /** Versions of one aggregate after `after` and before `before`. */
  abstract ofAggregate(context: string, subject: Subject, after: number, before: number): Promise<string[]>;
  /** A page of everything, without what is still being written. */
  abstract page(context: string, cursor: JournalCursor, limit: number): Promise<JournalPage>;
}

/** Journals of the contexts in this process. */
export class LocalJournal extends Journal {
  private readonly databases = new Map<string, Database>();

  add(db: Database): void {
    this.databases.set(db.shop.context, db);
  }

  has(context: string): boolean {
    return this.databases.has(context);
  }

  async ofAggregate(
    context: string,
    { tenant, aggregateType, aggregateId }: Subject,
    after: number,
    before: number,
  ): Promise<string[]> {
    const rows = await this.of(context).work((session) =>
      session.query<{ event: string }>({
        name: 'journal of aggregate',
        text: `select event from event_log where tenant = $1 and aggregate_type = $2 and aggregate_id = $3 and version > $4 and version < $5
               order by version limit 500`,
        values: [tenant, aggregateType, aggregateId, after, before],
      }),
    );
    return rows.map(({ event }) => event);
  }

  async page(context: string, cursor: JournalCursor, limit: number): Promise<JournalPage> {
    const rows = await this.of(context).work((session) =>
      session.query<Entry>({
        name: 'journal page',
        // One statement and one snapshot: a transaction that is still open hides itself and everything after it.
        text: `select event, xid::text as xid, position, ${AGE} as age from event_log
               where (xid, position) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
               order by event_log.xid, position limit $3`,
        values: [cursor.xid, cursor.position, limit],
      }),
    );
    return pageOf(rows, cursor);
  }

  /** A page of the caller's own hospital, read under its row-level security and noted in the audit trail. */
  async pageForCaller(ctx: Ctx, context: string, cursor: JournalCursor, limit: number): Promise<JournalPage> {
    const rows = await this.of(context).read(ctx, (tx) =>
      tx.query<Entry>(
        `select event, xid::text as xid, position, ${AGE} as age from event_log
         where tenant = $4 and (xid, position) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
         order by event_log.xid, position limit $3`,
        [cursor.xid, cursor.position, limit, ctx.tenant],
      ),
    );
    return pageOf(rows, cursor);
  }

  private of(context: string): Database {
    const db = this.databases.get(context);
    if (!db) throw new Error(`the journal of ${context} is not in this process`);
    return db;
  }
}

interface Entry extends JournalCursor {
  event: string;
  age: number;
}

const AGE = 'extract(epoch from now() - occurred_at)::float8 * 1000';

function pageOf(entries: readonly Entry[], cursor: JournalCursor): JournalPage {
  const last = entries.at(-1);
  const events = entries.map(({ event }) => event);
  return { events, ages: entries.map(({ age }) => age), cursor: last ? { xid: last.xid, position: last.position } : cursor };
}
