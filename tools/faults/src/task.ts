/** What the suite and its worker processes say to each other. */
export type Role = 'writer' | 'relay' | 'consumer' | 'timer' | 'all';

/** What goes wrong in the mirror's reaction to postings of these accounts. */
export interface Trouble {
  readonly accounts: readonly string[];
  readonly does: 'throw' | 'wait' | 'abort';
  /** Of `wait`. */
  readonly ms?: number;
  /** Only the first so many times in this process. */
  readonly times?: number;
}

export interface Task {
  readonly role: Role;
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  readonly namespace: string;
  readonly poolSize?: number;
  /** An hour unless told otherwise: what the queue loses must not be mended silently. */
  readonly sweepEveryMs?: number;
  readonly retryDelaysMs?: readonly number[];
  readonly troubles?: readonly Trouble[];
  /** A relay alone is not told of commits of other processes; this often (ms) it looks instead. */
  readonly lookEveryMs?: number;
  /** How far the clock of this process is ahead of the others. */
  readonly clockAheadMs?: number;
  /** Names the set of contexts in definitions.ts; `bank` unless told otherwise. */
  readonly definitions?: string;
}

export interface Account {
  readonly tenant: string;
  readonly id: string;
}

/** The background load of one writer process. */
export interface Writing {
  readonly accounts: readonly Account[];
  /** At a time. */
  readonly writers: number;
  /** To commit in all; the writers of this process end then. */
  readonly events: number;
  /** Of the commands: share that fails after its rows were sent. */
  readonly rollbacks: number;
  /** Share that rests 2 to 5 ms, or `stallMs`, between lock and commit. */
  readonly stalls: number;
  readonly stallMs?: number;
  /** Most events of one command. */
  readonly most: number;
  /** Events a second, 0 for as many as possible. */
  readonly perSecond: number;
  /** Share of the postings that are written in the next version's words; needs the definitions `bank-next`. */
  readonly next?: number;
}

/** A command that was answered: account by number in the list, first and last version, milliseconds until the answer (not of prepared ones). */
export type Answered = [account: number, from: number, to: number, ms?: number];

/** What an operator is to replay: everything that was dead at that time, so many a second. */
export interface ReplayOrder {
  readonly until: string;
  readonly rate: number;
  /** Under whose name. */
  readonly user: string;
}

/** What a row asks of a worker beside its role; see duties.ts. */
export type Duty =
  /** Sets the clock of its machine, as far as the process can see it. */
  | { does: 'clock'; aheadMs: number }
  /** Removes what is older than it is kept; answers how many rows. */
  | { does: 'retention' }
  /** Answers the lag report that operators get. */
  | { does: 'lag' }
  /** Posts 1 under this idempotency key; answers the version. */
  | { does: 'post-once'; account: Account; key: string };

export type ToWorker =
  | { ask: number; what: 'begin'; task: Task }
  | { ask: number; what: 'open'; accounts: readonly Account[] }
  | { ask: number; what: 'write'; writing: Writing }
  | { ask: number; what: 'halt' }
  | { ask: number; what: 'replay'; order: ReplayOrder }
  | { ask: number; what: 'duty'; duty: Duty }
  | { ask: number; what: 'stats' };

/** What writers tell while they write. */
export interface Told {
  readonly answered: readonly Answered[];
  /** Correlation ids of commands that were rolled back on purpose. */
  readonly refused: readonly string[];
  /** Correlation ids of commands whose connection ended before the answer. */
  readonly unknown: readonly string[];
}

export type FromWorker = { ask: number; answer?: unknown; error?: string } | { told: Told };

export interface Stats {
  readonly published: number;
  readonly effects: number;
  readonly duplicates: number;
  readonly refetched: number;
  readonly rssMb: number;
  /** The longest that its event loop stood still, in milliseconds. */
  readonly loopMs: number;
  /** Clients that the pools have, and how many of them are at work. */
  readonly clients: number;
  readonly busy: number;
}
