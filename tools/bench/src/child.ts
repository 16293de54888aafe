import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { until } from './host';

const root = join(__dirname, '../../../..');
const living = new Set<ChildProcess>();
process.on('exit', () => living.forEach((child) => child.kill('SIGKILL')));

/** A node process of the bench; what it says stands in .orderly/bench/log. */
export class Child {
  private constructor(
    private readonly name: string,
    private readonly process: ChildProcess,
  ) {}

  /** Resolves when `ready` says so. */
  static async start(name: string, program: string, env: Record<string, string>, ready: () => Promise<boolean>): Promise<Child> {
    const folder = join(root, '.orderly/bench/log');
    mkdirSync(folder, { recursive: true });
    const log = openSync(join(folder, `${name}.log`), 'w');
    // To look into it: BENCH_NODE_ARGS='--cpu-prof --cpu-prof-dir=DIR'.
    const profiling = process.env['BENCH_NODE_ARGS']?.split(' ') ?? [];
    const args = ['--enable-source-maps', '--max-semi-space-size=64', ...profiling, join(root, program)];
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', log, log] });
    closeSync(log);
    living.add(child);
    await until(() => {
      if (child.exitCode !== null) throw new Error(`${name} ended while it started; see .orderly/bench/log/${name}.log`);
      return ready();
    }, name);
    return new Child(name, child);
  }

  async stop(): Promise<void> {
    this.process.kill('SIGTERM');
    const impatient = setTimeout(() => this.process.kill('SIGKILL'), 10_000);
    await until(() => this.process.exitCode !== null || this.process.signalCode !== null, `the end of ${this.name}`);
    clearTimeout(impatient);
    living.delete(this.process);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.arrayBuffer(), true),
    () => false,
  );

export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.arrayBuffer(), response.ok),
    () => false,
  );
