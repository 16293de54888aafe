import { ChildProcess, spawn } from 'node:child_process';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from '@orderly/platform/testing';

const PROGRAM = join(__dirname, '../../../../dist/apps/sandbox/src/main.js');

/** A port that nobody uses just now: the application must know it before the sandbox listens there. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Party = 'analyser' | 'clearinghouse' | 'payer';

/** The outside world of a running Orderly, in a process of its own. Compile first (tools/build.mjs). */
export class Sandbox {
  private process!: ChildProcess;
  readonly url: string;

  private constructor(
    port: number,
    private readonly env: Record<string, string>,
  ) {
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(port: number, mllpPort: number, folder: string, more: Record<string, string> = {}): Promise<Sandbox> {
    const env = { SANDBOX_PORT: String(port), MLLP_PORT: String(mllpPort), SANDBOX_DIR: folder, ...more };
    const sandbox = new Sandbox(port, env);
    await sandbox.launch();
    return sandbox;
  }

  async launch(): Promise<void> {
    this.process = spawn(process.execPath, [PROGRAM], { env: { ...process.env, ...this.env }, stdio: 'ignore' });
    await eventually(async () => void (await this.ask('GET', '/admin/state')));
  }

  /** As a machine dies: nothing is finished. */
  async kill(): Promise<void> {
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await gone;
  }

  pays(payments: Record<string, string>): Promise<unknown> {
    return this.ask('PUT', '/admin/payments', payments);
  }

  measures(order: object): Promise<unknown> {
    return this.ask('POST', '/admin/analyser/orders', { orders: [order] });
  }

  faults(party: Party, faults: object): Promise<unknown> {
    return this.ask('PUT', `/admin/faults/${party}`, faults);
  }

  state<T>(): Promise<T> {
    return this.ask('GET', '/admin/state') as Promise<T>;
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const headers = body ? { 'content-type': 'application/json' } : undefined;
    const response = await fetch(this.url + path, { method, headers, body: body && JSON.stringify(body) });
    if (!response.ok) throw new Error(`the sandbox answered ${path} with ${response.status}`);
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }
}
