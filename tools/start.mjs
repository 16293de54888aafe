// `npm start`: from a fresh clone to a served, replayed day at a hospital.
import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { choosePort, endForgotten } from './infra/application.mjs';
import { command, enter } from './infra/command.mjs';
import { openControl } from './infra/control.mjs';
import { forgetHospital, hospitalFileOf, invitationTo } from './infra/demo-hospital.mjs';
import { installDependencies } from './infra/dependencies.mjs';
import { disturbances } from './infra/disturbances.mjs';
import { provideInfrastructure } from './infra/infrastructure.mjs';
import { keepApplication } from './infra/keeper.mjs';
import { runProgram } from './infra/program.mjs';
import { reportFailure } from './infra/report-file.mjs';
import { readRun, updateRun } from './infra/run-file.mjs';
import { startSandbox } from './infra/sandbox.mjs';
import { secretsOf } from './infra/secrets.mjs';
import { during } from './infra/waiting.mjs';

const usage = `npm start -- [--bundles DIR] [--patients N] [--exit] [--report FILE]

  --bundles DIR   replay the FHIR R4 bundles below DIR (.json, .json.gz) instead of the project's samples
  --patients N    only the first N patient files by path
  --exit          end after the replay, with status 0 only if the reconciliation holds
  --report FILE   write the figures as JSON; always written, also on failure

  DATABASE_URL and AMQP_URL name servers to use instead of private ones, PORT the port to serve on (3000), MLLP_PORT the
  one for analysers (2575), SANDBOX_PORT the one of the sandbox: analyser, clearinghouse, payers (3900).
  Exit status: 0 ok, 1 reconciliation, 2 infrastructure, 64 usage, 130 Ctrl-C.`;

const known = {
  bundles: { type: 'string' },
  patients: { type: 'string' },
  exit: { type: 'boolean' },
  report: { type: 'string' },
};

const checkout = {
  root: resolve(dirname(fileURLToPath(import.meta.url)), '..'),
  application: 'dist/apps/all-in-one/src/main.js',
  sandbox: 'dist/apps/sandbox/src/main.js',
  replay: 'dist/tools/replay/src/main.js',
  compile: () => build({ console: 'sandbox' }),
};

/**
 * @param {string[]} args
 * @param {typeof checkout} parts
 * @returns {Promise<number>} the exit status
 */
export const start = (args, parts = checkout) =>
  command({ name: 'start', slot: 'start', usage, known, check, busy }, args, parts, async (run, options) => {
    const { root, say, signal, hurry } = run;
    await enter(run, 'lock', () => moveIn(run));
    await enter(run, 'dependencies', () => installDependencies({ root, say, signal }));
    const wanted = { root, say, signal, hurry, purpose: 'start' };
    const infra = await enter(run, 'infrastructure', () => provideInfrastructure(wanted));
    run.stops.push(infra.stop);
    await enter(run, 'compile', () => compile(run));
    const outside = await enter(run, 'sandbox', () => sandbox(run, infra));
    const application = await enter(run, 'boot', () => boot(run, infra, outside));
    const status = await enter(run, 'replay', () => replay(run, options, application));
    if (status > 0) reportFailure(run.report, 'replay', `the replay ended with status ${status}`);
    if (options.exit || status > 1) return status;
    say(`${invitationTo(root)}\nServing at ${application.url} until Ctrl-C`);
    application.tolerate(3);
    return enter(run, 'serve', () => application.gone());
  });

function check(values, from) {
  if (!/^[1-9]\d*$/.test(values.patients ?? '1')) throw new Error('--patients takes a number from 1');
  if (values.bundles === undefined) return;
  values.bundles = resolve(from, values.bundles);
  if (!statSync(values.bundles, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`--bundles: ${values.bundles} is not a folder`);
}

/** Two of them would fight over the same data. */
function busy(pid, root) {
  const { url } = readRun(root, 'start');
  return `Orderly of this checkout is already ${url ? `served at ${url}` : 'starting'} (process ${pid}); end that one first`;
}

/** What an earlier run has left is ended and forgotten. */
async function moveIn(run) {
  const { root, stops } = run;
  await endForgotten(run);
  forgetHospital(root);
  updateRun(root, 'start', {
    url: undefined,
    pid: process.pid,
    startedAt: new Date().toISOString(),
    stoppedAt: undefined,
    application: undefined,
    sandbox: undefined,
  });
  stops.push(async () =>
    updateRun(root, 'start', { pid: undefined, application: undefined, stoppedAt: new Date().toISOString() }),
  );
}

async function compile({ say, compile: make }) {
  const { files, compiled } = await during(say, 'the compiler', make());
  say(`compiled: ${compiled} of ${files} files`);
}

/** The outside world comes first and goes last. */
async function sandbox(run, infra) {
  const { root, say, signal, hurry } = run;
  const control = await openControl(disturbances({ rabbitmq: infra.rabbitmq, application: () => run.kept }), say, signal);
  run.stops.push(control.stop);
  const mllpPort = await choosePort(Number(process.env.MLLP_PORT) || 2575, say);
  const port = await choosePort(Number(process.env.SANDBOX_PORT) || 3900, say);
  const ours = { AMQP_URL: infra.amqpUrl, SANDBOX_HOSPITAL_FILE: hospitalFileOf(root), ...control.env };
  const env = { MLLP_PORT: String(mllpPort) };
  const { url, stop } = await startSandbox({ root, program: run.sandbox, env: { ...env, ...ours }, port, say, signal, hurry });
  run.stops.push(stop);
  return { url, env };
}

async function boot(run, infra, outside) {
  const { root, say, signal, hurry, stops } = run;
  const port = await choosePort(Number(process.env.PORT) || 3000, say);
  const { orderlySecret, operatorPassword } = secretsOf(root);
  run.env = {
    NODE_ENV: process.env.NODE_ENV ?? 'production',
    ORDERLY_SECRET: process.env.ORDERLY_SECRET ?? orderlySecret,
    OPERATOR_PASSWORD: process.env.OPERATOR_PASSWORD ?? operatorPassword,
    DATABASE_URL: infra.databaseUrl,
    SANDBOX_URL: outside.url,
  };
  const sandboxed = { STAGE: 'sandbox', CLEARINGHOUSE_URL: outside.url, COLLECT_MS: '500', ...outside.env };
  const env = { ...run.env, AMQP_URL: infra.amqpUrl, ...sandboxed };
  run.kept = await keepApplication({ root, program: run.application, env, port, say, signal, hurry });
  stops.push(run.kept.stop);
  updateRun(root, 'start', { url: run.kept.url });
  return run.kept;
}

async function replay(run, options, application) {
  const { DATABASE_URL, OPERATOR_PASSWORD, SANDBOX_URL } = run.env;
  const env = { ...process.env, DATABASE_URL, OPERATOR_PASSWORD, SANDBOX_URL, ORDERLY_URL: application.url };
  env.DEMO_HOSPITAL_FILE = hospitalFileOf(run.root);
  const given = [
    options.bundles && ['--bundles', options.bundles],
    options.patients && ['--patients', options.patients],
    run.report && ['--report', run.report],
  ];
  const args = ['--enable-source-maps', run.replay, ...given.filter(Boolean).flat()];
  const death = new AbortController();
  void application.gone().catch((reason) => death.abort(reason));
  const status = await runProgram(process.execPath, args, { cwd: run.root, signal: death.signal, env });
  death.signal.throwIfAborted();
  return [0, 1, 64].includes(status) ? status : 2;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await start(process.argv.slice(2)));
