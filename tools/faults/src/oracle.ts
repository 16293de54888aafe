import { Client } from 'pg';
import { CommandRecord } from './record';
import { Figures } from './figures';
import { Seen } from './wire';

/** What a row expects to be left over; nothing unless told otherwise. */
export interface Expected {
  /** Rows of the mirror's inbox, and of its quarantine. */
  readonly inbox?: number;
  readonly quarantine?: number;
  /** Events that consumers had to fetch from the journal; not looked at unless told. */
  readonly refetched?: number;
  /** Postings that are not to have an effect, such as poison. */
  readonly withoutEffect?: number;
}

export interface Finding {
  readonly figures: Figures;
  /** What does not hold, in words. */
  readonly broken: readonly string[];
}

const PAGE = 50_000;

interface Logged {
  event_id: string;
  aggregate_id: string;
  version: number;
  correlation: string;
  position: string;
}

export interface Waiting {
  outbox: number;
  inbox: number;
  effects: number;
  postings: number;
}

/** What is still on its way. */
export async function waitingIn(db: Client): Promise<Waiting> {
  const { rows } = await db.query<Waiting>(`
    select (select count(*)::int from ledger.outbox) as outbox,
           (select count(*)::int from mirror.inbox) as inbox,
           (select count(*)::int from mirror.event_log) as effects,
           (select count(*)::int from ledger.event_log where type = 'ledger.amount-posted') as postings`);
  return rows[0] as Waiting;
}

/** Holds commands, journal, wire and effects against each other. `seen`: what was on the wire, when the row kept a copy. */
export async function judge(db: Client, record: CommandRecord, seen: Seen | undefined, expected: Expected): Promise<Finding> {
  const journal = await holdAgainstJournal(db, record, seen);
  const effects = await lookAtEffects(db);
  const { inbox = 0, quarantine = 0, withoutEffect = 0 } = expected;
  const wire = seen && { wireDuplicates: seen.copies - seen.ids.size, wireInversions: seen.inversions };
  const must = (name: keyof typeof figures, value: number, words: string): string[] =>
    figures[name] === value ? [] : [`${words}: ${figures[name]}${value ? ` instead of ${value}` : ''}`];
  const figures = { ...journal, ...effects, ...wire };
  const broken = [
    ...must('lost', withoutEffect, 'events without effect'),
    ...must('ghosts', 0, 'published events of nothing that was committed'),
    ...must('strangers', 0, 'effects of nothing that was committed'),
    ...must('duplicates', 0, 'effects that happened twice'),
    ...must('inversions', 0, 'effects out of order'),
    ...must('forgotten', 0, 'answered commands that are not in the journal'),
    ...must('unexplained', 0, 'journal entries of which no writer knows'),
    ...must('undead', 0, 'journal entries of commands that were rolled back'),
    ...(seen ? must('unpublished', 0, 'committed events that were never on the wire') : []),
    ...must('outbox', 0, 'rows left in the outbox'),
    ...must('inbox', inbox, 'rows left in the inbox'),
    ...must('quarantine', quarantine, 'messages in quarantine'),
    ...(withoutEffect === 0 ? must('behind', 0, 'aggregates behind their journal') : []),
    ...(withoutEffect === 0 ? must('imbalance', 0, 'accounts whose balances differ') : []),
  ];
  // What the row has kept from its effect, by killing it for good or by running no consumer, is not lost.
  const kept: Figures = withoutEffect > 0 ? { lost: figures.lost - withoutEffect, heldBack: withoutEffect } : {};
  return { figures: { ...figures, ...kept }, broken };
}

async function holdAgainstJournal(db: Client, record: CommandRecord, seen?: Seen) {
  const count = { events: 0, forgotten: record.versions, unexplained: 0, undead: 0, unpublished: 0, ghosts: 0 };
  for await (const { event_id, aggregate_id, version, correlation } of journalOf(db)) {
    count.events++;
    if (record.refused.has(correlation)) count.undead++;
    if (record.isAnswered(aggregate_id, version)) count.forgotten--;
    else if (!record.explains(correlation)) count.unexplained++;
    if (seen && !seen.ids.has(event_id)) count.unpublished++;
  }
  // What was published and is in the journal, taken from all that was published.
  if (seen) count.ghosts = seen.ids.size - (count.events - count.unpublished);
  return count;
}

async function* journalOf(db: Client): AsyncGenerator<Logged> {
  for (let after = '0'; ;) {
    const { rows } = await db.query<Logged>(
      `select position, event_id, aggregate_id, version, event::json->>'correlationid' as correlation
       from ledger.event_log where position > $1 order by position limit ${PAGE}`,
      [after],
    );
    yield* rows;
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as Logged).position;
  }
}

async function lookAtEffects(db: Client) {
  const { rows } = await db.query<Record<'effects' | 'lost' | 'duplicates' | 'inversions' | 'strangers', number>>(`
    with effect as materialized (
      select aggregate_id as account, version, (event::json->'data'->>'follows')::int as follows,
             (event::json->>'causationid')::uuid as cause
      from mirror.event_log where type = 'mirror.amount-mirrored'),
    ordered as (select follows, lag(follows) over (partition by account order by version) as before from effect),
    posting as materialized (select event_id from ledger.event_log where type = 'ledger.amount-posted')
    select (select count(*)::int from effect) as effects,
           (select count(*)::int from posting p left join effect e on e.cause = p.event_id where e.cause is null) as lost,
           (select count(*)::int from effect e left join posting p on e.cause = p.event_id where p.event_id is null) as strangers,
           (select (count(*) - count(distinct (account, follows)))::int from effect) as duplicates,
           (select count(*)::int from ordered where follows < before) as inversions`);
  const { rows: lists } = await db.query<Record<'outbox' | 'inbox' | 'quarantine' | 'behind' | 'imbalance', number>>(`
    select (select count(*)::int from ledger.outbox) as outbox,
           (select count(*)::int from mirror.inbox) as inbox,
           (select count(*)::int from mirror.quarantine) as quarantine,
           (select count(*)::int from (
              select l.tenant, l.aggregate_type, l.aggregate_id from ledger.event_log l
              left join mirror.consumer_position p on p.subscription = 'mirror-on-ledger' and p.tenant = l.tenant
                and p.aggregate_type = l.aggregate_type and p.aggregate_id = l.aggregate_id
              group by 1, 2, 3 having max(l.version) <> coalesce(max(p.version), 0)) x) as behind,
           (select count(*)::int from ledger.account a left join mirror.mirror m using (tenant, id)
            where a.balance <> coalesce(m.total, 0)) as imbalance`);
  const { strangers, ...found } = rows[0] as (typeof rows)[0];
  return { ...found, strangers, ...(lists[0] as (typeof lists)[0]) };
}
