import { Client } from 'pg';
import { join } from 'node:path';
import { newId } from '@orderly/kernel';
import { migrate } from '@orderly/platform/persistence';
import { leaveServedWal, TEST_SECRET } from '@orderly/platform/testing';
import { DEFINITIONS } from './definitions';
import { Load, LoadTerms } from './load';
import { Expected, judge, Waiting, waitingIn } from './oracle';
import { Link } from './proxy';
import { CommandRecord } from './record';
import { Figures } from './figures';
import { Servers } from './servers';
import { Account, Role, Stats, Task } from './task';
import { Wire } from './wire';
import { Worker } from './worker';

/** Where the programs and logs of a run are, and where it speaks. */
export interface Stage {
  /** The build under test: dist, or that of a mutant. */
  readonly dist: string;
  readonly logs: string;
  readonly servers: Servers;
  say(line: string): void;
  readonly signal: AbortSignal;
}

interface Terms {
  /** `bank` unless told otherwise; see definitions.ts. */
  readonly definitions?: string;
  /** Keep a copy of everything that is published; true unless told otherwise. */
  readonly wire?: boolean;
  /** Times are compared, so PostgreSQL is not as slow as a new server. */
  readonly timed?: boolean;
  /** Another broker than the suite's own. */
  readonly amqpUrl?: string;
}

const MOST_SETTLING_MS = 120_000;
/** Longer than anything waits that moves by itself. */
const STILL_MS = 45_000;
const ANSWER_MS = 5_000;

/** What a row works with: a fresh database and namespace, processes, links, load, and the oracle at the end. */
export class Arena {
  readonly record = new CommandRecord();
  readonly tenants = [newId(), newId(), newId()];
  readonly workers: Worker[] = [];
  /** What must hold and does not. */
  readonly broken: string[] = [];
  /** Those of them that the oracle has counted. */
  readonly counted: string[] = [];
  readonly figures: Figures = {};
  private readonly links: Link[] = [];
  private wire?: Wire;
  private admin?: Client;
  private definitions = 'bank';
  private otherBroker?: string;
  private names = 0;
  /** What still runs of a row that took too long must not disturb the next one. */
  private over = false;

  constructor(
    readonly id: string,
    readonly stage: Stage,
    readonly namespace: string,
  ) {}

  /** Called before the row; a row that needs other contexts calls it itself, first of all. */
  async prepare({ definitions = 'bank', wire = true, timed = false, amqpUrl }: Terms = {}): Promise<void> {
    await this.forget();
    this.definitions = definitions;
    this.otherBroker = amqpUrl;
    const server = new Client({ connectionString: this.servers.databaseUrl });
    await server.connect();
    await server.query(`drop database if exists ${this.namespace} with (force)`);
    await server.query(`create database ${this.namespace}`);
    await server.end();
    await migrate(this.databaseUrl, TEST_SECRET, DEFINITIONS[definitions] ?? []);
    if (timed) await leaveServedWal((text, values) => this.rows(text, values));
    if (wire) this.wire = await Wire.tap(this.amqpUrl, this.namespace);
  }

  get servers(): Servers {
    return this.stage.servers;
  }

  /** Of the administrator, for this row's database. */
  get databaseUrl(): string {
    const url = new URL(this.servers.databaseUrl);
    url.pathname = `/${this.namespace}`;
    return url.toString();
  }

  get amqpUrl(): string {
    return this.otherBroker ?? this.servers.amqpUrl;
  }

  say(words: string): void {
    this.stage.say(`  ${this.id.padEnd(4)} ${words}`);
  }

