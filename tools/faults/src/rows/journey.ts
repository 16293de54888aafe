import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { TEST_SECRET } from '@orderly/platform/testing';
import type { Arena } from '../arena';
import { between } from '../chance';
import { Figures, Row } from '../row';
import { Supervised } from '../supervised';

const OPERATOR_PASSWORD = 'operator of the journey';
const MOST_STARTING_MS = 120_000;
/** A replay that met an outage of more than its clients' patience is played again; what was done is known. */
const MOST_REPLAYS = 4;

type Victim = 'all-in-one' | 'broker' | 'postgres';

interface ReplayReport {
  ok: boolean;
  patients: number;
  claimsSubmitted: number;
  claimsAdjudicated: number;
  billed: string;
  paid: string;
  events: { written: number; duplicatesIgnored: number };
  unmatched: unknown[];
}

/** Bundles to replay: the 115 Synthea patients where they are, our samples otherwise. */
export const journeyOf = (bundles?: string): Row => ({
  id: 'JOURNEY',
  title: 'the whole replay, while all-in-one, broker and PostgreSQL are killed with -9 at random',
  scales: { smoke: { kills: 1 }, short: { kills: 3 }, long: { kills: 3 } },
  mostMs: 30 * 60_000,
  run: (arena, { kills = 3 }) => play(arena, kills, bundles ?? foundBundles(arena)),
});

async function play(arena: Arena, kills: number, bundles: string): Promise<Figures> {
  const hospital = await Hospital.start(arena);
  const killings = new Killings(arena, hospital, kills);
  try {
    const started = await arena.during(
      'sandbox and all-in-one start',
      arena.until(() => hospital.ready(), MOST_STARTING_MS, 200),
    );
    if (!started) throw new Error('sandbox and all-in-one did not start');
    const killing = killings.run();
    const replays = await replayUntilDone(arena, hospital, bundles, () => killings.left > 0);
    killings.stop();
    await killing;
    // What was killed last may have interrupted what the replay had counted already.
    const report = await hospital.replay(bundles, replays + 1);
    arena.must(report?.ok === true, `the replay is not ok: ${JSON.stringify(report?.unmatched ?? 'no report')}`);
    arena.must(killings.left === 0, `${killings.left} kills were left when the replay was over`);
    arena.must(hospital.ownEnds === 0, `${hospital.ownEnds} processes ended that nobody killed`);
    return { ...killings.figures(), replays: replays + 1, ...figuresOf(report) };
  } finally {
    killings.stop();
    await hospital.end();
  }
}

/** Until a replay ends ok; while kills are left, a further replay keeps the system busy. */
async function replayUntilDone(arena: Arena, hospital: Hospital, bundles: string, more: () => boolean): Promise<number> {
  for (let replays = 1; ; replays++) {
    const report = await arena.during(
      () => `replay ${replays}: ${hospital.progress(replays)}`,
      hospital.replay(bundles, replays),
    );
    if (report?.ok || replays >= MOST_REPLAYS) return replays;
    arena.say(`replay ${replays} was interrupted${more() ? '' : ', the kills are over'}; playing it again`);
  }
}

/** The sandbox and the all-in-one, each started again when it ends. */
class Hospital {
  private constructor(
    private readonly arena: Arena,
    private readonly url: string,
    private readonly sandboxUrl: string,
    private readonly sandbox: Supervised,
    readonly application: Supervised,
  ) {}

  static async start(arena: Arena): Promise<Hospital> {
    const { dist, logs } = arena.stage;
    const [port = 0, sandboxPort = 0, mllpPort = 0] = await freePorts(3);
    const [url, sandboxUrl] = [`http://127.0.0.1:${port}`, `http://127.0.0.1:${sandboxPort}`];
    const folder = join(logs, '../journey');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    const sandbox = new Supervised({
      file: join(dist, 'apps/sandbox/src/main.js'),
      log: join(logs, 'JOURNEY-sandbox.log'),
      env: { SANDBOX_PORT: String(sandboxPort), SANDBOX_DIR: folder, MLLP_PORT: String(mllpPort) },
      health: `${sandboxUrl}/admin/state`,
    });
    const application = new Supervised({
      file: join(dist, 'apps/all-in-one/src/main.js'),
      log: join(logs, 'JOURNEY-application.log'),
      env: {
        ...{ DATABASE_URL: arena.databaseUrl, AMQP_URL: arena.amqpUrl, ORDERLY_SECRET: TEST_SECRET, OPERATOR_PASSWORD },
        ...{ PORT: String(port), MLLP_PORT: String(mllpPort), MESSAGING_NAMESPACE: 'journey', LOG_LEVEL: 'warn' },
        ...{ CLEARINGHOUSE_URL: sandboxUrl, COLLECT_MS: '500' },
      },
      health: `${url}/health/ready`,
    });
    return new Hospital(arena, url, sandboxUrl, sandbox, application);
  }

