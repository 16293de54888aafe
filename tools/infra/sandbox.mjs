import { join } from 'node:path';
import { startDetached } from './detached.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { endProcess, recordOf } from './processes.mjs';
import { updateRun } from './run-file.mjs';
import { during, until } from './waiting.mjs';

const ending = [
  ['SIGTERM', 5_000],
  ['SIGKILL', 5_000],
];

/**
 * Starts the analyser, clearinghouse and payers beside Orderly, and starts them again when their process ends: that is an outage
 * like any other, and what they had taken is in their journal.
 */
export async function startSandbox({ root, program, env, port, say, signal, hurry }) {
  const home = join(root, '.orderly', 'start');
  const log = join(home, 'log', 'sandbox.log');
  const all = { ...process.env, ...env, SANDBOX_PORT: String(port), SANDBOX_DIR: join(home, 'sandbox') };
  const url = `http://127.0.0.1:${port}`;
  let server;
  let watch;
  const start = async () => {
    server = startDetached(process.execPath, ['--enable-source-maps', program], { cwd: root, log, env: all });
    updateRun(root, 'start', { sandbox: recordOf(server.pid) });
    await until(() => server.ended() || isReady(url), { timeout: 30_000, every: 50, signal });
    if (server.ended()) throw new InfrastructureFailure(`the sandbox ended while it started (log: ${log})`, server.lastLines());
  };
  const stop = async () => {
    clearInterval(watch);
    if (!server.ended()) await endProcess(server.pid, ending, hurry);
    updateRun(root, 'start', { sandbox: undefined });
  };
  await during(say, 'the sandbox', start());
  let starting = false;
  watch = setInterval(() => {
    if (starting || !server.ended()) return;
    starting = true;
    say('the sandbox has ended; starting it again');
    start()
      .catch((failed) => say(failed.message))
      .finally(() => (starting = false));
  }, 500);
  watch.unref();
  say(`Sandbox: analyser, clearinghouse and payers at ${url} (log: ${log})`);
  return { url, stop };
}

const isReady = (url) =>
  fetch(`${url}/admin/state`, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.arrayBuffer(), response.ok),
    () => false,
  );
