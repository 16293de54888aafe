import { Database } from '@orderly/platform/persistence';
import { metrics } from '@orderly/platform/telemetry';
import { Arrival, decode } from './arrival';
import { Intake } from './intake';
import { Journal, JOURNAL_START, JournalCursor } from './journal';

const PAGE = 500;
/** Then the slow lane has its turn. */
const MOST_PAGES = 20;
/** Younger events are probably still on their way. */
const SETTLED_MS = 30_000;
/** So much later while the queue is busy. */
const BUSY_MS = 300_000;
/** How long a gap may stay open before the missing versions are fetched from the journal. */
const GAP_PATIENCE = '2 seconds';
const GAPS_EVERY_MS = 500;

export interface Swept {
  readonly source: string;
  readonly subscription: string;
  readonly everyMs?: number;
}

/**
 * Reads the source's journal behind the queue and lets take effect whatever never came: a binding that was missing, a broker that
 * lost its disk, a subscription that is new. What came is known by its position.
 */
export class Sweep {
  private due = 0;
  private gapsDue = 0;

  constructor(
    private readonly db: Database,
    private readonly intake: Intake,
    private readonly journal: Journal,
    private readonly what: Swept,
  ) {}

  /** Runs at start and then once a minute; while the queue brings events, most of what is missing is on its way. */
  async runWhenDue(stopping: AbortSignal, idle: () => boolean, now = performance.now()): Promise<void> {
    const overdue = now >= this.due + BUSY_MS;
    if (now < this.due || !(overdue || idle())) return;
    let interrupted = false;
    let pages = 0;
    await this.run(() => (interrupted ||= stopping.aborted || !(overdue || idle()) || pages++ >= MOST_PAGES));
    // Otherwise it soon goes on from where it was.
    if (!interrupted) this.due = now + (this.what.everyMs ?? 60_000);
  }

  /** Answers how many events had to be fetched. */
  async run(interrupted: () => boolean, settledMs = SETTLED_MS): Promise<number> {
    let fetched = 0;
    for (let cursor = await this.cursor(); !interrupted();) {
      const { events, ages, cursor: next } = await this.journal.page(this.what.source, cursor, PAGE);
      const arrivals = events.map((text) => decode(text, this.what.source));
      // Whose clock was wrong when it was written counts as settled: fetched too early, it is a duplicate later.
      const young = ages.findIndex((ms) => Math.abs(ms) < settledMs);
      // A young event ends the sweep; the next one begins at this page again.
      fetched += await this.fetch(await this.missing(young < 0 ? arrivals : arrivals.slice(0, young)));
      if (young >= 0 || events.length === 0) break;
      await this.keep((cursor = next));
    }
    return fetched;
  }

  /** Versions that never came, although later ones of their aggregate wait, take their effect first. */
  async closeGapsWhenDue(now = performance.now()): Promise<void> {
    if (now < this.gapsDue) return;
    await this.closeGaps();
    // However much waits, looking for gaps takes a twentieth of the time at most.
    const ended = performance.now();
    this.gapsDue = ended + Math.max(GAPS_EVERY_MS, 20 * (ended - now));
  }

  private async closeGaps(): Promise<void> {
    const values = [this.what.subscription];
    const gaps = await this.db.work((session) => {
      // Parked while, unseen by us, another consumer had the version before it: nobody has released it.
      session.send({ name: 'release missed', text: RELEASE_MISSED, values });
      return session.query<Gap>({ name: 'gaps', text: GAPS, values });
    });
    for (const { tenant, aggregate_type, aggregate_id, seen, waiting } of gaps) {
      const subject = { tenant, aggregateType: aggregate_type, aggregateId: aggregate_id };
      const missing = await this.journal.ofAggregate(this.what.source, subject, seen, waiting);
      await this.fetch(missing.map((text) => decode(text, this.what.source)));
    }
  }

  private async fetch(missing: readonly Arrival[]): Promise<number> {
    await this.intake.take(missing, 'journal');
    metrics.refetched.inc({ subscription: this.what.subscription }, missing.length);
    return missing.length;
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
          this.what.subscription,
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
        values: [this.what.subscription],
      }),
    );
    // So that the subscription can be seen from outside before its first page.
    if (!row) await this.keep(JOURNAL_START);
    return row ?? JOURNAL_START;
  }

  private async keep({ xid, position }: JournalCursor): Promise<void> {
    await this.db.work((session) =>
      session.query({
        name: 'keep cursor',
        text: `insert into journal_cursor (subscription, xid, position) values ($1, $2, $3)
               on conflict (subscription) do update set xid = excluded.xid, position = excluded.position`,
        values: [this.what.subscription, xid, position],
      }),
    );
  }
}

interface Gap {
  tenant: string;
  aggregate_type: string;
  aggregate_id: string;
  seen: number;
  /** The lowest version that waits. */
  waiting: number;
}

/** In random order, so that gaps which cannot be closed do not hide the others. What waits behind a failed event waits for that. */
const GAPS = `
  select g.* from (
    select i.tenant, i.aggregate_type, i.aggregate_id, coalesce(max(p.version), 0) as seen, min(i.version) as waiting
    from inbox i left join consumer_position p on p.tenant = i.tenant and p.aggregate_type = i.aggregate_type
      and p.aggregate_id = i.aggregate_id and p.subscription = i.subscription
    where i.subscription = $1 and i.state = 'parked' and i.next_at is null
    group by i.tenant, i.aggregate_type, i.aggregate_id
    having min(i.version) > coalesce(max(p.version), 0) + 1 and min(i.first_at) < now() - interval '${GAP_PATIENCE}') g
  where not exists (select 1 from inbox x where x.subscription = $1 and x.tenant = g.tenant and x.aggregate_type = g.aggregate_type
                      and x.aggregate_id = g.aggregate_id and x.version = g.seen + 1)
  order by random() limit 100`;

const RELEASE_MISSED = `
  update inbox i set next_at = now() where i.subscription = $1 and i.state = 'parked' and i.next_at is null
    and i.version <= 1 + coalesce((select p.version from consumer_position p where p.tenant = i.tenant and p.aggregate_id = i.aggregate_id
                                     and p.aggregate_type = i.aggregate_type and p.subscription = i.subscription), 0)`;
