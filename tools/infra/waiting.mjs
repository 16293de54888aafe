import { setTimeout as delay } from 'node:timers/promises';

/** @typedef {(line: string) => void} Say */

const firstWord = 1_000;
const nextWord = 5_000;

/** Settles as `promise` does; says what is waited for after one second and then every five. */
export async function during(say, what, promise) {
  const started = Date.now();
  let timer = setTimeout(report, firstWord);
  function report() {
    say(`  waiting for ${typeof what === 'function' ? what() : what} (${seconds(started)})`);
    timer = setTimeout(report, nextWord);
  }
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Asks `check` again and again until it answers something truthy; undefined when the time is over.
 * @param {() => any} check
 * @param {{timeout: number, every?: number, signal?: AbortSignal}} limits
 */
export async function until(check, { timeout, every = 50, signal }) {
  const deadline = Date.now() + timeout;
  for (;;) {
    signal?.throwIfAborted();
    const answer = await check();
    if (answer) return answer;
    if (Date.now() > deadline) return undefined;
    await delay(every);
  }
}

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;
