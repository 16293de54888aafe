import type { Arena } from './arena';

export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly events: number;
}

/**
 * From a posting to its effect, by the times in the two events; of these tenants' postings within a time of the row. An effect
 * that has not come yet counts with its age so far.
 */
export async function latencyOf(
  arena: Arena,
  tenants: readonly string[],
  { from, to }: { from: Date; to: Date },
): Promise<Latency> {
  const [row] = await arena.rows<Latency>(
    `select percentile_disc(0.5) within group (order by ms)::int as "p50Ms",
            percentile_disc(0.99) within group (order by ms)::int as "p99Ms", count(*)::int as events
     from (
       select extract(epoch from coalesce(e.occurred_at, now()) - p.occurred_at) * 1000 as ms from ledger.event_log p
       left join mirror.event_log e on (e.event::json->>'causationid')::uuid = p.event_id
       where p.tenant = any($1) and p.type = 'ledger.amount-posted' and p.occurred_at between $2 and $3) x`,
    [tenants, from.toISOString(), to.toISOString()],
  );
  return { p50Ms: row?.p50Ms ?? 0, p99Ms: row?.p99Ms ?? 0, events: row?.events ?? 0 };
}

/** One event to a command, and one process to pace them, so that they are evenly spaced: of those that come together a moment's delay would count as many. */
export const EVENLY = { events: 1, most: 1, processes: 1, rollbacks: 0 };

/** A p99 that nobody notices may be any multiple of one that is smaller still. */
export const UNNOTICED_MS = 50;
