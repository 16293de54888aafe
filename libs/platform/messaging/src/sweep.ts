import { Database } from '@orderly/platform/persistence';
import { metrics } from '@orderly/platform/telemetry';
import { Arrival, decode } from './arrival';
import { Effects } from './effects';
import { Journal, JOURNAL_START, JournalCursor } from './journal';

const PAGE = 500;
/** Younger events are probably still on their way. */
const SETTLED_MS = 30_000;

/**
 * Reads the source's journal behind the queue and lets take effect whatever never came: a binding that was missing, a broker that
 * lost its disk, a subscription that is new. What came is known by its position.
 */
export class Sweep {
  private due = 0;

  constructor(
    private readonly db: Database,
    private readonly effects: Effects,
    private readonly source: string,
    private readonly journal: Journal,
    private readonly everyMs = 60_000,
  ) {}

  /** Runs at start and then once a minute. */
  async runWhenDue(now = Date.now()): Promise<void> {
    if (now < this.due) return;
    await this.run(now);
    this.due = now + this.everyMs;
  }

  /** Answers how many events had to be fetched. */
  async run(now = Date.now()): Promise<number> {
    let fetched = 0;
    for (let cursor = await this.cursor(); ;) {
      const { events, cursor: next } = await this.journal.page(this.source, cursor, PAGE);
      const arrivals = events.map((text) => decode(text, this.source));
      const young = arrivals.findIndex(({ event }) => Date.parse(event.time) > now - SETTLED_MS);
      // A young event ends the sweep; the next one begins at this page again.
      const missing = await this.missing(young < 0 ? arrivals : arrivals.slice(0, young));
      if (missing.length > 0) await this.effects.takeTogether(missing);
      fetched += missing.length;
      if (young >= 0 || events.length === 0) break;
      await this.keep((cursor = next));
    }
    metrics.refetched.inc({ subscription: this.effects.subscription }, fetched);
    return fetched;
  }

  private async missing(arrivals: Arrival[]): Promise<Arrival[]> {
    if (arrivals.length === 0) return [];
    const seen = await this.db.work((session) =>
      session.query<{ i: number }>({
        name: 'swept',
        text: `select k.i from unnest($2::uuid[], $3::text[], $4::uuid[], $5::int[]) with ordinality k(tenant, type, id, version, i)
               where exists (select 1 from consumer_position p where p.tenant = k.tenant and p.aggregate_id = k.id
                               and p.aggregate_type = k.type and p.subscription = $1 and p.version >= k.version)
                  or exists (select 1 from inbox x where x.subscription = $1 and x.tenant = k.tenant and x.aggregate_type = k.type
                               and x.aggregate_id = k.id and x.version = k.version)`,
        values: [
          this.effects.subscription,
          arrivals.map(({ event }) => event.tenant),
          arrivals.map(({ event }) => event.aggregate.type),
          arrivals.map(({ event }) => event.aggregate.id),
          arrivals.map(({ event }) => event.aggregate.version),
        ],
      }),
    );
    const known = new Set(seen.map(({ i }) => i - 1));
    return arrivals.filter((_, index) => !known.has(index));
  }

  private async cursor(): Promise<JournalCursor> {
    const [row] = await this.db.work((session) =>
      session.query<JournalCursor>({
        name: 'cursor',
        text: 'select xid, position from journal_cursor where subscription = $1',
        values: [this.effects.subscription],
      }),
    );
    return row ?? JOURNAL_START;
  }

  private async keep({ xid, position }: JournalCursor): Promise<void> {
    await this.db.work((session) =>
      session.query({
        name: 'keep cursor',
        text: `insert into journal_cursor (subscription, xid, position) values ($1, $2, $3)
               on conflict (subscription) do update set xid = excluded.xid, position = excluded.position`,
        values: [this.effects.subscription, xid, position],
      }),
    );
  }
}
