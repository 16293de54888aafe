import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { endForgotten } from '../infra/application.mjs';
import { hospitalFileOf } from '../infra/demo-hospital.mjs';
import { startDetached } from '../infra/detached.mjs';
import { InfrastructureFailure } from '../infra/failure.mjs';
import { freePort } from '../infra/ports.mjs';
import { privatePostgres } from '../infra/postgres.mjs';
import { endProcess } from '../infra/processes.mjs';
import { privateRabbitmq } from '../infra/rabbitmq.mjs';
import { secretsOf } from '../infra/secrets.mjs';
import { siteOf } from '../infra/site.mjs';
import { during, seconds, until } from '../infra/waiting.mjs';

const serve = join(dirname(fileURLToPath(import.meta.url)), 'serve.mjs');
const quiet = () => undefined;

const ending = [
  ['SIGINT', 60_000],
  ['SIGINT', 20_000],
  ['SIGKILL', 5_000],
];

/**
 * Serves the demo as `npm start` does, but beside one that is served already: with a home, servers and ports of its own, and data that is new.
 * @param {{root: string, folder: string, say: (line: string) => void, signal: AbortSignal, hurry: AbortSignal, settings?: NodeJS.ProcessEnv}} wanted
 *   its home is made in `folder`; `settings` of the sandbox
 * @returns {Promise<{url: string, hospitalFile: string, operatorPassword: string, logs: string[], stop: () => Promise<void>}>}
 */
export async function serveDemo({ root, folder, say, signal, hurry, settings = {} }) {
  const began = Date.now();
  const home = await newHome({ root, folder, hurry });
  const log = join(folder, 'log', 'demo.log');
  const server = startDetached(process.execPath, [serve], {
    log,
    cwd: root,
    env: { ...(await surroundings(home)), ...settings },
  });
  const stop = () => during(say, 'the demo to end', endProcess(server.pid, ending, hurry));
  const now = () =>
    `the demo: ${
      server
        .lastLines(1)
        .trim()
        .replace(/^waiting for /, '') || 'starting'
    }`;
  const serving = () => /^ *Serving at (\S+) until/m.exec(server.lastLines(3))?.[1];
  try {
    const settled = until(() => server.ended() || serving(), { timeout: 900_000, every: 100, signal });
    await during(say, now, settled);
    if (!serving()) throw new InfrastructureFailure(`the demo ended while it started (log: ${log})`, server.lastLines());
  } catch (failed) {
    await stop();
    throw failed;
  }
  const url = serving();
  say(`the demo is served at ${url} after ${seconds(began)} (log: ${log})`);
  const logs = [log, ...['orderly', 'sandbox'].map((name) => join(home, '.orderly/start/log', `${name}.log`))];
  return { url, hospitalFile: hospitalFileOf(home), operatorPassword: secretsOf(home).operatorPassword, logs, stop };
}

/** Nobody knows what a run that was killed has left half done. */
async function newHome({ root, folder, hurry }) {
  const home = join(folder, 'demo');
  if (existsSync(home)) {
    const site = siteOf({ root: home, purpose: 'start', say: quiet });
    await endForgotten({ root: home, say: quiet, hurry });
    await Promise.all([privatePostgres(site), privateRabbitmq(site)].map((server) => server.stop({ hurry, discard: true })));
    rmSync(home, { recursive: true });
  }
  mkdirSync(home, { recursive: true });
  for (const name of ['node_modules', 'samples']) symlinkSync(join(root, name), join(home, name));
  return home;
}

/** Servers that the environment names are never used: the broker is going to be killed. */
async function surroundings(home) {
  const ports = [];
  for (const name of ['PORT', 'SANDBOX_PORT', 'MLLP_PORT']) ports.push([name, await freePort(ports.map(([, port]) => port))]);
  const given = Object.entries(process.env).filter(([name]) => !['DATABASE_URL', 'AMQP_URL', 'NODE_ENV'].includes(name));
  // As a script of npm it ends when whoever started it is gone.
  return { ...Object.fromEntries([...given, ...ports]), DEMO_HOME: home, npm_lifecycle_event: 'demo' };
}

/** @returns {{url: string, tenant: {id: string, slug: string}, passwords: Record<string, string>}} */
export const readHospital = (file) => JSON.parse(readFileSync(file, 'utf8'));
