import { randomUUID } from 'node:crypto';
import { Channel, ChannelModel, connect } from 'amqplib';
import { Client } from 'pg';
import { Role } from '@orderly/contracts';
import { Contexts, RunningContext, Subscription } from '@orderly/platform/messaging';
import { MllpClient } from '@orderly/platform/mllp';
import { eventually, TcpProxy, workerServers } from '@orderly/platform/testing';
import { Hospital, OPERATOR_PASSWORD, PASSWORD, RunningOrderly } from '../hospital';
import { Places } from './places';

export type Undo = () => Promise<unknown>;
/** Lets a fact get stuck; answers how to undo it. */
export type Injection = (world: World) => Promise<Undo>;
export type Injections = Readonly<Record<string, Injection>>;

interface Asked {
  readonly as?: Role | 'operator';
  readonly body?: object;
  readonly key?: string;
}

/** A running Orderly on a database of its own, one hospital, and what is needed to break things. */
export class World {
  readonly places: Places;
  private readonly tokens = new Map<string, string>();
  private readonly held = new Set<Client>();
  private closed = false;
  private readonly stopLater: { stop(): Promise<void> }[] = [];

  private constructor(
    readonly running: RunningOrderly,
    readonly hospital: Hospital,
    readonly broker: Channel,
    private readonly connection: ChannelModel,
    readonly path?: TcpProxy,
  ) {
    this.places = new Places(running.url, async (path, as) => (await this.call('GET', path, { as })).body);
  }

  static async start(given: { clearinghouseUrl?: string; port?: number; path?: TcpProxy } = {}): Promise<World> {
    const { path, ...rest } = given;
    const { amqpUrl } = await workerServers();
    const running = await RunningOrderly.start({ ...rest, amqpUrl: path?.url, apart: 'silence' });
    const connection = await connect(amqpUrl);
    return new World(running, await running.hospital(), await connection.createChannel(), connection, path);
  }

  get tenant(): string {
    return this.hospital.tenant;
  }

  sql<R = Record<string, unknown>>(text: string, values: unknown[] = []): Promise<R[]> {
    return this.running.rows<R>(text, values);
  }

  /** Inserts a row; undone by `delete ... where id`. Objects become JSON. */
  async row(table: string, columns: Record<string, unknown>): Promise<Undo> {
    const row = { tenant: this.tenant, id: randomUUID(), ...columns };
    const names = Object.keys(row).map((name) => `"${name}"`);
    const values = Object.values(row).map((value) => (typeof value === 'object' ? JSON.stringify(value) : value));
    await this.sql(`insert into ${table} (${names.join()}) values (${names.map((_, index) => `$${index + 1}`).join()})`, values);
    return () => this.sql(`delete from ${table} where id = $1`, [row.id]);
  }

  /** A session that holds what `statement` locks until it is undone. */
  async holding(statement: string): Promise<Undo> {
    const client = new Client({ connectionString: this.running.databaseUrl });
    await client.connect();
    this.held.add(client);
    await client.query(`begin; ${statement}`);
    return () => this.release(client);
  }

  /** Whatever an injection that failed half way has left broken. */
  async mend(): Promise<void> {
    this.path?.mend();
    await Promise.all([...this.held].map((client) => this.release(client)));
  }

  private async release(client: Client): Promise<void> {
    if (this.held.delete(client)) await client.end();
  }

  /** The process ends; `stop` still has to be called. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.stopLater.map((one) => one.stop()));
    await this.running.app.close();
  }

  context(name: string): RunningContext {
    return this.all.find(({ definition }) => definition.context === name) as RunningContext;
  }

  queue(subscription: string): string {
    return `${this.running.namespace}.${subscription}.v1`;
  }

  /** Undone by another subscription in its place. */
  async stopSubscription(name: string): Promise<Undo> {
    const stopped = this.all.flatMap(({ subscriptions }) => subscriptions).find((one) => one.name === name) as Subscription;
    await stopped.stop();
    return async () => {
      const again = new Subscription(name, stopped['source'], stopped['broker'], stopped['lanes']);
      this.stopLater.push(again);
      again.start();
      await eventually(() => expect(again.ready).toBe(true));
    };
  }

  stopAtTheEnd(worker: { stop(): Promise<void> }): void {
    this.stopLater.push(worker);
  }

  /** Everything is published and nothing is behind. */
  async settled(): Promise<void> {
    await eventually(async () => {
      for (const place of ['orderly_waiting{list="outbox"} > 0', 'orderly_behind_events > 0', 'orderly_queue_consumers == 0'])
        expect([place, await this.places.shows(place)]).toEqual([place, false]);
    }, 60_000);
  }

  /** One attempt, unlike the SDK. */
  async call(method: string, path: string, { as = 'operator', body, key = randomUUID() }: Asked = {}) {
    const headers: Record<string, string> = { authorization: `Bearer ${await this.token(as)}` };
    if (method === 'POST') Object.assign(headers, { 'content-type': 'application/json', 'idempotency-key': key });
    const answer = await fetch(this.running.url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  }

  /** Over MLLP, as an analyser does; an answer, or why there is none. */
  async deliver(message: string): Promise<string> {
    const client = new MllpClient({ host: '127.0.0.1', port: this.running.mllpPort, timeoutMs: 10_000 });
    return client
      .send(message)
      .catch((error: Error) => error.name)
      .finally(() => client.close());
  }

  async stop(): Promise<void> {
    this.hospital.leave();
    await this.mend();
    if (!this.closed) await this.close();
    await this.running.admin.end();
    await this.connection.close();
    await this.path?.close();
  }

  private get all(): readonly RunningContext[] {
    return this.running.app.get(Contexts).running;
  }

  private async token(as: Role | 'operator'): Promise<string> {
    let token = this.tokens.get(as);
    if (!token) {
      const who =
        as === 'operator'
          ? { tenant: 'operations', username: as, password: OPERATOR_PASSWORD }
          : { tenant: this.hospital.slug, username: as, password: PASSWORD };
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${this.running.url}/v1/login`, { method: 'POST', headers, body: JSON.stringify(who) });
      token = ((await answer.json()) as { accessToken: string }).accessToken;
      this.tokens.set(as, token);
    }
    return token;
  }
}

/** The row of the table comes true: nothing shows before, everything that it names shows after, and nothing once it is undone. */
export async function showsWhenInjected(world: World, places: readonly string[], inject: Injection, undone = true) {
  const seen = async () =>
    Object.fromEntries(await Promise.all(places.map(async (one) => [one, await world.places.shows(one)] as const)));
  const all = (shown: boolean) => Object.fromEntries(places.map((place) => [place, shown]));
  await eventually(async () => {
    await world.places.begin();
    expect(await seen()).toEqual(all(false));
  });
  try {
    const undo = await inject(world);
    await eventually(async () => expect(await seen()).toEqual(all(true)), 30_000).finally(undo);
  } finally {
    await world.mend();
  }
  if (!undone) return;
  await eventually(async () => {
    const left = await seen();
    await world.places.begin();
    expect(left).toEqual(all(false));
  });
}
