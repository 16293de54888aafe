import { Inject, Injectable } from '@nestjs/common';
import { Ctx, refuses } from '@orderly/kernel';
import { Database, Page, Tx } from '@orderly/platform/persistence';
import { Cursors } from '@orderly/platform/security';
import { ContextDatabases } from './context-databases';
import {
  contextOfConsumer,
  contextOfId,
  DeadLetter,
  DeadLetterDetail,
  DeadLetterFilter,
  DeadLetterGroup,
  DeadLetterKind,
  DeadLetterOutcome,
  deadLetterRefuses,
} from './dead-letter';
import * as sql from './dead-letter-sql';

/** So many rows share a transaction, so that none is held for long. */
export const MOST_DEAD_LETTERS_AT_ONCE = 1_000;

/** What is to be done with those that match, at most `limit`. */
export interface DeadLetterAction {
  readonly filter: DeadLetterFilter;
  readonly limit: number;
  /** Why; stands in the audit trail. */
  readonly because?: string;
  readonly dryRun?: boolean;
  /** Told after each transaction how many that were so far. */
  readonly progress?: (count: number) => void;
}

export interface Replay extends DeadLetterAction {
  /** Tried in a second. */
  readonly rate: number;
}

/** A row that was replayed or discarded. */
type Changed = Pick<DeadLetter, 'kind' | 'consumer' | 'type' | 'tenantId' | 'aggregateType' | 'aggregateId' | 'reason'>;
type Listed = DeadLetter & { exactly?: string; row?: string };
type Asked = Pick<Tx, 'acrossTenants'>;
type Step = (tx: Tx, most: number, before: number) => Promise<Changed[]>;

/**
 * What needs a person, of every context that this process can reach. Each change is one transaction per context with its audit rows:
 * under the tenant of the row, or of the caller where the row has none.
 */
