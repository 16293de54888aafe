import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `check` no longer throws, and fails with what it threw last. */
export async function eventually<T>(check: () => T | Promise<T>, mostMs = 15_000): Promise<T> {
  const deadline = Date.now() + mostMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await delay(100);
    }
  }
}
