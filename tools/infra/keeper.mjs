import { startApplication } from './application.mjs';
import { send } from './processes.mjs';
import { until } from './waiting.mjs';

/**
 * Starts the application and keeps it served: after `kill` it is started again at the same port. A death that nobody asked for ends
 * the keeping, unless some are tolerated.
 * @param {Parameters<typeof startApplication>[0]} options
 * @param {typeof startApplication} start
 */
export async function keepApplication(options, start = startApplication) {
  const { say, signal, hurry } = options;
  const left = new AbortController();
  const ending = AbortSignal.any([signal, left.signal]);
  let current = await start(options);
  let [killed, tolerated] = [false, 0];

  async function keep() {
    for (;;) {
      await until(() => current.ended(), { timeout: Infinity, every: 100, signal: ending });
      if (!killed && tolerated-- <= 0) throw current.died('ended by itself');
      say(killed ? 'Orderly was killed; starting it again' : 'Orderly has ended by itself; starting it again');
      // Only now: a second kill is meant for the one that comes.
      killed = false;
      current = await start({ ...options, signal: ending, hurry });
    }
  }

  const kept = keep();
  kept.catch(() => undefined);
  return {
    url: current.url,
    /** Never resolves: rejects when the application has ended for good, or with the reason of the signal. */
    gone: () => kept,
    /** So many times it may end by itself from now on. */
    tolerate: (times) => (tolerated = times),
    /** SIGKILL; resolves when another one serves, or rejects with the reason why none does. */
    async kill() {
      const before = current.pid;
      if (!current.ended()) {
        killed = true;
        send('SIGKILL', before);
      }
      await Promise.race([kept, until(() => current.pid !== before, { timeout: Infinity, every: 100, signal: ending })]);
    },
    async stop(wish) {
      left.abort(new Error('left'));
      await kept.catch(() => undefined);
      await current.stop(wish);
    },
  };
}
