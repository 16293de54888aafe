import { Client, types } from 'pg';
import { DataSource } from 'typeorm';
import { deriveSecret } from '@orderly/platform/security';
import { SnakeNaming } from './row-shape';
import {
  DeadLetters1764000000700,
  DiscardedEvents1764000000900,
  Errand1764000000500,
  FasterPolicies1764000001000,
  InboxIndexes1764000001100,
  InboxRuns1764000000800,
  Platform1764000000000,
} from './tables';

export interface SchemaDescription {
  /** Name of the context, of its schema and, with the database's name before it, of its role. */
  readonly context: string;
  readonly entities: readonly Function[];
  readonly migrations: readonly Function[];
  /** Tables that no tenant owns, each with a reason beside its name; the row-level-security test excuses them. */
  readonly tenantless?: readonly string[];
}

/** Brings the schemas of these contexts up to date. `adminUrl` may create roles and schemas; nothing else in the system uses it. */
export async function migrate(adminUrl: string, secret: string, schemas: readonly SchemaDescription[]): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // One migrator at a time, also when several hosts start together.
    await admin.query(`select pg_advisory_lock(hashtext('orderly migrate'))`);
    for (const schema of schemas) {
      await provideRole(admin, adminUrl, secret, schema.context);
      await runMigrations(adminUrl, schema);
      await grant(admin, roleOf(adminUrl, schema.context), schema.context);
    }
  } finally {
    await admin.end();
  }
}

/** The role under which a context works: it owns nothing, bypasses nothing. */
export const roleOf = (adminUrl: string, context: string): string => `${new URL(adminUrl).pathname.slice(1)}_${context}`;

/** The URL under which a context works: its own role, password derived from the installation's secret. */
export function contextUrl(adminUrl: string, secret: string, context: string): string {
  const url = new URL(adminUrl);
  url.username = roleOf(adminUrl, context);
  url.password = deriveSecret(secret, `role ${url.username}`);
  return url.toString();
}

async function provideRole(admin: Client, adminUrl: string, secret: string, context: string): Promise<void> {
  const role = roleOf(adminUrl, context);
  const password = admin.escapeLiteral(deriveSecret(secret, `role ${role}`));
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
  // Only a superuser may name these attributes of a role that is there.
  const attributes = rowCount ? '' : 'login nosuperuser nobypassrls nocreatedb nocreaterole noinherit';
  await admin.query(`${rowCount ? 'alter' : 'create'} role "${role}" ${attributes} password ${password}`);
  await admin.query(`create schema if not exists "${context}"`);
  await admin.query(`alter role "${role}" set search_path = "${context}"`);
  // Contexts reach rows by key. A plan that was made and kept while a table was empty must not scan it once it is full.
  for (const plan of ['seqscan', 'hashjoin', 'mergejoin']) await admin.query(`alter role "${role}" set enable_${plan} = off`);
  // Such plans do not depend on the values either: no need to try five times for each statement and connection.
  await admin.query(`alter role "${role}" set plan_cache_mode = force_generic_plan`);
  await admin.query(`alter role "${role}" set jit = off`);
  await admin.query(`alter role "${role}" set max_parallel_workers_per_gather = 0`);
  // A relay that was frozen while it held its lanes lets go of them after this time.
  await admin.query(`alter role "${role}" set idle_in_transaction_session_timeout = '15s'`);
}

async function runMigrations(adminUrl: string, { context, migrations }: SchemaDescription): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    schema: context,
    migrations: [
      Platform1764000000000,
      Errand1764000000500,
      DeadLetters1764000000700,
      InboxRuns1764000000800,
      DiscardedEvents1764000000900,
      FasterPolicies1764000001000,
      InboxIndexes1764000001100,
      ...migrations,
    ],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    extra: { max: 1, options: `-c search_path=${context}` },
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/** Journal and audit trail can be added to, never changed. */
async function grant(admin: Client, role: string, schema: string): Promise<void> {
  await admin.query(`
    grant usage on schema "${schema}" to "${role}";
    grant select, insert, update, delete on all tables in schema "${schema}" to "${role}";
    grant usage on all sequences in schema "${schema}" to "${role}";
    revoke update, delete on "${schema}".event_log, "${schema}".audit from "${role}";
    revoke insert, update, delete on "${schema}".migration from "${role}";`);
}

/** A statement of a context that takes longer will never be answered: the path to the database is gone, or the statement is a mistake. */
const ANSWER_MS = 12_000;

/** Opens the context's own pool. `pipeline` lets statements of a transaction travel without waiting for each other. */
export async function openSource(url: string, { context, entities }: SchemaDescription, poolSize: number): Promise<DataSource> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: context,
    entities: [...entities],
    namingStrategy: new SnakeNaming(),
    installExtensions: false,
    poolErrorHandler: () => undefined,
    extra: {
      max: poolSize,
      pipeline: true,
      connectionTimeoutMillis: 5_000,
      // A path on which nothing comes back is a database that is away.
      query_timeout: ANSWER_MS,
      keepAlive: true,
      application_name: `orderly ${context}`,
      types: { getTypeParser: typeParser },
    },
  });
  await source.initialize();
  return source;
}

/** Type numbers of PostgreSQL (pg_type.oid). */
const PARSERS = new Map<number, (text: string) => unknown>([
  [1184, (text) => new Date(text).toISOString()],
  ...[20, 21, 23, 700, 701].map((oid) => [oid, Number] as const),
  [16, (text) => text === 't'],
  ...[114, 3802].map((oid) => [oid, (text: string) => JSON.parse(text) as unknown] as const),
  ...[1007, 1009, 2951].map((oid) => [oid, types.getTypeParser(oid) as (text: string) => unknown] as const),
]);

/** Times come as UTC instants, days and decimals as the text they are. */
const typeParser = (oid: number) => PARSERS.get(oid) ?? ((text: string) => text);
