import type { CommandRecord } from './record';
import type { Account, Answered, Task, Told, Writing } from './task';
import type { Worker } from './worker';

/** The background of most rows: 12 writers, 500 accounts of 3 tenants, 5 % rollbacks, some stalls under a lock. */
export interface LoadTerms extends Partial<Omit<Writing, 'accounts'>> {
  /** In all processes together. */
  readonly events: number;
  readonly processes?: number;
  /** How many accounts there are, or which. */
  readonly accounts?: number | readonly Account[];
  readonly task?: Partial<Task>;
}

const MOST_WRITING_MS = 3_600_000;

/** What an arena gives a load. */
interface Ground {
  readonly record: CommandRecord;
  accounts(count: number): Account[];
  workersOf(role: 'writer', count: number, task?: Partial<Task>): Promise<Worker[]>;
  during<T>(what: string | (() => string), promise: Promise<T>): Promise<T>;
  until<T>(check: () => T, mostMs: number): Promise<T | undefined>;
}

/** Writers that are ready, with accounts that are open. */
export class Load {
  readonly processes: Worker[] = [];
  private began = 0;
  private running: Promise<unknown> = Promise.resolve();
  private over = false;
  /** Receives each command that was answered. */
  onAnswered: (answered: Answered) => void = () => undefined;
  /** What earlier loads of the row have committed. */
  private readonly before: number;
  private committedAtEnd?: number;
  private msAtEnd?: number;

  private constructor(
    private readonly arena: Ground,
    readonly accounts: readonly Account[],
    private readonly terms: LoadTerms,
  ) {
    this.before = arena.record.committed;
  }

  static async prepare(arena: Ground, terms: LoadTerms): Promise<Load> {
    const { accounts: wanted = 500, processes = 2, task } = terms;
    const load = new Load(arena, typeof wanted === 'number' ? arena.accounts(wanted) : wanted, terms);
    load.processes.push(...(await arena.workersOf('writer', processes, task)));
    for (const worker of load.processes) worker.onTold = (told) => load.hear(told);
    const open = new Set(arena.record.accounts.map(({ id }) => id));
    const closed = load.accounts.filter(({ id }) => !open.has(id));
    await arena.during('opening accounts', (load.processes[0] as Worker).open(closed));
    arena.record.noteOpened(closed);
    return load;
  }

  /** Lets every process write its share; settles when all of it is written. Does not throw when a writer was killed. */
  run(): Promise<unknown> {
    return this.start(false);
  }

  /** Writes as long as `faults` takes, and until the share is written. */
  async during(faults: () => Promise<unknown>): Promise<void> {
    const writing = this.start(true);
    // A writer that cannot go on ends the wait; `halt` ends the writing.
    await Promise.race([Promise.all([faults(), this.shareWritten()]), writing]);
    await this.halt();
  }

  get committed(): number {
    return this.arena.record.committed - this.before;
  }

  /** Every process has written its share. */
  get done(): boolean {
    return this.over;
  }

  /** Committed events a second since `run`. */
  get rate(): number {
    const committed = this.committedAtEnd ?? this.committed;
    return Math.round((committed / (this.msAtEnd ?? Date.now() - this.began)) * 1000);
  }

  /** Ends it early; settles when the last command was answered. */
  async halt(): Promise<void> {
    this.committedAtEnd ??= this.committed;
    this.msAtEnd ??= Date.now() - this.began;
    await Promise.all(this.processes.filter(({ alive }) => alive).map((worker) => worker.halt()));
    await this.running;
  }

  private start(endless: boolean): Promise<unknown> {
    const { events, writers = 12, rollbacks = 0.05, stalls = 0.1, most = 4, perSecond = 0, stallMs, next } = this.terms;
    const count = this.processes.length;
    this.began = Date.now();
    const writing: Writing = {
      ...{ accounts: this.accounts, rollbacks, stalls, stallMs, most, next },
      writers: Math.ceil(writers / count),
      events: endless ? Number.MAX_SAFE_INTEGER : Math.ceil(events / count),
      perSecond: perSecond / count,
    };
    this.running = Promise.all(
      this.processes.map((worker) => worker.write(writing).catch((error: unknown) => this.forgive(worker, error))),
    ).then(() => {
      this.over = true;
      this.committedAtEnd ??= this.committed;
      this.msAtEnd ??= Date.now() - this.began;
    });
    return this.arena.during(() => `${this.committed} of ${events} events committed`, this.running);
  }

  private async shareWritten(): Promise<void> {
    await this.arena.until(() => this.committed >= this.terms.events, MOST_WRITING_MS);
  }

  private hear(told: Told): void {
    this.arena.record.note(this.accounts, told);
    for (const each of told.answered) this.onAnswered(each);
  }

  private forgive(worker: Worker, error: unknown): void {
    if (!worker.expected) throw error;
    this.arena.record.writersKilled = true;
  }
}
