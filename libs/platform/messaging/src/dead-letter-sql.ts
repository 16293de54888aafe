import { DeadLetterFilter } from './dead-letter';

/** One shape for what is dead in three tables. `row` is where it lies, `exactly` its time for cursors. */
const DEAD_EVENT = `
  select 'event' as kind, subscription as consumer, type, tenant as "tenantId", aggregate_type as "aggregateType",
    aggregate_id as "aggregateId", version, coalesce(reason, 'unknown') as reason, attempts, first_at as "firstAt", last_at as "lastAt",
    concat_ws('~', 'event', subscription, tenant, aggregate_type, aggregate_id, version) as id, ctid as row
  from inbox where state = 'dead'`;
const DEAD_MESSAGE = `
  select 'message' as kind, subscription as consumer, null::text as type, null::uuid as "tenantId", null::text as "aggregateType",
    null::uuid as "aggregateId", null::int as version, reason, 1 as attempts, at as "firstAt", at as "lastAt",
    concat_ws('~', 'message', subscription, id) as id, ctid as row
  from quarantine`;
const DEAD_ERRAND = `
  select 'errand' as kind, current_schema()::text as consumer, kind as type, tenant as "tenantId", null::text as "aggregateType",
    id as "aggregateId", null::int as version, coalesce(reason, 'unknown') as reason, attempts, asked_at as "firstAt", asked_at as "lastAt",
    concat_ws('~', 'errand', current_schema(), kind, tenant, id) as id, ctid as row
  from errand where due_at = 'infinity'`;
const DEAD = `(${DEAD_EVENT} union all ${DEAD_MESSAGE} union all ${DEAD_ERRAND}) d`;

/** Parameters $1 to $8. */
const MATCH = `
  ($1::text is null or d.kind = $1) and ($2::text is null or d.consumer = $2) and ($3::text is null or d.reason = $3)
  and ($4::text is null or d.type = $4) and ($5::uuid is null or d."tenantId" = $5)
  and ($6::timestamptz is null or d."lastAt" >= $6) and ($7::timestamptz is null or d."lastAt" <= $7)
  and ($8::text is null or d.id = $8)`;

/** A context as consumer means everything that is dead there. */
export const matching = (f: DeadLetterFilter, context: string): unknown[] => [
  f.kind ?? null,
  f.consumer === context ? null : (f.consumer ?? null),
  ...[f.reason, f.type, f.tenantId, f.since, f.until, f.id].map((value) => value ?? null),
];

/** The newest first. $9, $10: time and id of the last one seen; $11: how many. */
export const LIST = `
  select d.*, to_char(d."lastAt" at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as exactly from ${DEAD}
  where ${MATCH} and ($9::timestamptz is null or (d."lastAt", d.id collate "C") < ($9, $10::text collate "C"))
  order by d."lastAt" desc, d.id collate "C" desc limit $11`;

export const COUNT = `
  select d.kind, d.consumer, d.type, d.reason, count(*) as count from ${DEAD} where ${MATCH}
  group by 1, 2, 3, 4 order by count(*) desc, 1, 2, 3, 4`;

/** By the key of the row. */
export const DETAIL = {
  event: `
    select i.event, e.behind as "parkedBehind" from inbox i cross join lateral (
      select count(*) as behind from inbox l where l.subscription = i.subscription and l.tenant = i.tenant
        and l.aggregate_type = i.aggregate_type and l.aggregate_id = i.aggregate_id and l.version > i.version) e
    where i.subscription = $1 and i.tenant = $2 and i.aggregate_type = $3 and i.aggregate_id = $4 and i.version = $5`,
  message: `select length(sealed) as "sealedBytes" from quarantine where subscription = $1 and id = $2`,
  errand: `select correlation_id as "correlationId" from errand where $1 <> '' and kind = $2 and tenant = $3 and id = $4`,
};

/**
 * Locks some, those that died first; $9: how many. What somebody else has in hand just now is his, and what he has changed is dead
 * no more, so that of two operators with the same set each row has one winner. In the order of an index, so that a bite costs a bite.
 */
const locked = (dead: string, also = '') => `
  locked as materialized (
    select d.* from (${dead}) d where ${MATCH} ${also} order by d."lastAt" limit $9 for update skip locked)`;

/** Spread in time: $10 is the place of the first one, $11 how many in a second. */
const SPREAD = `
  chosen as (select l.*, (row_number() over (order by l."lastAt", l.version, l.id) - 1 + $10::float8) / $11::float8 * interval '1 second' as after
             from locked l)`;
const RETURN = `returning c.kind, c.consumer, c.type, c."tenantId", c."aggregateType", c."aggregateId", c.reason`;

export const REPLAY_EVENTS = `
  with ${locked(DEAD_EVENT)}, ${SPREAD}
  update inbox i set state = 'retry', attempts = 0, next_at = now() + c.after from chosen c
  where i.ctid = c.row and i.state = 'dead' ${RETURN}`;

/** $12: now of the application, whose clock says when an errand is due. */
export const REPLAY_ERRANDS = `
  with ${locked(DEAD_ERRAND)}, ${SPREAD}
  update errand e set due_at = $12::timestamptz + c.after, attempts = 0, takes = 0, leased_until = null from chosen c
  where e.ctid = c.row and e.due_at = 'infinity' ${RETURN}`;

const POSITION = `
  coalesce((select p.version from consumer_position p where p.tenant = x."tenantId" and p.aggregate_id = x."aggregateId"
              and p.aggregate_type = x."aggregateType" and p.subscription = x.consumer), 0)`;
const positionOf = (alias: string) => POSITION.replaceAll('x.', `${alias}.`);

/**
 * The position moves past the event as if it had taken effect, so that later versions run. Only the next version may go: while its row
 * is there, nothing else moves the position. It is noted, so that a view that is rebuilt leaves it out.
 */
export const DISCARD_EVENTS = `
  with ${locked(DEAD_EVENT, `and d.version <= 1 + ${positionOf('d')}`)},
  passed as (
    insert into consumer_position as p (subscription, tenant, aggregate_type, aggregate_id, version)
    select l.consumer, l."tenantId", l."aggregateType", l."aggregateId", l.version from locked l where l.version = 1 + ${positionOf('l')}
    on conflict (tenant, aggregate_id, aggregate_type, subscription) do update set version = excluded.version
      where p.version = excluded.version - 1
    returning subscription, tenant, aggregate_type, aggregate_id, version),
  noted as (
    insert into discarded_event (subscription, tenant, aggregate_type, aggregate_id, version) select * from passed on conflict do nothing)
  delete from inbox i using locked c where i.ctid = c.row and i.state = 'dead' ${RETURN}`;
export const DISCARD_MESSAGES = `
  with ${locked(DEAD_MESSAGE)} delete from quarantine q using locked c where q.ctid = c.row
  returning c.kind, c.consumer, c.type, c."tenantId", 'Message' as "aggregateType", q.id as "aggregateId", c.reason`;
export const DISCARD_ERRANDS = `
  with ${locked(DEAD_ERRAND)} delete from errand e using locked c where e.ctid = c.row and e.due_at = 'infinity' ${RETURN}`;
