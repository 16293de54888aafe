import { Client } from 'pg';
import { openSource, RowShapes } from '@orderly/platform/persistence';
import { DerivedKeyring } from '@orderly/platform/security';
import { ContextDefinition } from './definition';
import { compare, Comparison, switchOver, tablesOf } from './rebuild-compare';
import { NotRebuildable } from './rebuild-fold';
import { RebuildProgress, RebuildReport } from './rebuild-report';
import { Shadow } from './rebuild-shadow';

export { NotRebuildable } from './rebuild-fold';
export * from './rebuild-report';

export interface RebuildOptions {
  /** Of the administrator: the rebuild makes a schema of its own, and reads the journals of several contexts. */
  readonly databaseUrl: string;
  /** The installation's: opens what is sealed in the events. */
  readonly secret: string;
  /** The context whose views are rebuilt. Its reactions and errands are not looked at. */
  readonly definition: ContextDefinition;
  /** Only this hospital's rows. */
  readonly tenant?: string;
  /** Compares and reports; the live rows stay as they are. */
  readonly dryRun?: boolean;
  /** Stands in the audit trail. */
  readonly actor?: string;
  readonly signal?: AbortSignal;
  /** Called after each page and at each new step. */
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** So few events are read in the moment in which the comparison begins. */
const FEW = 2_000;

/**
 * Builds the views of a context again from the journals, beside the live ones, up to exactly the positions that the live ones have
 * reached: an event that is dead or waits is not shown by either. Compares, and corrects the live rows in one transaction.
 * Throws NotRebuildable when the journals do not yield a view that can be trusted; the live view has not been touched then.
 */
export async function rebuild(options: RebuildOptions): Promise<RebuildReport> {
  const clients = [newClient(options), newClient(options)] as const;
  try {
    await Promise.all(clients.map((client) => open(client)));
    await lockOut(clients[0], options.definition.context);
    const shapes = await shapesOf(options);
    const shadow = new Shadow(clients, { ...options, shapes, keyring: new DerivedKeyring(options.secret) });
    return await shadow.during(() => run(clients[0], shadow, options));
  } catch (error) {
    throw isNotMigrated(error) ? new NotRebuildable('tables or columns of this version are missing', MIGRATE) : error;
  } finally {
    await Promise.allSettled(clients.map((client) => client.end()));
  }
}

async function run(writer: Client, shadow: Shadow, options: RebuildOptions): Promise<RebuildReport> {
  const { context } = options.definition;
  const tables = tablesOf(shadow.shapes, options.definition);
  const began = Date.now();
  do await shadow.advance('beside');
  while (shadow.lastRead > FEW);
  const readMs = Date.now() - began;
  const look = () => inSnapshot(writer, shadow, () => compare(writer, { context, tables, tenant: options.tenant }));

  shadow.tell('comparing');
  const found = await look();
  const correct = !found.equal && !options.dryRun;
  let heldUpMs = 0;
  if (!options.dryRun) {
    if (correct) shadow.tell('switching');
    heldUpMs = await switchOver(writer, shadow, { ...options, tables, found });
  }
  if (correct) {
    shadow.tell('verifying');
    if (!(await look()).equal)
      throw new NotRebuildable(
        `the live rows of ${context} differ again right after the switch`,
        'somebody else writes to them, or the application runs another version of the views: stop or update it, then run this again',
      );
  }
  return {
    context,
    ...summaryOf(found),
    switched: correct,
    events: shadow.events,
    seconds: (Date.now() - began) / 1000,
    eventsPerSecond: Math.round((shadow.events * 1000) / Math.max(readMs, 1)),
    heldUpMs,
  };
}

/** Undefined table, undefined column. */
const isNotMigrated = (error: unknown) => ['42P01', '42703'].includes((error as { code?: string }).code ?? '');
const MIGRATE = 'the application has not been started in this version yet: start it, which migrates, then run this again';

const summaryOf = ({ tables, tenants, equal }: Comparison) => ({ tables, tenants, equal });

/** In one snapshot, rows and positions of the live view belong together: nobody has to be held up to compare. */
async function inSnapshot<T>(writer: Client, shadow: Shadow, look: () => Promise<T>): Promise<T> {
  await writer.query('begin isolation level repeatable read');
  await shadow.advance('within');
  const answer = await look();
  await writer.query('commit');
  return answer;
}

const newClient = ({ databaseUrl }: RebuildOptions) =>
  new Client({ connectionString: databaseUrl, application_name: 'orderly rebuild', keepAlive: true, pipeline: true });

async function open(client: Client): Promise<void> {
  // The end of a connection shows in its next statement; unheard here, it would be the end of the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(
    `set jit = off; set max_parallel_workers_per_gather = 0; set work_mem = '64MB'; set synchronous_commit = on`,
  );
}

async function lockOut(client: Client, context: string): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock(hashtext($1)) as mine', [
    `orderly rebuild ${context}`,
  ]);
  if (!rows[0]?.mine)
    throw new NotRebuildable(`another rebuild of ${context} is running`, 'wait until it has ended, then run this again');
}

async function shapesOf({ databaseUrl, definition }: RebuildOptions): Promise<RowShapes> {
  const source = await openSource(databaseUrl, definition, 1);
  const shapes = new RowShapes(source);
  for (const { Row } of definition.views) shapes.of(Row);
  await source.destroy();
  return shapes;
}
