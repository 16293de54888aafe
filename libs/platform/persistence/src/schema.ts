import { Client } from 'pg';
import { DataSource, DataSourceOptions } from 'typeorm';
import { deriveSecret } from '@orderly/platform/security';
import { SnakeNaming } from './row-shape';
import { Platform1764000000000 } from './tables';

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
  const attributes = `login nosuperuser nobypassrls nocreatedb nocreaterole noinherit password ${password}`;
  const { rowCount } = await admin.query('select 1 from pg_roles where rolname = $1', [role]);
  await admin.query(`${rowCount ? 'alter' : 'create'} role "${role}" ${attributes}`);
  await admin.query(`create schema if not exists "${context}"`);
  await admin.query(`alter role "${role}" set search_path = "${context}"`);
  // A relay that was frozen while it held its lanes lets go of them after this time.
  await admin.query(`alter role "${role}" set idle_in_transaction_session_timeout = '15s'`);
}

async function runMigrations(adminUrl: string, { context, migrations }: SchemaDescription): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: adminUrl,
    schema: context,
    migrations: [Platform1764000000000, ...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    installExtensions: false,
    extra: { max: 1, options: `-c search_path=${context}` },
  } as DataSourceOptions);
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
      keepAlive: true,
      application_name: `orderly ${context}`,
      types: { getTypeParser: typeParser },
    },
  } as DataSourceOptions);
  await source.initialize();
  return source;
}

const TIMESTAMPTZ = 1184;
const BIGINT = 20;
const JSON_TYPES = new Set([114, 3802]);

/** Times come as UTC instants, days and decimals as the text they are. */
function typeParser(oid: number): (text: string) => unknown {
  if (oid === TIMESTAMPTZ) return (text) => new Date(text).toISOString();
  if (oid === BIGINT || oid === 23 || oid === 21 || oid === 700 || oid === 701) return Number;
  if (oid === 16) return (text) => text === 't';
  if (JSON_TYPES.has(oid)) return (text) => JSON.parse(text) as unknown;
  if (oid === 1007) return (text) => text.slice(1, -1).split(',').filter(Boolean).map(Number);
  if (oid === 1009 || oid === 2951)
    return (text) =>
      text
        .slice(1, -1)
        .split(',')
        .filter(Boolean)
        .map((part) => part.replace(/^"|"$/g, ''));
  return (text) => text;
}
