import { Database } from '@orderly/platform/persistence';
import { JOURNAL_START, JournalCursor } from './journal';

const PAGE = 5_000;
/** However much of it has been taken. */
const MOST_LOOKED = 500_000;

/** A subscription with the databases on both of its ends; the source may be out of reach. */
export interface Followed {
  readonly subscription: string;
  readonly consumer: Database;
  readonly source?: Database;
}

export interface BehindBy {
  /** Events that have neither taken effect nor wait in the inbox. */
  readonly behind: number;
  /** The look ended before the end of the journal. */
  readonly more: boolean;
  readonly oldestSeconds?: number;
}

interface Entry extends JournalCursor {
  tenant: string;
  type: string;
  id: string;
  version: number;
  age: number;
}

/**
 * How many events of a journal a subscription has not taken yet. The sweep's cursor says up to where everything was found; beyond it this
 * remembers how far it has looked itself, so that the next look reads only what is new.
 */
export class Behind {
  private readonly reached = new Map<string, { swept: JournalCursor; cursor: JournalCursor }>();

  /** Stops `most` journal rows after the first one that is missing. */
  async of({ subscription, consumer, source }: Followed, most: number): Promise<BehindBy> {
    if (!source) return { behind: 0, more: true };
    let cursor = await this.start(subscription, consumer);
    const missing: Entry[] = [];
    for (let looked = 0, since = 0; looked < MOST_LOOKED && since < most;) {
      const page = await this.page(source, cursor);
      const found = page.length === 0 ? [] : await this.missing(subscription, consumer, page);
      if (missing.length === 0) this.reach(subscription, found[0] ? page[page.indexOf(found[0]) - 1] : page.at(-1));
      missing.push(...found);
      cursor = page.at(-1) ?? cursor;
      looked += page.length;
      if (missing.length > 0) since += page.length;
      if (page.length < PAGE) return behindBy([...missing, ...(await this.beyond({ subscription, consumer, source }))], false);
    }
    return behindBy(missing, true);
  }

  /** A sweep that was reset, as when a view is rebuilt, sends this back as well. */
  private async start(subscription: string, consumer: Database): Promise<JournalCursor> {
    const [swept = JOURNAL_START] = await consumer.work((session) =>
      session.query<JournalCursor>({
        name: 'cursor',
        text: 'select xid, position from journal_cursor where subscription = $1',
        values: [subscription],
      }),
    );
    const known = this.reached.get(subscription);
    if (known && !isBefore(swept, known.swept) && isBefore(swept, known.cursor)) return known.cursor;
    this.reached.set(subscription, { swept, cursor: swept });
    return swept;
  }

  private reach(subscription: string, entry: JournalCursor | undefined): void {
    const known = this.reached.get(subscription);
    if (known && entry) known.cursor = { xid: entry.xid, position: entry.position };
  }

  private page(source: Database, { xid, position }: JournalCursor): Promise<Entry[]> {
    return source.work((session) =>
      session.query<Entry>({
        name: 'journal keys',
        text: `select xid::text as xid, position, tenant, aggregate_type as type, aggregate_id as id, version,
                 extract(epoch from now() - occurred_at)::float8 as age
               from event_log where (xid, position) > ($1::xid8, $2) and xid < pg_snapshot_xmin(pg_current_snapshot())
               order by event_log.xid, position limit $3`,
        values: [xid, position, PAGE],
      }),
    );
  }

  /** What an open transaction, perhaps of another database, hides from the sweep: it waits as well, if the queue has not brought it. */
  private async beyond({ subscription, consumer, source }: Followed & { source: Database }): Promise<Entry[]> {
    const page = await source.work((session) =>
      session.query<Entry>({
        name: 'journal keys beyond',
        text: `select xid::text as xid, position, tenant, aggregate_type as type, aggregate_id as id, version,
                 extract(epoch from now() - occurred_at)::float8 as age
               from event_log where xid >= pg_snapshot_xmin(pg_current_snapshot()) and occurred_at < now() - interval '10 seconds'
               order by event_log.xid, position limit $1`,
        values: [PAGE],
      }),
    );
    return page.length === 0 ? [] : this.missing(subscription, consumer, page);
  }

  private async missing(subscription: string, consumer: Database, page: readonly Entry[]): Promise<Entry[]> {
    const rows = await consumer.work((session) =>
      session.query<{ i: number }>({
        name: 'not taken',
        text: `select k.i from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[]) with ordinality k(tenant, type, id, version, i)
               where not exists (select 1 from consumer_position p where p.tenant = k.tenant and p.aggregate_id = k.id
                                   and p.aggregate_type = k.type and p.subscription = $1 and p.version >= k.version)
                 and not exists (select 1 from inbox x where x.subscription = $1 and x.tenant = k.tenant and x.aggregate_type = k.type
                                   and x.aggregate_id = k.id and x.version = k.version)
               order by k.i`,
        values: [
          subscription,
          ...[page.map((e) => e.tenant), page.map((e) => e.type), page.map((e) => e.id), page.map((e) => e.version)],
        ],
      }),
    );
    return rows.map(({ i }) => page[i - 1] as Entry);
  }
}

const behindBy = (missing: readonly Entry[], more: boolean): BehindBy => ({
  ...{ behind: missing.length, more },
  oldestSeconds: missing[0] && Math.max(0, missing[0].age),
});

/** In the order of the journal. */
function isBefore(a: JournalCursor, b: JournalCursor): boolean {
  return a.xid === b.xid ? a.position < b.position : BigInt(a.xid) < BigInt(b.xid);
}
