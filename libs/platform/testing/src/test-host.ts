import { INestMicroservice, Type } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { connect } from 'amqplib';
import { Client } from 'pg';
import { Clock, Ctx, newId, Operation, OperationDeclaration, SystemClock } from '@orderly/kernel';
import {
  Broker,
  ContextDefinition,
  contextModule,
  Contexts,
  EventTransport,
  PlatformModule,
  sourcesOf,
  subscriptionName,
} from '@orderly/platform/messaging';
import { migrate } from '@orderly/platform/persistence';
import { eventually } from './eventually';

export const TEST_SECRET = Buffer.alloc(32, 7).toString('base64url');

export interface TestHostOptions {
  clock?: Clock;
  /** false: events stay in the outbox until the test publishes them itself. */
  transport?: boolean;
  retryDelaysMs?: readonly number[];
  sweepEveryMs?: number;
  poolSize?: number;
}

/** These contexts in one process, on a real PostgreSQL and a real RabbitMQ of this test worker alone. */
export class TestHost {
  private constructor(
    readonly app: INestMicroservice,
    readonly definitions: readonly ContextDefinition[],
    readonly adminUrl: string,
    readonly namespace: string,
    private readonly admin: Client,
  ) {}

  static async start(definitions: readonly ContextDefinition[], options: TestHostOptions = {}): Promise<TestHost> {
    const { databaseUrl, amqpUrl, namespace } = await workerServers();
    await migrate(databaseUrl, TEST_SECRET, definitions);
    const platform = PlatformModule.forRoot(
      {
        databaseUrl,
        amqpUrl,
        secret: TEST_SECRET,
        namespace,
        poolSize: options.poolSize ?? 8,
        retryDelaysMs: options.retryDelaysMs,
        sweepEveryMs: options.sweepEveryMs,
      },
      options.clock ?? new SystemClock(),
    );
    const module = await Test.createTestingModule({ imports: [platform, ...definitions.map(contextModule)] }).compile();
    const app = module.createNestMicroservice({
      strategy: module.get(EventTransport),
      logger: process.env['DEBUG'] ? ['log', 'warn', 'error'] : false,
    });
    await app.init();
    if (options.transport !== false) await app.listen();
    const admin = new Client({ connectionString: databaseUrl });
    await admin.connect();
    const host = new TestHost(app, definitions, databaseUrl, namespace, admin);
    if (options.transport !== false) await host.consuming();
    return host;
  }

  get<T>(token: Type<T>): T {
    return this.app.get(token, { strict: false });
  }

  /** Carries out a command or query, as an edge would. */
  send<A>(operation: Operation & { readonly answer: A }): Promise<A> {
    const { kind } = operation.constructor as unknown as OperationDeclaration;
    return kind === 'command' ? this.get(CommandBus).execute(operation as never) : this.get(QueryBus).execute(operation as never);
  }

  /** Rows as the administrator sees them: past row-level security, for assertions only. */
  async rows<R = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query(sql, values)).rows as R[];
  }

  /** Waits until every event has been published and has taken effect everywhere, or is stuck visibly. */
  async settled(tenant: string): Promise<void> {
    await eventually(async () => {
      for (const definition of this.definitions) {
        const [row] = await this.rows<{ n: string }>(
          `select count(*) as n from "${definition.context}".outbox where tenant = $1`,
          [tenant],
        );
        if (row?.n !== '0') throw new Error(`${definition.context} still publishes`);
        for (const source of sourcesOf(definition)) await this.caughtUp(definition.context, source, tenant);
      }
    });
  }

  /** Stops as a process stops: what waits in the queues stays there. */
  async close(): Promise<void> {
    await this.app.close();
    await this.admin.end();
  }

  /** Stops, and leaves nothing behind at the broker. */
  async stop(): Promise<void> {
    await this.close();
    const connection = await connect((await workerServers()).amqpUrl);
    const channel = await connection.createChannel();
    for (const queue of this.queues()) await channel.deleteQueue(queue);
    await channel.deleteExchange(`${this.namespace}.events`);
    await connection.close();
  }

  private queues(): string[] {
    return this.definitions.flatMap((definition) =>
      sourcesOf(definition).map((source) => `${this.namespace}.${subscriptionName(definition.context, source)}.v1`),
    );
  }

  private async consuming(): Promise<void> {
    await eventually(() => {
      if (!this.get(Broker).connected) throw new Error('no broker yet');
      const late = this.get(Contexts).running.flatMap(({ subscriptions }) => subscriptions.filter(({ ready }) => !ready));
      if (late.length > 0) throw new Error(`${late[0]?.name} does not consume yet`);
    });
  }

  private async caughtUp(consumer: string, source: string, tenant: string): Promise<void> {
    const subscription = subscriptionName(consumer, source);
    const [behind] = await this.rows<{ aggregate_type: string; version: number }>(
      `select l.aggregate_type, max(l.version) as version from "${source}".event_log l
       left join "${consumer}".consumer_position p
         on p.subscription = $1 and p.tenant = l.tenant and p.aggregate_type = l.aggregate_type and p.aggregate_id = l.aggregate_id
       where l.tenant = $2 group by l.aggregate_type, l.aggregate_id, p.version having max(l.version) > coalesce(p.version, 0) limit 1`,
      [subscription, tenant],
    );
    if (behind) throw new Error(`${subscription} has not seen ${behind.aggregate_type} version ${behind.version}`);
  }
}

/** A person of a hospital, with every permission unless told otherwise. */
export function person(
  tenant: string,
  given: { user?: string; permissions?: readonly string[] } & Partial<Omit<Ctx, 'permissions'>> = {},
): Ctx {
  const { permissions, user = newId(), ...rest } = given;
  const all = Object.assign(new Set<string>(), { has: () => true });
  const id = newId();
  return {
    tenant,
    user,
    permissions: permissions ? new Set(permissions) : all,
    correlationId: id,
    causationId: id,
    outcome: {},
    ...rest,
  };
}

/** Each test starts with a hospital of its own. */
export const freshTenant = (): string => newId();

/** The servers of this test worker: a database and a namespace of its own; `of` sets apart what must not see the events of other specs. */
export async function workerServers(of = ''): Promise<{ databaseUrl: string; amqpUrl: string; namespace: string }> {
  const { DATABASE_URL, AMQP_URL, JEST_WORKER_ID = '1', ORDERLY_TEST_SLOT = '' } = process.env;
  if (!DATABASE_URL || !AMQP_URL) throw new Error('DATABASE_URL and AMQP_URL are set by `npm test`');
  const url = new URL(DATABASE_URL);
  // Several people may test on the same servers at once, each in a slot of their own.
  const slot = `${ORDERLY_TEST_SLOT}${JEST_WORKER_ID}${of}`;
  const database = `orderly_test_${slot}`;
  const admin = new Client({ connectionString: DATABASE_URL });
  await admin.connect();
  const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [database]);
  if (!rowCount) await admin.query(`create database ${database}`);
  await admin.end();
  url.pathname = `/${database}`;
  return { databaseUrl: url.toString(), amqpUrl: AMQP_URL, namespace: `test${slot}` };
}
