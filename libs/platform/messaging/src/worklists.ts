import { Database } from '@orderly/platform/persistence';

/** What people of a context have to do, or what it waits for. Never rows: how many, and since when. */
export interface Worklists {
  readonly names: readonly string[];
  /** Answers `list`, `waiting`, `since` for those of `names` that are not empty, over all rows that it sees. */
  readonly sql: string;
}

interface Found {
  list: string;
  waiting: number;
  oldest: number | null;
}

export interface Work {
  readonly context: string;
  readonly list: string;
  readonly waiting: number;
  /** Seconds; absent when there is nothing. */
  readonly oldest?: number;
}

/** Each hospital that has ever written an event, by its first one. */
const TENANTS = `
  with recursive seen (tenant) as (
    (select tenant from event_log order by tenant limit 1)
    union all
    select (select e.tenant from event_log e where e.tenant > s.tenant order by e.tenant limit 1) from seen s where s.tenant is not null)
  select tenant from seen where tenant is not null`;

/** Tables with patients' data show no rows under `*`: the hospitals are named one by one, and row-level security stays as it is. */
export async function countWork(db: Database, { names, sql }: Worklists): Promise<Work[]> {
  if (names.length === 0) return [];
  const rows = await db.inTransaction(async (session) => {
    session.scope('*');
    const tenants = await session.query<{ tenant: string }>({ name: 'tenants', text: TENANTS, values: [] });
    if (tenants.length === 0) return session.commit().then(() => []);
    session.scope(tenants.map(({ tenant }) => tenant).join(','));
    const text = `select list, waiting, extract(epoch from now() - since)::float8 as oldest from (${sql}) work`;
    const found = await session.query<Found>({ name: 'worklists', text, values: [] });
    await session.commit();
    return found;
  });
  return names.map((list) => {
    const { waiting = 0, oldest } = rows.find((row) => row.list === list) ?? {};
    return { context: db.shop.context, list, waiting, ...(typeof oldest === 'number' && { oldest: Math.max(0, oldest) }) };
  });
}
