import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

interface Program {
  readonly file: string;
  readonly log: string;
  readonly env: Record<string, string>;
  /** Answers 200 when it is ready. */
  readonly health: string;
}

const AGAIN_MS = 500;
const MOST_ENDING_MS = 30_000;

/** A process that is started again whenever it ends, as systemd or Kubernetes would. */
export class Supervised {
  /** How often it ended without being asked or killed by us. */
  ownEnds = 0;
  private child: ChildProcess;
  private ending = false;
  private killed = false;

  constructor(private readonly program: Program) {
    this.child = this.spawn();
  }

  /** SIGKILL. */
  kill(): void {
    this.killed = true;
    this.child.kill('SIGKILL');
  }

  async ready(): Promise<boolean> {
    return fetch(this.program.health, { signal: AbortSignal.timeout(2_000) }).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** SIGTERM, and no successor. */
  async end(): Promise<void> {
    this.ending = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.child.once('exit', resolve));
    const timer = setTimeout(() => this.child.kill('SIGKILL'), MOST_ENDING_MS);
    this.child.kill('SIGTERM');
    await gone;
    clearTimeout(timer);
  }

  private spawn(): ChildProcess {
    const { file, log, env } = this.program;
    const out = openSync(log, 'a');
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
      env: { ...process.env, ...env },
      stdio: ['ignore', out, out],
    });
    closeSync(out);
    child.once('exit', () => {
      if (this.ending) return;
      if (!this.killed) this.ownEnds++;
      this.killed = false;
      setTimeout(() => {
        if (!this.ending) this.child = this.spawn();
      }, AGAIN_MS);
    });
    return child;
  }
}
