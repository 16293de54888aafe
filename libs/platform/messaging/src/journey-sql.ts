/**
 * $1 tenant; $2, $3 types and ids of aggregates, side by side; $4 how many at most; $5 a correlation id, or null for any. `offset 0` keeps the planner
 * to the key, also when it plans on an empty table.
 */
const SUBJECTS = 'unnest($2::text[], $3::uuid[]) k(type, id)';

const EVENTS = `
  from ${SUBJECTS} cross join lateral (
    select * from event_log l where l.tenant = $1 and l.aggregate_type = k.type and l.aggregate_id = k.id offset 0) e`;
const COLUMNS = `
  e.event_id as id, e.type, e.aggregate_type as "subjectType", e.aggregate_id as "subjectId", e.version, e.occurred_at as "occurredAt", e.lane`;

/** What is sealed does not leave the database. */
export const STEPS = `
  select ${COLUMNS}, j.actorid as actor, j.correlationid as "correlationId", j.causationid as "causationId", j.traceparent,
    j.partitionkey as partition, j.data ->> 'status' as status, j.data ->> 'resultId' as "resultId"
  ${EVENTS} cross join lateral json_to_record(e.event::json) as
    j(actorid text, correlationid text, causationid text, traceparent text, partitionkey uuid, data json)
  where $5::text is null or j.correlationid = $5
  order by e.occurred_at, e.event_id limit $4`;

/** The same for a list, without a look into the events. */
export const COUNTED_STEPS = `select ${COLUMNS} ${EVENTS} where $5::text is null order by e.occurred_at, e.event_id limit $4`;

/** $1: ids of events, $2 their lanes, by which the outbox is sorted. */
export const UNPUBLISHED = 'select event_id as id from outbox where lane = any($2::smallint[]) and event_id = any($1::uuid[])';

const atVersion = (table: string) => `
  select p.subscription, p.aggregate_type as "subjectType", p.aggregate_id as "subjectId", p.version
  from (select distinct id from unnest($2::uuid[]) id) k cross join lateral (
    select * from ${table} where tenant = $1 and aggregate_id = k.id offset 0) p`;

export const POSITIONS = atVersion('consumer_position');

export const DISCARDED = atVersion('discarded_event');

/** $4: subscriptions. */
export const STORED = `
  select i.subscription, i.aggregate_type as "subjectType", i.aggregate_id as "subjectId", i.version, i.state, i.attempts, i.reason,
    i.first_at as since
  from unnest($4::text[]) s(subscription) cross join ${SUBJECTS} cross join lateral (
    select * from inbox x where x.subscription = s.subscription and x.tenant = $1 and x.aggregate_type = k.type and x.aggregate_id = k.id offset 0) i`;

/** $2 kinds, $3 ids, $4 now of the application: what is due, or has been tried. Timers are no waiting. */
export const ERRANDS = `
  select id as of, kind as what, attempts, reason, asked_at as since from errand
  where tenant = $1 and kind = any($2::text[]) and id = any($3::uuid[]) and (due_at <= $4 or attempts > 0 or due_at = 'infinity')`;

/** Aggregate of an event ($1). */
export const OF_EVENT = `select aggregate_type as type, aggregate_id as id from event_log where event_id = $1`;

/**
 * What a request ($2) wrote, from the audit trail. Ids rise with time, so its rows stand along the key within some time of it ($3 to
 * $4), and no index on correlation ids has to be kept.
 */
export const OF_REQUEST = `
  select distinct a.tenant, a.entity_type as type, a.entity_id as id
  from unnest($1::uuid[]) t(tenant) cross join lateral (
    select * from audit where tenant = t.tenant and id >= $3 and id < $4 and correlation_id = $2 offset 0) a
  where a.action in ('C', 'U') and a.entity_id is not null`;

/** Hospitals that have something under this id, looked up along the key: one probe for each of their kinds of aggregates. */
export const TENANTS_OF = `
  with recursive seen (tenant, type) as (
    (select tenant, aggregate_type from event_log order by tenant, aggregate_type limit 1)
    union all
    select n.tenant, n.type from seen s cross join lateral (
      select e.tenant, e.aggregate_type as type from event_log e where (e.tenant, e.aggregate_type) > (s.tenant, s.type)
      order by e.tenant, e.aggregate_type limit 1) n)
  select s.tenant from seen s cross join lateral (
    select from event_log e where e.tenant = s.tenant and e.aggregate_type = s.type and e.aggregate_id = $1 limit 1) found
  union select tenant from event_log where event_id = $1`;

export const TENANTS = `
  with recursive seen (tenant) as (
    (select tenant from event_log order by tenant limit 1)
    union all
    select (select e.tenant from event_log e where e.tenant > s.tenant order by e.tenant limit 1) from seen s where s.tenant is not null)
  select tenant from seen where tenant is not null`;
