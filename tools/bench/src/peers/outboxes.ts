import { ConfirmChannel } from 'amqplib';
import { setTimeout } from 'node:timers/promises';
import { routingKeyOf, StoredEvent } from '../events';
import { Site } from '../host';
import { stopwatch } from '../pairs';
import { figure } from '../report';
import { peer, Published } from './peer';

/** Drains `events` that wait in a package's own table into our queue. Answers events per second. */
export type Outbox = (
  site: Site,
  events: readonly StoredEvent[],
  publish: (event: Published) => Promise<void>,
) => Promise<number>;

/** Publishes one event and waits for its confirm, as a handler of these packages does. */
export const publisherTo = (channel: ConfirmChannel, exchange: string) => (event: Published) =>
  new Promise<void>((resolve, reject) => {
    const options = {
      messageId: event.messageId,
      contentType: 'application/cloudevents+json',
      persistent: true,
      mandatory: true,
    };
    channel.publish(exchange, event.routingKey, Buffer.from(event.event), options, (error) =>
      error ? reject(error as Error) : resolve(),
    );
  });

const toPublish = (event: StoredEvent): Published => ({
  messageId: event.event_id,
  routingKey: routingKeyOf(event),
  event: event.event,
});

interface TransactionalOutbox {
  DatabaseSetupExporter: { createPollingScript(config: object, skipRoles: boolean): string };
  initializePollingMessageListener(
    config: object,
    handler: { handle(message: { payload: Published }): Promise<void> },
    logger: unknown,
  ): [() => Promise<void>];
  getDisabledLogger(): unknown;
}

/** Polling without a pause, 200 at once, each message in parallel to all others: its order is given up. */
export const pgTransactionalOutbox: Outbox = async (site, events, publish) => {
  const { DatabaseSetupExporter, initializePollingMessageListener, getDisabledLogger } =
    peer<TransactionalOutbox>('pg-transactional-outbox');
  const names = {
    outboxOrInbox: 'outbox',
    database: new URL(site.databaseUrl).pathname.slice(1),
    schema: 'peer',
    table: 'outbox',
  };
  const role = decodeURIComponent(new URL(site.databaseUrl).username);
  const script = { ...names, listenerRole: role, nextMessagesSchema: 'peer', nextMessagesName: 'next_messages' };
  await site.rows(DatabaseSetupExporter.createPollingScript(script, true));
  await site.rows(
    `insert into peer.outbox (id, aggregate_type, aggregate_id, message_type, concurrency, payload)
     select (p ->> 'messageId')::uuid, 'Account', p ->> 'messageId', 'posted', 'parallel', p from json_array_elements($1::json) p`,
    [JSON.stringify(events.map(toPublish))],
  );
  await site.rows('vacuum analyze peer.outbox');
  const connection = { connectionString: site.databaseUrl, max: 20 };
  const settings = {
    dbSchema: 'peer',
    dbTable: 'outbox',
    nextMessagesFunctionSchema: 'peer',
    nextMessagesFunctionName: 'next_messages',
    nextMessagesBatchSize: 200,
    nextMessagesLockInMs: 60_000,
    nextMessagesPollingIntervalInMs: 1,
    enableMaxAttemptsProtection: false,
    enablePoisonousMessageProtection: false,
  };
  const config = { outboxOrInbox: 'outbox', dbListenerConfig: connection, dbHandlerConfig: connection, settings };
  return drained(events.length, publish, (one) => {
    const [shutdown] = initializePollingMessageListener(config, { handle: ({ payload }) => one(payload) }, getDisabledLogger());
    return Promise.resolve(shutdown);
  });
};

interface GraphileWorker {
  makeWorkerUtils(options: object): Promise<{ migrate(): Promise<void>; release(): Promise<void> }>;
  run(options: object): Promise<{ stop(): Promise<void> }>;
  Logger: new (factory: () => () => void) => unknown;
}

/** With its local queue (500 jobs fetched at once) and batched completion; 50 jobs at a time. */
export const graphileWorker: Outbox = async (site, events, publish) => {
  const { makeWorkerUtils, run, Logger } = peer<GraphileWorker>('graphile-worker');
  const logger = new Logger(() => () => undefined);
  const preset = {
    worker: {
      connectionString: site.databaseUrl,
      localQueue: { size: 500 },
      completeJobBatchDelay: 5,
      concurrentJobs: 50,
      maxPoolSize: 20,
      logger,
    },
  };
  const utils = await makeWorkerUtils({ preset });
  await utils.migrate();
  await utils.release();
  await site.rows(
    `select graphile_worker.add_jobs(array(select ('publish', p, null, null, null, null, null, null)::graphile_worker.job_spec
       from json_array_elements($1::json) p))`,
    [JSON.stringify(events.map(toPublish))],
  );
  await site.rows('vacuum analyze');
  return drained(events.length, publish, async (one) => {
    const runner = await run({ preset, taskList: { publish: one }, noHandleSignals: true });
    return () => runner.stop();
  });
};

interface Boss {
  start(): Promise<unknown>;
  stop(options: object): Promise<void>;
  on(event: 'error', listener: () => void): void;
  createQueue(name: string): Promise<void>;
  insert(jobs: readonly object[]): Promise<void>;
  fetch(name: string, options: { batchSize: number }): Promise<{ id: string; data: Published }[]>;
  complete(name: string, ids: readonly string[]): Promise<void>;
}

/** Fetched and completed 500 at a time, without waiting for its poll; its schedules and its maintenance are off. */
export const pgBoss: Outbox = async (site, events, publish) => {
  const PgBoss = peer<new (options: object) => Boss>('pg-boss');
  const boss = new PgBoss({ connectionString: site.databaseUrl, schema: 'boss', supervise: false, schedule: false, max: 10 });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue('publish');
  for (let n = 0; n < events.length; n += 1000)
    await boss.insert(events.slice(n, n + 1000).map((event) => ({ name: 'publish', data: toPublish(event) })));
  await site.rows('vacuum analyze');
  const perSecond = stopwatch();
  for (;;) {
    const jobs = await boss.fetch('publish', { batchSize: 500 });
    if (!jobs || jobs.length === 0) break;
    await Promise.all(jobs.map(({ data }) => publish(data)));
    await boss.complete(
      'publish',
      jobs.map(({ id }) => id),
    );
  }
  const speed = perSecond(events.length);
  await boss.stop({ graceful: false, wait: true });
  return speed;
};

/** A package that publishes nothing for so long has given the rest up. */
const GIVEN_UP_MS = 20_000;
const LOOK_MS = 50;

/** Runs until as many are published as there were, or the package publishes nothing any more; then those that came count. */
async function drained(
  count: number,
  publish: (event: Published) => Promise<void>,
  start: (one: (event: Published) => Promise<void>) => Promise<() => Promise<void>>,
): Promise<number> {
  const perSecond = stopwatch();
  let published = 0;
  let speed = 0;
  const stop = await start(async (event) => {
    await publish(event);
    speed = perSecond(++published);
  });
  for (let idle = 0, seen = -1; published < count && idle < GIVEN_UP_MS; idle = published === seen ? idle + LOOK_MS : 0) {
    seen = published;
    await setTimeout(LOOK_MS);
  }
  if (published < count) console.log(`  gave up ${figure(count - published)} of ${figure(count)} events`);
  // The last ones are still being marked as done.
  await setTimeout(500);
  await stop();
  return speed;
}
