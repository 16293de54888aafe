const LONGEST_STALL_MS = 500;

/**
 * Waits until `check` no longer throws, and fails with what it threw last. A while in which the whole machine stood still hardly counts:
 * what is waited for stood still as well.
 */
export async function eventually<T>(check: () => T | Promise<T>, mostMs = 15_000): Promise<T> {
  for (let spent = 0, seen = Date.now(); ;) {
    try {
      return await check();
    } catch (error) {
      if (spent > mostMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
      const now = Date.now();
      spent += Math.min(now - seen, LONGEST_STALL_MS);
      seen = now;
    }
  }
}
