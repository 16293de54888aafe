import { ChannelModel, ConfirmChannel, connect } from 'amqplib';
import { INestApplicationContext } from '@nestjs/common';
import { ModuleRef, NestFactory } from '@nestjs/core';
import { Client } from 'pg';
import {
  Broker,
  ContextDefinition,
  contextModule,
  Contexts,
  EventTransport,
  PlatformModule,
  RunningContext,
} from '@orderly/platform/messaging';
import { migrate } from '@orderly/platform/persistence';
import { metrics } from '@orderly/platform/telemetry';
import { Bench } from './bench';

export const SECRET = Buffer.alloc(32, 7).toString('base64url');
const MOST_WAIT_MS = 300_000;

/** A database of its own on the bench's PostgreSQL and a namespace of its own on its RabbitMQ, with these contexts' schemas. */
export class Site {
  private constructor(
    readonly name: string,
    readonly databaseUrl: string,
    readonly amqpUrl: string,
    /** A superuser: past row-level security. */
    readonly admin: Client,
    private readonly connection: ChannelModel,
    readonly channel: ConfirmChannel,
    private readonly server: string,
  ) {}

  static async open({ databaseUrl, amqpUrl }: Bench, name: string, definitions: readonly ContextDefinition[]): Promise<Site> {
    const url = new URL(databaseUrl);
    url.pathname = `/${databaseOf(name)}`;
    await once(databaseUrl, `drop database if exists ${databaseOf(name)} with (force)`);
    await once(databaseUrl, `create database ${databaseOf(name)}`);
    if (definitions.length > 0) await migrate(url.toString(), SECRET, definitions);
    const admin = new Client({ connectionString: url.toString() });
    await admin.connect();
    const connection = await connect(amqpUrl);
    const channel = await connection.createConfirmChannel();
    await channel.assertExchange(`bench-${name}.events`, 'topic', { durable: true });
    return new Site(name, url.toString(), amqpUrl, admin, connection, channel, databaseUrl);
  }

  get namespace(): string {
    return `bench-${this.name}`;
  }

  get exchange(): string {
    return `${this.namespace}.events`;
  }

  /** The queue of a subscription, as the platform declares it; `source` is bound to it. */
  async queue(subscription: string, source: string): Promise<string> {
    const queue = `${this.namespace}.${subscription}.v1`;
    const wanted = { 'x-queue-type': 'quorum', 'x-single-active-consumer': true, 'x-delivery-limit': 20 };
    await this.channel.assertQueue(queue, { durable: true, arguments: wanted });
    await this.channel.bindQueue(queue, this.exchange, `*.${source}.#`);
    return queue;
  }

  async rows<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query(text, values)).rows as R[];
  }

  /** The contexts in this process, with nothing started: the row starts what it measures. */
  async host(definitions: readonly ContextDefinition[]): Promise<Host> {
    const options = {
      databaseUrl: this.databaseUrl,
      amqpUrl: this.amqpUrl,
      secret: SECRET,
      namespace: this.namespace,
      poolSize: 8,
    };
    class BenchHost {}
    const module = { module: BenchHost, imports: [PlatformModule.forRoot(options), ...definitions.map(contextModule)] };
    return new Host(await NestFactory.createApplicationContext(module, { logger: ['warn', 'error', 'fatal'] }));
  }

  /** Leaves nothing behind. */
  async close(queues: readonly string[] = []): Promise<void> {
    for (const queue of queues) await this.channel.deleteQueue(queue);
    await this.channel.deleteExchange(this.exchange);
    await this.connection.close();
    await this.admin.end();
    await once(this.server, `drop database if exists ${databaseOf(this.name)} with (force)`);
  }
}

/** The product's own wiring of contexts, relays and subscriptions. */
export class Host {
  constructor(private readonly app: INestApplicationContext) {}

  get modules(): ModuleRef {
    return this.app.get(ModuleRef, { strict: false });
  }

  get broker(): Broker {
    return this.app.get(Broker, { strict: false });
  }

  running(context: string): RunningContext {
    const { running } = this.app.get(Contexts, { strict: false });
    return running.find(({ definition }) => definition.context === context) as RunningContext;
  }

  /** Both connections to the broker and one to each database are there before anything is measured. */
  async warm(): Promise<void> {
    await this.broker.open();
    await until(() => this.broker.connected, 'the broker');
    for (const { db } of this.app.get(Contexts, { strict: false }).running) await db.work((session) => session.query('select 1'));
  }

  /** Relays and subscriptions of all contexts, as in production. Answers how to stop them. */
  async transport(): Promise<() => Promise<void>> {
    const transport = this.app.get(EventTransport, { strict: false });
    await new Promise<void>((resolve, reject) => transport.listen((error) => (error ? reject(error) : resolve())));
    const { running } = this.app.get(Contexts, { strict: false });
    await until(() => running.every(({ subscriptions }) => subscriptions.every(({ ready }) => ready)), 'the subscriptions');
    return () => transport.close();
  }

  async close(): Promise<void> {
    await this.broker.close();
    await this.app.close();
  }
}

/** Looks every five milliseconds. */
export async function until(check: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const deadline = Date.now() + MOST_WAIT_MS; !(await check());) {
    if (Date.now() > deadline) throw new Error(`waited ${MOST_WAIT_MS / 1000} s for ${what} in vain`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** What one of the product's own counters says: `counted('effects', { subscription })`. */
export async function counted(name: 'published' | 'effects', labels: Record<string, string>): Promise<number> {
  const { values } = await metrics[name].get();
  const same = values.find((value) => Object.entries(labels).every(([label, wanted]) => value.labels[label as never] === wanted));
  return same?.value ?? 0;
}

async function once(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}

const databaseOf = (name: string) => `bench_${name.replaceAll('-', '_')}`;
