import 'reflect-metadata';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Clock } from '@orderly/kernel';
import { Broker, ContextDefinition, contextModule, Contexts, PlatformModule, RunningContext } from '@orderly/platform/messaging';
import { JsonLogger, metrics } from '@orderly/platform/telemetry';
import { TEST_SECRET, trouble } from '@orderly/platform/testing';
import { DEFINITIONS } from './definitions';
import { carryOutDuty } from './duties';
import { LoopWatch } from './loop';
import { replayAll } from './operator';
import { FromWorker, Role, Stats, Task, ToWorker, Trouble } from './task';
import { Writers } from './writing';

const MOST_BINDING_MS = 10_000;

const loop = new LoopWatch();

/** A process of the system under test: the platform as it is shipped, with only the parts of its role started. */
class WorkerProcess {
  private constructor(
    private readonly app: INestApplicationContext,
    private readonly role: Role,
    private readonly writers: Writers,
    private readonly bell?: NodeJS.Timeout,
  ) {}

  static async begin(task: Task): Promise<WorkerProcess> {
    const definitions = DEFINITIONS[task.definitions ?? 'bank'];
    if (!definitions) throw new Error(`no definitions named ${task.definitions}`);
    const app = await contextOf(task, definitions);
    for (const each of task.troubles ?? []) arrange(each);
    const { db } = running(app, 'ledger');
    const bell = task.lookEveryMs ? setInterval(() => db.committed.ring(), task.lookEveryMs) : undefined;
    await startParts(app, task.role);
    loop.start();
    return new WorkerProcess(app, task.role, new Writers(db, (told) => tell({ told })), bell);
  }

  async carryOut(message: ToWorker): Promise<unknown> {
    switch (message.what) {
      case 'open':
        return this.writers.open(message.accounts);
      case 'write':
        return this.writers.write(message.writing);
      case 'halt':
        return this.writers.halt();
      case 'replay':
        return replayAll(this.app, message.order);
      case 'duty':
        return carryOutDuty(this.app, message.duty);
      case 'stats':
        return this.stats();
      case 'begin':
        throw new Error('this worker has begun already');
    }
  }

  /** As EventTransport ends: first nothing new is taken, then nothing new is sent, then the connections go. */
  async end(): Promise<void> {
    clearInterval(this.bell);
    this.writers.halt();
    await Promise.all(subscriptionsOf(this.app).map((each) => each.stop()));
    if (this.role === 'timer') await Promise.all(dutiesOf(this.app).map((each) => each.stop()));
    if (this.role === 'relay' || this.role === 'all') await running(this.app, 'ledger').relay.stop();
    if (this.role !== 'writer') await this.app.get(Broker).close();
    await this.app.close();
  }

  private async stats(): Promise<Stats> {
    const sum = async (metric: { get(): Promise<{ values: { value: number }[] }> }) =>
      (await metric.get()).values.reduce((total, { value }) => total + value, 0);
    const pools = this.app.get(Contexts).running.map(({ db }) => (db.source.driver as unknown as { master: Pool }).master);
    return {
      published: await sum(metrics.published),
      effects: await sum(metrics.effects),
      duplicates: await sum(metrics.duplicates),
      refetched: await sum(metrics.refetched),
      loopMs: loop.worstMs,
      rssMb: Math.round(process.memoryUsage().rss / 2 ** 20),
      clients: pools.reduce((total, pool) => total + pool.totalCount, 0),
      busy: pools.reduce((total, pool) => total + pool.totalCount - pool.idleCount, 0),
    };
  }
}

class ShiftedClock extends Clock {
  constructor(private readonly aheadMs = 0) {
    super();
  }

  now(): string {
    return new Date(Date.now() + this.aheadMs).toISOString();
  }
}

interface Pool {
  totalCount: number;
  idleCount: number;
}

function contextOf(task: Task, definitions: readonly ContextDefinition[]): Promise<INestApplicationContext> {
  const { databaseUrl, amqpUrl, namespace, poolSize = 8, retryDelaysMs, sweepEveryMs = 3_600_000 } = task;
  const options = { databaseUrl, amqpUrl, namespace, poolSize, retryDelaysMs, sweepEveryMs, secret: TEST_SECRET };
  const platform = PlatformModule.forRoot(options, new ShiftedClock(task.clockAheadMs));
  class Worker {}
  const module = { module: Worker, imports: [platform, ...definitions.map(contextModule)] };
  return NestFactory.createApplicationContext(module, { logger: new JsonLogger() });
}

const running = (app: INestApplicationContext, context: string): RunningContext => {
  const found = app.get(Contexts).running.find(({ definition }) => definition.context === context);
  if (!found) throw new Error(`${context} is not in this process`);
  return found;
};

const dutiesOf = (app: INestApplicationContext) => app.get(Contexts).running.flatMap(({ errands }) => errands);

const subscriptionsOf = (app: INestApplicationContext) => app.get(Contexts).running.flatMap(({ subscriptions }) => subscriptions);

async function startParts(app: INestApplicationContext, role: Role): Promise<void> {
  if (role !== 'writer') await app.get(Broker).open();
  if (role === 'relay' || role === 'all') running(app, 'ledger').relay.start();
  if (role === 'consumer' || role === 'all') await consume(app);
  if (role === 'timer') for (const each of dutiesOf(app)) each.start();
}

/** Until the queue is there, what is published is not for us. A broker that is away is waited for only so long. */
async function consume(app: INestApplicationContext): Promise<void> {
  const subscriptions = subscriptionsOf(app);
  for (const each of subscriptions) each.start();
  const deadline = Date.now() + MOST_BINDING_MS;
  while (!subscriptions.every(({ ready }) => ready) && Date.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

function arrange({ accounts, does, ms = 0, times = Infinity }: Trouble): void {
  const happens = {
    throw: () => {
      throw new Error('this posting cannot be followed');
    },
    wait: () => new Promise<void>((resolve) => setTimeout(resolve, ms)),
    abort: () => process.abort(),
  }[does];
  for (const account of accounts) {
    let left = times;
    trouble.set(account, () => (left-- > 0 ? happens() : undefined));
  }
}

const tell = (message: FromWorker): void => void (process.connected && process.send?.(message));

let worker: WorkerProcess | undefined;

async function answer(message: ToWorker): Promise<unknown> {
  if (message.what === 'begin') worker = await WorkerProcess.begin(message.task);
  else return (await worker?.carryOut(message)) ?? null;
  return null;
}

process.on('message', (message: ToWorker) => {
  const { ask } = message;
  answer(message).then(
    (result) => tell({ ask, answer: result }),
    (error: unknown) => tell({ ask, error: error instanceof Error ? error.message : String(error) }),
  );
});

let ending = false;
process.on('SIGTERM', () => {
  if (ending) return;
  ending = true;
  (worker?.end() ?? Promise.resolve()).then(
    () => process.exit(0),
    () => process.exit(1),
  );
});

// Nobody is left to work for.
process.on('disconnect', () => process.exit(3));
