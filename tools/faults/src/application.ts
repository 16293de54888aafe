import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { newId } from '@orderly/kernel';
import { TEST_SECRET } from '@orderly/platform/testing';
import { orderly } from '@orderly/sdk';
import type { Arena } from './arena';

const OPERATOR_PASSWORD = 'operator of the faults';
const PASSWORD = 'somebody of the faults';
const MOST_STARTING_MS = 60_000;
const MOST_ENDING_MS = 25_000;

/** The real all-in-one in a process of its own, on this row's database. */
export class Application {
  ended = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.once('exit', () => (this.ended = true));
  }

  static async start(arena: Arena, poolSize: number): Promise<Application> {
    const port = await freePort();
    const log = openSync(join(arena.stage.logs, `${arena.id}-application-${port}.log`), 'w');
    const env = {
      ...process.env,
      ...{ DATABASE_URL: arena.databaseUrl, AMQP_URL: arena.amqpUrl, ORDERLY_SECRET: TEST_SECRET, OPERATOR_PASSWORD },
      ...{ PORT: String(port), MLLP_PORT: '0', MESSAGING_NAMESPACE: arena.namespace.replaceAll('_', '-') },
      ...{ DB_POOL_SIZE: String(poolSize), LOG_LEVEL: 'warn' },
    };
    const program = join(arena.stage.dist, 'apps/all-in-one/src/main.js');
    const child = spawn(process.execPath, [program], { env, stdio: ['ignore', log, log] });
    closeSync(log);
    const application = new Application(child, `http://127.0.0.1:${port}`);
    const ready = async () => (await fetch(`${application.url}/health/ready`)).ok;
    const started = await arena.during('the application starts', arena.until(ready, MOST_STARTING_MS, 100));
    if (!started) throw new Error('the application did not start');
    return application;
  }

  /** A hospital with one registrar; answers the registrar's token. */
  async registrar(): Promise<string> {
    const slug = `h-${newId()}`;
    const operator = orderly({ baseUrl: this.url, tenant: 'operations', username: 'operator', password: OPERATOR_PASSWORD });
    const user = { username: 'registrar', displayName: 'The registrar', password: PASSWORD, roles: ['registrar' as const] };
    await operator.post('/v1/tenants', { body: { slug, name: slug, users: [user] } });
    operator.close();
    const login = await fetch(`${this.url}/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: slug, username: user.username, password: PASSWORD }),
    });
    return ((await login.json()) as { accessToken: string }).accessToken;
  }

  /** SIGTERM. Whether it ended by itself, and after how long. */
  async end(): Promise<{ inOrder: boolean; ms: number }> {
    const began = Date.now();
    if (this.ended) return { inOrder: false, ms: 0 };
    const gone = new Promise<boolean>((resolve) =>
      // Nest ends the process with the signal that it was sent.
      this.child.once('exit', (code, signal) => resolve(code === 0 || signal === 'SIGTERM')),
    );
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), MOST_ENDING_MS);
    const inOrder = await gone;
    clearTimeout(timer);
    return { inOrder, ms: Date.now() - began };
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
