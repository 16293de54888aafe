import { createHash } from 'node:crypto';
import { Client, escapeIdentifier } from 'pg';
import { newId } from '@orderly/kernel';
import { RowShapes } from '@orderly/platform/persistence';
import { ContextDefinition } from './definition';
import { RebuiltTable, RebuiltTenant } from './rebuild-report';
import { NotRebuildable } from './rebuild-fold';
import { Shadow } from './rebuild-shadow';

export interface Comparison {
  readonly tables: RebuiltTable[];
  readonly tenants: RebuiltTenant[];
  readonly equal: boolean;
}

interface Sums {
  readonly table: string;
  readonly tenant: string;
  readonly live: number;
  readonly rebuilt: number;
  readonly liveSum: string;
  readonly rebuiltSum: string;
}

interface Where {
  readonly context: string;
  readonly tables: readonly string[];
  readonly tenant?: string;
}

export const tablesOf = (shapes: RowShapes, { views }: ContextDefinition): string[] => [
  ...new Set(views.map(({ Row }) => shapes.of(Row).table)),
];

/** Compares rows as text, byte by byte. Keys of those that differ are in `rebuild_different` afterwards. */
export async function compare(client: Client, where: Where): Promise<Comparison> {
  await client.query('truncate rebuild_different');
  const sums: Sums[] = [];
  const tables: RebuiltTable[] = [];
  for (const table of where.tables) {
    const found = await sumsOf(client, where, table);
    const tenants = found.filter(isDifferent).map(({ tenant }) => tenant);
    const different = tenants.length > 0 ? await noteDifferent(client, where.context, { table, tenants }) : 0;
    tables.push({ table, live: total(found, 'live'), rebuilt: total(found, 'rebuilt'), different });
    sums.push(...found);
  }
  return { tables, tenants: byTenant(sums), equal: tables.every(({ different }) => different === 0) };
}

const isDifferent = ({ liveSum, rebuiltSum }: Sums) => liveSum !== rebuiltSum;
const total = (sums: readonly Sums[], side: 'live' | 'rebuilt') => sums.reduce((sum, one) => sum + one[side], 0);

async function sumsOf(client: Client, { context, tenant }: Where, table: string): Promise<Sums[]> {
  const sums = (schema: string) => `
    select tenant, count(*)::int as rows, md5(string_agg(md5(t::text), '' order by id)) as sum
    from ${escapeIdentifier(schema)}.${escapeIdentifier(table)} t ${tenant ? 'where tenant = $1' : ''} group by tenant`;
  const { rows } = await client.query<Omit<Sums, 'table'>>(
    `select tenant, coalesce(l.rows, 0) as live, coalesce(r.rows, 0) as rebuilt,
            coalesce(l.sum, '') as "liveSum", coalesce(r.sum, '') as "rebuiltSum"
     from (${sums(context)}) l full join (${sums(`${context}_rebuild`)}) r using (tenant) order by tenant`,
    tenant ? [tenant] : [],
  );
  return rows.map((row) => ({ table, ...row }));
}

async function noteDifferent(
  client: Client,
  context: string,
  { table, tenants }: { table: string; tenants: readonly string[] },
): Promise<number> {
  const side = (schema: string) =>
    `(select tenant, id, t::text as row from ${escapeIdentifier(schema)}.${escapeIdentifier(table)} t where tenant = any($2::uuid[]))`;
  const { rowCount } = await client.query(
    `insert into rebuild_different (table_name, tenant, id)
     select $1, tenant, id from ${side(context)} l full join ${side(`${context}_rebuild`)} r using (tenant, id)
     where l.row is distinct from r.row`,
    [table, tenants],
  );
  return rowCount ?? 0;
}

function byTenant(sums: readonly Sums[]): RebuiltTenant[] {
  const tenants = [...new Set(sums.map(({ tenant }) => tenant))].sort();
  return tenants.map((tenant) => {
    const own = sums.filter((one) => one.tenant === tenant);
    const [live, rebuilt] = [digest(own.map(({ liveSum }) => liveSum)), digest(own.map(({ rebuiltSum }) => rebuiltSum))];
    return { tenant, live, rebuilt, equal: live === rebuilt };
  });
}

const digest = (sums: readonly string[]) => createHash('md5').update(sums.join()).digest('hex');

/** How long the switch waits for live effects that are under way, and how often it tries. */
const PATIENCE = '5s';
const TRIES = 5;

interface Switch {
  readonly definition: ContextDefinition;
  readonly tables: readonly string[];
  readonly found: Comparison;
  readonly actor?: string;
}

/**
 * Corrects the live rows in one transaction, and notes it in the audit trail. The live effects wait meanwhile; readers do not.
 * Answers for how long, in milliseconds.
 */
export async function switchOver(client: Client, shadow: Shadow, what: Switch): Promise<number> {
  const { found, definition, tables } = what;
  await client.query('begin');
  const began = found.equal ? Date.now() : await holdUpEffects(client, definition.context);
  if (!found.equal) {
    await shadow.advance('within');
    for (const table of tables) await correct(client, definition.context, table);
  }
  await audit(client, what);
  await client.query('commit');
  return found.equal ? 0 : Date.now() - began;
}

/** Effects lock positions first of all: in this mode none can begin, and those under way end before it is granted. */
async function holdUpEffects(client: Client, context: string): Promise<number> {
  for (let tries = 1; ; tries++) {
    const began = Date.now();
    try {
      await client.query(`set local lock_timeout = '${PATIENCE}'`);
      await client.query(`lock table ${escapeIdentifier(context)}.consumer_position in exclusive mode`);
      await client.query('set local lock_timeout = 0');
      return began;
    } catch (error) {
      if ((error as { code?: string }).code !== '55P03') throw error;
      if (tries >= TRIES)
        throw new NotRebuildable(
          `effects of ${context} did not pause within ${TRIES} times ${PATIENCE}`,
          'something holds a transaction open for long (pg_stat_activity shows which); end it or wait, then run this again',
        );
      await client.query('rollback');
      await client.query('begin');
    }
  }
}

/** Rows that were equal in the snapshot have met the same events since. */
async function correct(client: Client, context: string, table: string): Promise<void> {
  const name = escapeIdentifier(table);
  const live = `${escapeIdentifier(context)}.${name}`;
  const rebuilt = `${escapeIdentifier(`${context}_rebuild`)}.${name}`;
  const theirs = (alias: string) => `d.table_name = $1 and ${alias}.tenant = d.tenant and ${alias}.id = d.id`;
  await client.query(`delete from ${live} l using rebuild_different d where ${theirs('l')}`, [table]);
  await client.query(`insert into ${live} select r.* from ${rebuilt} r join rebuild_different d on ${theirs('r')}`, [table]);
}

/** One entry for each hospital whose rows were compared. */
async function audit(client: Client, { definition: { context }, found: { tenants }, actor = 'platform' }: Switch): Promise<void> {
  const entries = tenants.map(({ tenant, equal }) => ({
    ...{ id: newId(), tenant, actor, operation: 'platform.rebuild-views', action: equal ? 'E' : 'U', entity_type: context },
    ...{ correlation_id: newId(), reason: equal ? 'views compared with the journals' : 'views corrected from the journals' },
  }));
  const columns = 'id, tenant, actor, operation, action, entity_type, correlation_id, reason';
  await client.query(
    `insert into ${escapeIdentifier(context)}.audit (${columns})
     select ${columns} from json_populate_recordset(null::${escapeIdentifier(context)}.audit, $1::json)`,
    [JSON.stringify(entries)],
  );
}
