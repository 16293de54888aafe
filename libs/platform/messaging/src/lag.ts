import { z } from 'zod';
import { Inject, Injectable } from '@nestjs/common';
import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AnswerOf, Ctx, Instant, query } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { metrics } from '@orderly/platform/telemetry';
import { Behind } from './behind';
import { ContextDatabases } from './context-databases';
import { QueueLook, Queues } from './queues';
import { withinTime } from './within-time';
import { countWork, Work } from './worklists';

const Seconds = z.number().optional().meta({ description: 'age in seconds; absent when there is none' });

export const ListLag = z
  .object({ context: z.string(), list: z.string(), waiting: z.int(), oldestSeconds: Seconds })
  .meta({ title: 'ListLag' });
export const SubscriptionLag = z
  .object({
    subscription: z.string(),
    behind: z.int().meta({ description: 'events in the journal that have neither taken effect nor wait in the inbox' }),
    more: z.boolean().meta({ description: 'there may be more than that: the look ended early' }),
    oldestSeconds: Seconds,
    queue: z.enum(['there', 'missing', 'unknown']).meta({ description: 'unknown: the broker does not answer' }),
    messages: z.int().optional().meta({ description: 'in the queue and not yet with the consumer' }),
    consumers: z.int().optional(),
  })
  .meta({ title: 'SubscriptionLag' });
export const LagReport = z
  .object({ at: Instant, lists: z.array(ListLag), subscriptions: z.array(SubscriptionLag), away: z.array(z.string()) })
  .meta({ title: 'Lag' });
export type LagReport = z.output<typeof LagReport>;

/** A transaction that stays open hides from the journal's readers (sweeps, rebuilds) what was written after it began. */
const HELD_BACK = `
  select occurred_at from event_log where xid >= pg_snapshot_xmin(pg_current_snapshot()) and occurred_at < now() - interval '5 seconds'
  order by xid limit 10000`;

/** Every work list of a context in one look, with the age of its oldest row. */
const WAITING = `
  with errands as materialized (
    select count(*) as all, min(asked_at) as first,
      count(*) filter (where due_at <= now()) as due, min(due_at) filter (where due_at <= now()) as due_since,
      count(*) filter (where attempts > 1 and due_at < 'infinity') as failing,
      min(asked_at) filter (where attempts > 1 and due_at < 'infinity') as failing_since,
      count(*) filter (where due_at = 'infinity') as dead, min(asked_at) filter (where due_at = 'infinity') as dead_since
    from errand),
  lists (list, waiting, since) as (
    select 'outbox', count(*), min(written_at) from outbox
    union all select state, count(*), min(first_at) from inbox group by state
    union all select 'unknown-version', count(*), min(first_at) from inbox where state = 'retry' and reason = 'UnknownMajor'
    union all select 'held-back', count(*), min(occurred_at) from (${HELD_BACK}) h
    union all select 'quarantine', count(*), min(at) from quarantine
    union all select v.* from errands e cross join lateral (values ('errand', e.all, e.first), ('errand-due', e.due, e.due_since),
      ('errand-failing', e.failing, e.failing_since), ('errand-dead', e.dead, e.dead_since)) v)
  select list, waiting, extract(epoch from now() - since)::float8 as age from lists`;

export const WORK_LIST_NAMES = [
  ...['outbox', 'parked', 'retry', 'running', 'dead', 'quarantine', 'unknown-version', 'held-back'],
  ...['errand', 'errand-due', 'errand-failing', 'errand-dead'],
] as const;

/** Longer than this no scrape waits for one context; it keeps its last figures. */
const PATIENCE_MS = 1_000;
/** Journal rows that a scrape looks at for one subscription; it goes on there the next time. */
const MOST_SCRAPED = 5_000;
const MOST_REPORTED = 200_000;

interface ContextLag {
  readonly lists: z.output<typeof ListLag>[];
  readonly subscriptions: z.output<typeof SubscriptionLag>[];
}

/** How much waits where, and for how long: for `/metrics`, for operators and for the command line. */
@Injectable()
export class Lag {
  private readonly behind = new Behind();
  private scraping?: Promise<void>;
  private readonly looking = new Map<Database, Promise<void>>();

  constructor(
    @Inject(ContextDatabases)
    private readonly databases: Pick<ContextDatabases, 'all' | 'of' | 'subscriptionsOf' | 'worklistsOf'>,
    @Inject(Queues) private readonly queues: Pick<Queues, 'look'>,
  ) {}

