import { join } from 'node:path';
import { startDetached } from './detached.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { isFree } from './ports.mjs';
import { endProcess, isSame, recordOf } from './processes.mjs';
import { readRun, updateRun } from './run-file.mjs';
import { during, seconds, until } from './waiting.mjs';

const ending = [
  ['SIGTERM', 25_000],
  ['SIGKILL', 5_000],
];

/** Starts all services in one process and answers when they are ready to serve. */
export async function startApplication({ root, program, env, port, say, signal, hurry }) {
  const began = Date.now();
  const log = join(root, '.orderly', 'start', 'log', 'orderly.log');
  const args = ['--enable-source-maps', '--max-semi-space-size=64', program];
  const server = startDetached(process.execPath, args, { cwd: root, log, env: { ...process.env, ...env, PORT: String(port) } });
  updateRun(root, 'start', { application: recordOf(server.pid) });
  const died = (when) => new InfrastructureFailure(`Orderly ${when} (log: ${log})`, server.lastLines());
  const stop = async (hurry) => {
    if (server.ended()) return;
    await during(say, 'Orderly to finish its work', endProcess(server.pid, ending, hurry));
  };
  const url = `http://127.0.0.1:${port}`;
  try {
    const ready = until(() => server.ended() || isReady(url), { timeout: 180_000, every: 100, signal });
    await during(say, 'Orderly to migrate and to become ready', ready);
    if (server.ended()) throw died('ended while it started');
    if (!(await isReady(url))) throw died('did not become ready in time');
  } catch (failed) {
    await stop(hurry);
    throw failed;
  }
  say(`Orderly: ready after ${seconds(began)} at http://127.0.0.1:${port} (log: ${log})`);
  return { pid: server.pid, url, stop, ended: server.ended, died };
}

const isReady = (url) =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
    async (response) => (await response.arrayBuffer(), response.ok),
    () => false,
  );

/** One that a killed `npm start` could not end any more would work on the same data beside the new one. */
export async function endForgotten({ root, say, hurry }) {
  const { application, sandbox } = readRun(root, 'start');
  for (const process of [application, sandbox].filter(isSame)) {
    say(`Orderly: an earlier run left process ${process.pid} behind; ending it`);
    await during(say, 'it to finish its work', endProcess(process.pid, ending, hurry));
  }
}

export async function choosePort(wanted, say) {
  for (let port = wanted; port < wanted + 100; port += 1) {
    if (await isFree(port)) {
      if (port !== wanted) say(`port ${wanted} is taken; using ${port}`);
      return port;
    }
  }
  throw new InfrastructureFailure(`ports ${wanted} to ${wanted + 99} are all taken; set another one`);
}
