import { Result } from './report';

/** What a row is given. */
export interface Bench {
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  /** Of the long rows; the others take a share of it. 50,000 for figures that count. */
  readonly events: number;
  /** How often ours and theirs are measured in turn. */
  readonly pairs: number;
}

/** So many more where a neighbour on the machine is noticed at once: latencies, and requests that keep both cores busy. */
export const MORE_PAIRS = 2;

/** One row of the bench: its file says what is compared, and how the same work is seen to be done on both sides. */
export interface BenchRow {
  readonly id: string;
  readonly title: string;
  run(bench: Bench): Promise<Result[]>;
}
