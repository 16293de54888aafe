import { ChildProcess, fork } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Account, Duty, FromWorker, ReplayOrder, Stats, Task, Told, ToWorker, Writing } from './task';

type Question = ToWorker extends infer Each ? (Each extends ToWorker ? Omit<Each, 'ask'> : never) : never;

/** How a worker ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly ms: number;
}

/** After the 25 s that a process has to end. */
const MOST_ENDING_MS = 30_000;

/** One process of the system under test, seen from the suite. */
export class Worker {
  private asked = 0;
  private readonly waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  private readonly gone: Promise<Ending>;
  private readonly born = Date.now();
  ended?: Ending;
  /** The row wanted it to end. */
  expected = false;
  /** Receives what writers tell. */
  onTold: (told: Told) => void = () => undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly name: string,
    readonly log: string,
  ) {
    child.on('message', (message: FromWorker) => this.receive(message));
    child.on('error', () => undefined);
    this.gone = new Promise((resolve) =>
      child.once('exit', (code, signal) => {
        this.ended = { code, signal, ms: Date.now() - this.born };
        for (const { reject } of this.waiting.values()) reject(new Error(`${name} is gone`));
        resolve(this.ended);
      }),
    );
  }

  /** `program` is worker-main.js of the build under test. It does nothing until `begin`. */
  static spawn(program: string, name: string, log: string): Worker {
    mkdirSync(dirname(log), { recursive: true });
    const file = openSync(log, 'w');
    // No source maps: reading them doubles the time that a process needs to start.
    const child = fork(program, [], { stdio: ['ignore', file, file, 'ipc'], execArgv: [] });
    closeSync(file);
    return new Worker(child, name, log);
  }

  /** Settles once the parts of its role are started. */
  begin(task: Task): Promise<unknown> {
    return this.ask({ what: 'begin', task });
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get alive(): boolean {
    return !this.ended;
  }

  open(accounts: readonly Account[]): Promise<unknown> {
    return this.ask({ what: 'open', accounts });
  }

  /** Settles when the share is written. */
  write(writing: Writing): Promise<unknown> {
    return this.ask({ what: 'write', writing });
  }

  halt(): Promise<unknown> {
    return this.ask({ what: 'halt' });
  }

  /** As an operator; answers how many dead letters this one has replayed. */
  async replay(order: ReplayOrder): Promise<number> {
    return (await this.ask({ what: 'replay', order })) as number;
  }

  /** Answers what the duty answers. */
  carryOut(duty: Duty): Promise<unknown> {
    return this.ask({ what: 'duty', duty });
  }

  async stats(): Promise<Stats> {
    return (await this.ask({ what: 'stats' })) as Stats;
  }

  /** SIGKILL; settles when it is gone. */
  async kill(): Promise<void> {
    this.expected = true;
    this.child.kill('SIGKILL');
    await this.gone;
  }

  /** SIGSTOP: it keeps its connections and does nothing. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGTERM, and SIGKILL for one that does not end in time. */
  async end(): Promise<Ending> {
    this.expected = true;
    const began = Date.now();
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), MOST_ENDING_MS);
    const ending = await this.gone;
    clearTimeout(timer);
    return { ...ending, ms: Date.now() - began };
  }

  forgetLog(): void {
    rmSync(this.log, { force: true });
  }

  private ask(question: Question): Promise<unknown> {
    if (this.ended) return Promise.reject(new Error(`${this.name} is gone`));
    const ask = ++this.asked;
    return new Promise((resolve, reject) => {
      const done =
        <A>(settle: (value: A) => void) =>
        (value: A) => {
          this.waiting.delete(ask);
          settle(value);
        };
      this.waiting.set(ask, { resolve: done(resolve), reject: done(reject) });
      this.child.send({ ...question, ask }, (error) => error && this.waiting.get(ask)?.reject(error));
    });
  }

  private receive(message: FromWorker): void {
    if ('told' in message) return this.onTold(message.told);
    const waiting = this.waiting.get(message.ask);
    if (message.error === undefined) waiting?.resolve(message.answer);
    else waiting?.reject(new Error(`${this.name}: ${message.error}`));
  }
}