  get ownEnds(): number {
    return this.application.ownEnds + this.sandbox.ownEnds;
  }

  async ready(): Promise<boolean> {
    return (await this.sandbox.ready()) && (await this.application.ready());
  }

  async end(): Promise<void> {
    await this.application.end();
    await this.sandbox.end();
  }

  /** Plays the bundles, or what is left of them. Answers nothing when it could not finish. */
  async replay(bundles: string, number: number): Promise<ReplayReport | undefined> {
    const { dist } = this.arena.stage;
    const report = join(this.folder, `replay-${number}.json`);
    const out = openSync(this.logOf(number), 'w');
    const child = spawn(
      process.execPath,
      ['--enable-source-maps', join(dist, 'tools/replay/src/main.js'), '--bundles', bundles, '--report', report],
      {
        env: {
          ...process.env,
          ...{ DATABASE_URL: this.arena.databaseUrl, OPERATOR_PASSWORD, SANDBOX_URL: this.sandboxUrl, ORDERLY_URL: this.url },
        },
        stdio: ['ignore', out, out],
      },
    );
    closeSync(out);
    const stop = () => child.kill('SIGTERM');
    this.arena.stage.signal.addEventListener('abort', stop, { once: true });
    await new Promise((done) => child.once('exit', done));
    return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as ReplayReport) : undefined;
  }

  /** The last line that a replay has written. */
  progress(number: number): string {
    const lines = existsSync(this.logOf(number)) ? readFileSync(this.logOf(number), 'utf8').trim().split('\n') : [];
    return lines.at(-1) ?? '';
  }

  private get folder(): string {
    return this.arena.stage.logs;
  }

  private logOf(number: number): string {
    return join(this.folder, `JOURNEY-replay-${number}.log`);
  }
}

/** Kills each of them so many times, in random order, with random pauses after it serves again. */
class Killings {
  private readonly pending: Victim[];
  private readonly total: number;
  private stopped = false;
  private readonly killed: Victim[] = [];

  constructor(
    private readonly arena: Arena,
    private readonly hospital: Hospital,
    kills: number,
  ) {
    const victims: Victim[] = ['all-in-one', 'broker', 'postgres'];
    this.pending = victims.flatMap((victim) => Array.from({ length: kills }, () => victim));
    this.total = this.pending.length;
  }

  get left(): number {
    return this.pending.length;
  }

  stop(): void {
    this.stopped = true;
  }

  async run(): Promise<void> {
    while (this.pending.length > 0 && !this.stopped) {
      await this.arena.rest(between(2_000, 6_000));
      if (this.stopped) return;
      const [victim] = this.pending.splice(between(0, this.pending.length - 1), 1) as [Victim];
      this.killed.push(victim);
      this.arena.say(`kill -9 ${victim} (${this.killed.length} of ${this.total})`);
      await this.kill(victim);
      await this.arena.until(() => this.hospital.ready(), MOST_STARTING_MS, 100);
    }
  }

  figures(): Figures {
    const count = (victim: Victim) => this.killed.filter((one) => one === victim).length;
    return { killedAllInOne: count('all-in-one'), killedBroker: count('broker'), killedPostgres: count('postgres') };
  }

  private async kill(victim: Victim): Promise<void> {
    if (victim === 'all-in-one') return this.hospital.application.kill();
    const server = victim === 'broker' ? 'rabbitmq' : 'postgres';
    await this.arena.servers.kill(server);
    await this.arena.servers.start(server);
  }
}

function foundBundles({ stage }: Arena): string {
  const root = resolve(stage.dist, '..');
  const shared = resolve(root, '../shared/data/synthea-fhir');
  if (existsSync(shared)) return shared;
  stage.say('../shared/data/synthea-fhir is not there: replaying our samples, which are few');
  return join(root, 'samples');
}

const figuresOf = (report?: ReplayReport): Figures =>
  report
    ? {
        ...{ patients: report.patients, events: report.events.written, duplicatesIgnored: report.events.duplicatesIgnored },
        ...{ claimsSubmitted: report.claimsSubmitted, claimsAdjudicated: report.claimsAdjudicated },
        ...{ billed: report.billed, paid: report.paid },
      }
    : {};

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => new Promise((done) => server.once('listening', done))));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}
