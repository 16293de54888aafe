import { setTimeout } from 'node:timers/promises';

/** Waits; only `end` cuts it short. */
export const pause = (ms: number, end: AbortSignal): Promise<void> =>
  setTimeout(ms, undefined, { signal: end }).catch(() => undefined);

/** What `work` gives, or an error after `mostMs` milliseconds. */
export function withinTime<T>(work: Promise<T>, mostMs: number): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, reject) => {
    timer = globalThis.setTimeout(() => reject(new Error(`not done within ${mostMs} ms`)), mostMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
