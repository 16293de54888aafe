import { ask } from './probes.mjs';
import { until } from './waiting.mjs';

/**
 * Ends the private Erlang port mapper, which outlives its node. It refuses while a node is registered,
 * so a mapper that somebody else uses survives the question.
 */
export async function endEpmd(port) {
  const killRequest = Buffer.from([0, 1, 'k'.charCodeAt(0)]);
  const address = { host: '127.0.0.1', port };
  return until(
    async () => {
      const answer = await ask(address, killRequest, 1_000);
      return answer === undefined || answer.toString().startsWith('OK');
    },
    { timeout: 3_000, every: 100 },
  );
}
