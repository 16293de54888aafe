import { isOfDatabase } from '@orderly/platform/persistence';
import { Arrival } from './arrival';
import type { Batch } from './batch';

/** Events of a batch that failed by themselves, each with its reason; nothing has happened, the others may go on without them. */
export class SomeFailed extends Error {
  constructor(readonly failures: ReadonlyMap<Arrival, unknown>) {
    super('some events of a batch failed');
  }
}

/** Runs longer than the others are made to wait. */
export class Slow extends Error {}

/** When nothing has ended for so long, what is running is slow. */
const SLOW_MS = 150;
/** The same while the database owes answers: then it may be the database, and surely is when many wait. */
const SLOW_ANSWER_MS = 3_000;
/** Where nobody else waits; before PostgreSQL ends a transaction in which nothing happens (15 s). */
const PATIENT_MS = 8_000;
const FEW = 16;
const LOOK_MS = 25;
/** A transaction of patient ones takes on nothing new after so long. */
const PATIENCE_MS = 1_000;

export interface Outcome {
  readonly done: readonly Arrival[];
  readonly failures: ReadonlyMap<Arrival, unknown>;
  /** Not tried. */
  readonly left: readonly Arrival[];
}

/**
 * Partitions run side by side, each in order. What fails, or (unless `patient`) keeps the others waiting, is withdrawn from the batch.
 * Throws when it cannot be: then the whole transaction has to be given up.
 */
export async function runAll(batch: Batch, arrivals: readonly Arrival[], patient: boolean): Promise<Outcome> {
  const done = new Set<Arrival>();
  const failures = new Map<Arrival, unknown>();
  const running = new Set<Arrival>();
  const failedKeys = new Set<string>();
  const began = performance.now();
  let progressAt = began;
  let over = false;
  let spoiled = false;

  const fail = (arrival: Arrival, error: unknown) => {
    failures.set(arrival, error);
    failedKeys.add(arrival.key);
    if (isOfDatabase(error) || !batch.withdraw(arrival)) spoiled = true;
  };
  const all = partitionsOf(arrivals).map(async (inOrder) => {
    for (const arrival of inOrder) {
      if (spoiled || over || (patient && performance.now() > began + PATIENCE_MS && done.size > 0)) return;
      if (failedKeys.has(arrival.key)) continue;
      running.add(arrival);
      const error: unknown = await batch.run(arrival).then(() => undefined, (failed: unknown) => failed ?? new Error()); // prettier-ignore
      if (over) return;
      running.delete(arrival);
      progressAt = performance.now();
      if (error) fail(arrival, error);
      else done.add(arrival);
    }
  });
  const hasStood = (ms: number) => performance.now() > progressAt + ms;
  const isStuck = () => {
    if (patient) return hasStood(PATIENT_MS);
    return batch.owed > 0 ? running.size <= FEW && hasStood(SLOW_ANSWER_MS) : hasStood(SLOW_MS);
  };
  let lookedAt = began;
  const watch = every(LOOK_MS, () => {
    const now = performance.now();
    // The whole process stood still, and they with it.
    if (now > lookedAt + SLOW_MS) progressAt = now;
    lookedAt = now;
    return isStuck();
  });
  await Promise.race([Promise.all(all), watch.holds]);
  watch.end();
  over = true;
  for (const arrival of running) fail(arrival, new Slow());
  if (spoiled || done.size === 0) throwFor(failures, arrivals);
  return { done: [...done], failures, left: arrivals.filter((arrival) => !done.has(arrival) && !failures.has(arrival)) };
}

function throwFor(failures: ReadonlyMap<Arrival, unknown>, arrivals: readonly Arrival[]): void {
  const [first, ...others] = failures.values();
  if (first === undefined) return;
  // What the database refuses breaks the transaction for all of them: whose fault it was is not known.
  throw (
    [first, ...others].find(isOfDatabase) ??
    (arrivals.length === 1 && !(first instanceof Slow) ? first : new SomeFailed(failures))
  );
}

function partitionsOf(arrivals: readonly Arrival[]): Arrival[][] {
  const partitions = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const inOrder = partitions.get(arrival.partition);
    if (inOrder) inOrder.push(arrival);
    else partitions.set(arrival.partition, [arrival]);
  }
  return [...partitions.values()];
}

/** `holds` settles as soon as the check answers yes. */
function every(ms: number, check: () => boolean): { holds: Promise<void>; end: () => void } {
  let timer: NodeJS.Timeout | undefined;
  const holds = new Promise<void>((resolve) => {
    timer = setInterval(() => check() && resolve(), ms);
  });
  return { holds, end: () => clearInterval(timer) };
}