@Injectable()
export class DeadLetters {
  constructor(
    @Inject(ContextDatabases) private readonly databases: ContextDatabases,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  /** One page, the latest first. */
  async list(
    ctx: Ctx,
    filter: DeadLetterFilter,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<Page<DeadLetter>> {
    const scope = `${ctx.tenant}/dead-letters`;
    const from = cursor === undefined ? [null, null] : this.cursors.read(scope, cursor);
    const pages = await Promise.all(
      this.reached(filter).map((db) =>
        db.read(ctx, (tx) => ask<Listed>(tx, sql.LIST, [...sql.matching(filter, db.shop.context), ...from, limit + 1])),
      ),
    );
    const found = pages.flat().sort(latestFirst);
    const last = found[limit - 1];
    const next = found.length > limit && last ? this.cursors.write(scope, [last.exactly as string, last.id]) : undefined;
    return { items: found.slice(0, limit).map(shown), next };
  }

  /** One with its event, in which what is sealed stays sealed. Refuses with `orderly.not-found`. */
  async show(ctx: Ctx, id: string): Promise<DeadLetterDetail> {
    const [db] = this.reached({ id });
    if (!db) throw refuses('not-found');
    return db.write(ctx, async (tx) => {
      const filter = sql.matching({ id }, db.shop.context);
      const [found] = await ask<Listed>(tx, sql.LIST, [...filter, null, null, 1]);
      if (!found) throw refuses('not-found');
      const [kind, ...key] = id.split('~') as [DeadLetterKind, ...string[]];
      const [more = {}] = await ask<{ event?: string }>(tx, sql.DETAIL[kind], key);
      note(tx, 'R', { ...found, aggregateId: found.aggregateId ?? key.at(-1) });
      return { ...shown(found), ...more, event: more.event && JSON.parse(more.event) };
    });
  }

  /** How many match, by kind, consumer, type and reason. Changes nothing. */
  async count(ctx: Ctx, filter: DeadLetterFilter): Promise<DeadLetterGroup[]> {
    const asker = { ...ctx, idempotency: undefined };
    const groups = await Promise.all(this.reached(filter).map((db) => db.write(asker, (tx) => counted(tx, db, filter))));
    return groups.flat().map((group) => ({ ...group, type: group.type ?? undefined }));
  }

  /**
   * Lets dead events and errands be tried again, `rate` in a second; later versions of an event follow by themselves. Messages stay.
   * Whatever is tried again and fails is dead again later: to replay a set once, give its `until`.
   */
  async replay(ctx: Ctx, replay: Replay): Promise<DeadLetterOutcome> {
    const { filter, rate } = replay;
    if (replay.dryRun) return this.wouldTry(ctx, filter, ({ kind }) => kind !== 'message');
    return this.act(ctx, replay, (db) => {
      const values = (most: number, before: number) => [...sql.matching(filter, db.shop.context), most, before, rate];
      return [
        (tx, most, before) => ask<Changed>(tx, sql.REPLAY_EVENTS, values(most, before)),
        (tx, most, before) => ask<Changed>(tx, sql.REPLAY_ERRANDS, [...values(most, before), db.shop.clock.now()]),
      ];
    });
  }

  /** Gives up for good: the position moves past an event, errands and messages are removed. */
  async discard(ctx: Ctx, discard: DeadLetterAction & { because: string }): Promise<DeadLetterOutcome> {
    const { filter } = discard;
    if (Object.values(filter).every((value) => value === undefined)) throw deadLetterRefuses('dead-letter-filter-required');
    if (discard.dryRun) return this.wouldTry(ctx, filter, () => true);
    return this.act(ctx, discard, (db) => {
      const values = (most: number) => [...sql.matching(filter, db.shop.context), most];
      return [
        (tx, most) => ask<Changed>(tx, sql.DISCARD_EVENTS, values(most)),
        (tx, most) => ask<Changed>(tx, sql.DISCARD_MESSAGES, values(most)),
        (tx, most) => ask<Changed>(tx, sql.DISCARD_ERRANDS, values(most)),
      ];
    });
  }

  private async wouldTry(
    ctx: Ctx,
    filter: DeadLetterFilter,
    tried: (group: DeadLetterGroup) => boolean,
  ): Promise<DeadLetterOutcome> {
    const matching = await this.count(ctx, filter);
    const groups = matching.filter(tried);
    return { dryRun: true, count: sum(groups), groups, left: sum(matching) };
  }

  private async act(ctx: Ctx, action: DeadLetterAction, stepsFor: (db: Database) => Step[]): Promise<DeadLetterOutcome> {
    const { filter, because } = action;
    const actor = { ...ctx, reason: because };
    const groups = new Groups();
    let left = 0;
    for (const db of this.reached(filter)) left += await this.inBites(db, actor, { ...action, groups }, stepsFor(db));
    if (filter.id && groups.count === 0) throw this.refusalOf(filter.id, left);
    return { dryRun: false, count: groups.count, groups: groups.list, left };
  }

  /**
   * Answers how many match still. With an idempotency key there is one bite: its answer is kept, and a repeat of the request gets it
   * from each context again.
   */
  private async inBites(db: Database, ctx: Ctx, action: DeadLetterAction & { groups: Groups }, steps: Step[]): Promise<number> {
    const { filter, groups, limit, progress } = action;
    for (;;) {
      const before = groups.count;
      const most = Math.min(limit - before, MOST_DEAD_LETTERS_AT_ONCE);
      const bite = await db.write(ctx, async (tx) => {
        const changed = await takeSteps(tx, steps, { most, before });
        const last = ctx.idempotency !== undefined || sum(changed) < most || before + most === limit;
        return { changed, left: last ? sum(await counted(tx, db, filter)) : undefined };
      });
      groups.add(bite.changed);
      progress?.(groups.count);
      if (bite.left !== undefined) return bite.left;
    }
  }

  private refusalOf(id: string, left: number): Error {
    if (left === 0) return refuses('not-found');
    return deadLetterRefuses(id.startsWith('message~') ? 'dead-letter-not-replayable' : 'dead-letter-not-next');
  }

  /** Databases in which something may match. */
  private reached({ consumer, id }: DeadLetterFilter): readonly Database[] {
    const named = [consumer && contextOfConsumer(consumer), id && contextOfId(id)].filter((name) => name !== undefined);
    return this.databases.all.filter(({ shop }) => named.every((name) => name === shop.context));
  }
}

async function takeSteps(tx: Tx, steps: Step[], { most, before }: { most: number; before: number }): Promise<DeadLetterGroup[]> {
  const changed: Changed[] = [];
  for (const step of steps)
    if (changed.length < most) changed.push(...(await step(tx, most - changed.length, before + changed.length)));
  for (const row of changed) note(tx, 'E', row);
  const groups = new Groups();
  groups.add(changed.map((row) => ({ ...row, count: 1 })));
  return groups.list;
}

/** Planned for the conditions that are given, along the order that is wanted: else everything that is dead is read and sorted, each time. */
async function ask<R>(tx: Asked, text: string, values: unknown[]): Promise<R[]> {
  const planned = tx.acrossTenants('set local plan_cache_mode = force_custom_plan; set local enable_bitmapscan = off');
  const rows = tx.acrossTenants<R>(text, values);
  await planned;
  return rows;
}

/** In the audit trail of the hospital whose row it is. */
function note(tx: Tx, action: 'R' | 'E', { tenantId, aggregateType, aggregateId, type, kind }: Changed): void {
  const entity = (kind === 'errand' ? type : aggregateType) ?? 'Message';
  tx.as({ ...tx.ctx, tenant: tenantId ?? tx.ctx.tenant }).audit(action, entity, aggregateId ?? undefined);
}

/** By time to the microsecond, then by id, as the database sorts them. */
function latestFirst(a: Listed, b: Listed): number {
  const [left, right] = [a, b].map(({ exactly, id }) => [exactly as string, id] as const) as [[string, string], [string, string]];
  const place = left[0] === right[0] ? 1 : 0;
  return left[place] < right[place] ? 1 : -1;
}

/** What stands in a list: nothing of how it lies in its table, and absent rather than null. */
function shown({ exactly: _exactly, row: _row, ...letter }: Listed): DeadLetter {
  return Object.fromEntries(Object.entries(letter).filter(([, value]) => value !== null)) as DeadLetter;
}

const counted = (tx: Asked, { shop }: Database, filter: DeadLetterFilter) =>
  ask<DeadLetterGroup>(tx, sql.COUNT, sql.matching(filter, shop.context));

const sum = (groups: readonly DeadLetterGroup[]): number => groups.reduce((all, { count }) => all + count, 0);

/** Counts by kind, consumer, type and reason. */
class Groups {
  private readonly known = new Map<string, DeadLetterGroup>();
  count = 0;

  add(more: readonly DeadLetterGroup[]): void {
    for (const { kind, consumer, type, reason, count } of more) {
      const key = [kind, consumer, type, reason].join('\n');
      const before = this.known.get(key)?.count ?? 0;
      this.known.set(key, { kind, consumer, type: type ?? undefined, reason, count: before + count });
      this.count += count;
    }
  }

  get list(): DeadLetterGroup[] {
    return [...this.known.values()];
  }
}