  /** Rows as the administrator sees them; connects again after PostgreSQL was away. */
  async rows<R = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await (await this.database()).query(sql, values)).rows as R[];
  }

  /** A path to a server that the row can cut; give its `url` to workers. */
  async link(server: 'postgres' | 'rabbitmq'): Promise<Link> {
    const link = await Link.to(server === 'postgres' ? this.databaseUrl : this.amqpUrl);
    this.links.push(link);
    return link;
  }

  /** A process of the system; settles once the parts of its role are started. */
  async worker(role: Role, task: Partial<Task> = {}): Promise<Worker> {
    if (this.over) throw new Error('the row is over');
    const name = `${this.id}-${role}-${++this.names}`;
    const { databaseUrl, amqpUrl, namespace, definitions } = this;
    const program = join(this.stage.dist, 'tools/faults/src/worker-main.js');
    const log = join(this.stage.logs, `${name}.log`);
    const worker = Worker.spawn(program, name, log);
    this.workers.push(worker);
    await worker.begin({ role, databaseUrl, amqpUrl, namespace, definitions, ...task });
    return worker;
  }

  workersOf(role: Role, count: number, task: Partial<Task> = {}): Promise<Worker[]> {
    return Promise.all(Array.from({ length: count }, () => this.worker(role, task)));
  }

  /** Accounts of the three tenants, by turns; to be opened by a writer. */
  accounts(count: number): Account[] {
    return Array.from({ length: count }, (_, index) => ({ tenant: this.tenants[index % 3] as string, id: newId() }));
  }

  /** Starts writer processes and opens accounts; `load.run()` writes. */
  load(terms: LoadTerms): Promise<Load> {
    return Load.prepare(this, terms);
  }

  /** What the row itself promises, beside what the oracle checks. */
  must(holds: boolean, words: string): void {
    if (!holds) this.broken.push(words);
  }

  /** Says what is waited for after a second, and then every five. */
  async during<T>(what: string | (() => string), promise: Promise<T>): Promise<T> {
    const began = Date.now();
    const words = () => `${typeof what === 'string' ? what : what()} (${((Date.now() - began) / 1000).toFixed(0)} s)`;
    const timer = setInterval(() => this.say(words()), 5_000);
    try {
      return await promise;
    } finally {
      clearInterval(timer);
    }
  }

  /** Waits until `check` answers something truthy; undefined after `mostMs`. A check that throws has answered no. */
  async until<T>(check: () => Promise<T> | T, mostMs: number, everyMs = 25): Promise<T | undefined> {
    const deadline = Date.now() + mostMs;
    for (;;) {
      this.stage.signal.throwIfAborted();
      if (this.over) throw new Error('the row is over');
      const answer = await Promise.resolve(check()).catch(() => undefined);
      if (answer) return answer;
      if (Date.now() > deadline) return undefined;
      await rest(everyMs);
    }
  }

  rest(ms: number): Promise<void> {
    return rest(ms);
  }

  /** Waits until everything that was committed has had its effect, until nothing moves any more, or for so long. Answers the milliseconds that took. */
  async settle(expected: Expected = {}, mostMs = MOST_SETTLING_MS): Promise<number> {
    const began = Date.now();
    let left: Waiting | undefined;
    const { inbox = 0, withoutEffect = 0 } = expected;
    let [seen, moved] = ['', Date.now()];
    const quiet = async () => {
      left = await waitingIn(await this.database());
      const now = Object.values(left).join();
      if (now !== seen) [seen, moved] = [now, Date.now()];
      const done = left.outbox === 0 && left.inbox === inbox && left.effects === left.postings - withoutEffect;
      return done || Date.now() > moved + STILL_MS;
    };
    const words = () =>
      left
        ? `waiting for ${left.outbox} events to publish, ${left.postings - left.effects} effects, ${left.inbox} in the inbox`
        : 'waiting for PostgreSQL';
    await this.during(words, this.until(quiet, mostMs, 200));
    return Date.now() - began;
  }

  /**
   * The end of a row: waits for quiet, ends every process, and holds commands, journal, wire and effects against each other.
   * What does not hold makes the row fail; the figures go to the report.
   */
  async judge(expected: Expected = {}, mostMs?: number): Promise<void> {
    const settledMs = await this.settle(expected, mostMs);
    const stats = await this.stats();
    await this.endWorkers();
    const seen = await this.wire?.read();
    const { figures, broken } = await judge(await this.database(), this.record, seen, expected);
    const refetched = stats.reduce((sum, each) => sum + each.refetched, 0);
    if (expected.refetched !== undefined && refetched !== expected.refetched)
      this.counted.push(`events that never came and were fetched from the journal: ${refetched}`);
    this.counted.push(...broken);
    this.broken.push(...this.counted);
    const { refused, unknown } = this.record;
    Object.assign(this.figures, figures, {
      rolledBack: refused.size,
      unknownOutcomes: unknown.size,
      refetched,
      rssMb: Math.max(0, ...stats.map(({ rssMb }) => rssMb)),
      settledSeconds: Math.round(settledMs / 100) / 10,
    });
  }

  /** Whatever is left of the row goes: processes, links, queues, database. */
  async close(): Promise<void> {
    this.over = true;
    await Promise.all(this.workers.filter(({ alive }) => alive).map((worker) => worker.kill()));
    await Promise.all(this.links.map((link) => link.close()));
    await this.forget().catch(() => undefined);
  }

  private async stats(): Promise<Stats[]> {
    const asked = this.workers.filter(({ alive }) => alive).map((worker) => Promise.race([worker.stats(), rest(ANSWER_MS)]));
    return (await Promise.all(asked)).filter((stats) => stats !== undefined);
  }

  /** Each must have lived until now unless the row ended it, and must end in order. */
  private async endWorkers(): Promise<void> {
    for (const { name, ended, expected } of this.workers)
      this.must(!ended || expected, `${name} ended by itself (${ended?.signal ?? ended?.code}); see its log`);
    const living = this.workers.filter(({ alive }) => alive);
    const endings = await Promise.all(living.map((worker) => worker.end()));
    endings.forEach(({ code, signal, ms }, index) =>
      this.must(code === 0, `${living[index]?.name} did not end in order (${signal ?? code} after ${ms} ms)`),
    );
    const left = () =>
      this.rows(`select 1 from pg_stat_activity where datname = $1 and application_name like 'orderly %'`, [this.namespace]);
    const none = await this.until(async () => (await left()).length === 0, 5_000, 100);
    this.must(none === true, 'connections to PostgreSQL that are left after every process has ended');
  }

  private async database(): Promise<Client> {
    if (this.admin) return this.admin;
    const client = new Client({ connectionString: this.databaseUrl, application_name: 'oracle' });
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.admin === client) this.admin = undefined;
    });
    await client.connect();
    return (this.admin = client);
  }

  private async forget(): Promise<void> {
    const queues = (DEFINITIONS[this.definitions] ?? []).flatMap(({ context: to }) =>
      (DEFINITIONS[this.definitions] ?? []).map(({ context: from }) => `${this.namespace}.${to}-on-${from}.v1`),
    );
    await this.wire?.forget(queues);
    this.wire = undefined;
    await this.admin?.end().catch(() => undefined);
    this.admin = undefined;
  }
}

const rest = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
