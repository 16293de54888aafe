import { Inject, Injectable, OnApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Clock } from '@orderly/kernel';
import { contextUrl, Database, openSource, RowShapes } from '@orderly/platform/persistence';
import { Cursors, Keyring } from '@orderly/platform/security';
import { Contexts, PLATFORM_OPTIONS, type PlatformOptions } from './context-module';
import { ContextDefinition } from './definition';
import { Worklists } from './worklists';

/** An operator's process looks at the others' work lists now and then. */
const CONNECTIONS = 2;

/** The databases of the installation's contexts, for operators: those that run in this process and, once opened, those that do not. */
@Injectable()
export class ContextDatabases implements OnApplicationShutdown {
  private readonly elsewhere: Database[] = [];

  constructor(
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
    @Inject(Contexts) private readonly contexts: Contexts,
    @Inject(Keyring) private readonly keyring: Keyring,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  get all(): readonly Database[] {
    return [...this.contexts.running.map(({ db }) => db), ...this.elsewhere];
  }

  of(context: string): Database | undefined {
    return this.all.find(({ shop }) => shop.context === context);
  }

  /** Of a context that runs here, or that this process was told about. */
  definitionOf(db: Database): ContextDefinition | undefined {
    const running = this.contexts.running.find((one) => one.db === db)?.definition;
    return running ?? this.options.elsewhere?.find(({ context }) => context === db.shop.context);
  }

  /** Of a context that runs here. */
  worklistsOf(db: Database): Worklists {
    return this.contexts.running.find((one) => one.db === db)?.definition.worklists ?? { names: [], sql: '' };
  }

  /** `chart-on-orders` ...: as the context's definition has it or, elsewhere, as its sweeps have noted it. */
  async subscriptionsOf(db: Database): Promise<readonly string[]> {
    const running = this.contexts.running.find((one) => one.db === db);
    if (running) return running.subscriptions.map(({ name }) => name);
    const rows = await db.work((session) =>
      session.query<{ subscription: string }>({
        name: 'subscriptions',
        text: 'select subscription from journal_cursor order by 1',
        values: [],
      }),
    );
    return rows.map(({ subscription }) => subscription);
  }

  /** Opens what is migrated and does not run here, each context under its own role. Throws when the database does not answer. */
  async openElsewhere(): Promise<void> {
    const { databaseUrl, secret } = this.options;
    for (const context of await migratedContexts(databaseUrl)) {
      if (this.of(context)) continue;
      const url = contextUrl(databaseUrl, secret, context);
      const source = await openSource(url, { context, entities: [], migrations: [] }, CONNECTIONS);
      const { keyring, cursors, clock } = this;
      this.elsewhere.push(new Database(source, { context, keyring, cursors, clock, shapes: new RowShapes(source) }));
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.elsewhere.map(({ source }) => source.destroy()));
  }
}

/** A context is a schema with an inbox and migrations of its own. */
async function migratedContexts(databaseUrl: string): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ context: string }>(
      `select n.nspname as context from pg_namespace n
       where n.nspname ~ '^[a-z]+$' and to_regclass(n.nspname || '.inbox') is not null
         and to_regclass(n.nspname || '.migration') is not null
       order by 1`,
    );
    return rows.map(({ context }) => context);
  } finally {
    await client.end();
  }
}