  /** Everything, counted out. Contexts whose database does not answer are `away`. */
  async report(): Promise<LagReport> {
    const parts = await Promise.all(this.databases.all.map((db) => this.of(db, MOST_REPORTED).catch(() => db.shop.context)));
    const there = parts.filter((part) => typeof part !== 'string');
    return {
      at: new Date().toISOString(),
      lists: there.flatMap(({ lists }) => lists),
      subscriptions: there.flatMap(({ subscriptions }) => subscriptions),
      away: parts.filter((part) => typeof part === 'string'),
    };
  }

  /** Sets the gauges; scrapes that come together share one look. */
  measure(): Promise<void> {
    this.scraping ??= Promise.all(
      this.databases.all.map((db) => withinTime(this.look(db), PATIENCE_MS).catch(() => undefined)),
    ).then(() => (this.scraping = undefined));
    return this.scraping;
  }

  /** One at a time: a context that does not answer must not lose its connections to those who ask. */
  private look(db: Database): Promise<void> {
    const { context } = db.shop;
    metrics.poolWaiting.set({ context }, db.queued);
    metrics.measured.begin(context);
    const under = this.looking.get(db);
    if (under) return under;
    const look = Promise.all([this.of(db, MOST_SCRAPED), countWork(db, this.databases.worklistsOf(db))])
      .then(([lag, work]) => setGauges(lag, work))
      .then(() => metrics.measured.happened(context))
      .finally(() => this.looking.delete(db));
    this.looking.set(db, look);
    return look;
  }

  private async of(db: Database, most: number): Promise<ContextLag> {
    const { context } = db.shop;
    const rows = await db.work((session) => session.query<ListRow>({ name: 'waiting', text: WAITING, values: [] }));
    const lists = WORK_LIST_NAMES.map((list) => {
      const row = rows.find((one) => one.list === list);
      return { context, list, waiting: row?.waiting ?? 0, oldestSeconds: ageOf(row) };
    });
    const names = await this.databases.subscriptionsOf(db);
    const looks = await this.queues.look(names);
    const subscriptions = await Promise.all(
      names.map(async (subscription) => ({
        subscription,
        ...(await this.behind.of({ subscription, consumer: db, source: this.databases.of(sourceOf(subscription)) }, most)),
        ...(looks.get(subscription) as QueueLook),
      })),
    );
    return { lists, subscriptions };
  }
}

interface ListRow {
  list: string;
  waiting: number;
  age: number | null;
}

/** Clocks differ, and an empty list has no age. */
const ageOf = (row?: ListRow) => (row && row.age !== null ? Math.max(0, row.age) : undefined);

/** `orders` of `chart-on-orders`. */
const sourceOf = (subscription: string): string => subscription.split('-on-')[1] as string;

function setGauges({ lists, subscriptions }: ContextLag, work: readonly Work[]): void {
  for (const { context, list, waiting, oldest } of work) {
    metrics.worklist.set({ context, list }, waiting);
    metrics.worklistAge.set({ context, list }, oldest ?? 0);
  }
  for (const { context, list, waiting, oldestSeconds } of lists) {
    metrics.waiting.set({ context, list }, waiting);
    metrics.waitingAge.set({ context, list }, oldestSeconds ?? 0);
  }
  for (const { subscription, behind, oldestSeconds, queue, messages, consumers } of subscriptions) {
    metrics.behind.set({ subscription }, behind);
    metrics.behindAge.set({ subscription }, oldestSeconds ?? 0);
    // A figure that nobody can tell is better absent than old.
    metrics.queueMessages.remove({ subscription });
    metrics.queueConsumers.remove({ subscription });
    if (queue === 'unknown') continue;
    metrics.queueMessages.set({ subscription }, messages ?? 0);
    metrics.queueConsumers.set({ subscription }, consumers ?? 0);
  }
}

export class GetLag extends query('platform.get-lag', {
  summary: 'How much waits in which work list, queue and subscription, and for how long.',
  permission: 'lag:read',
  input: {},
  output: LagReport,
}) {}

@QueryHandler(GetLag)
export class GetLagHandler implements IQueryHandler<GetLag> {
  constructor(@Inject(Lag) private readonly lag: Lag) {}

  execute(_: GetLag & { ctx: Ctx }): Promise<AnswerOf<GetLag>> {
    return this.lag.report();
  }
}
