// `npm run bench`: how fast Orderly is beside raw loops and other packages, on servers of its own.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { installDependencies } from './infra/dependencies.mjs';
import { explanation, InfrastructureFailure } from './infra/failure.mjs';
import { provideInfrastructure } from './infra/infrastructure.mjs';
import { acquire, holderOf } from './infra/lock.mjs';
import { runProgram } from './infra/program.mjs';
import { prepareReport, reportFailure } from './infra/report-file.mjs';
import { Interrupted, outliveReaders, watchSignals } from './infra/signals.mjs';
import { during, seconds } from './infra/waiting.mjs';

const usage = `npm run bench -- [--row P1,P2] [--events N] [--pairs N] [--report FILE]

  --row P1,P2     only these rows: P1 relay, P2 effects, P3 latency, P4 orders over HTTP, P8 a rebuilt view, P9 with many old rows
  --events N      scale; 50000 for figures that count, 2000 for a try
  --pairs N       how often ours and theirs are measured in turn after a warm-up; 3
  --report FILE   write the figures as JSON; always written, also on failure

  Ratios are of the same run and mean something on a busy machine too; absolute figures only on one with nothing else to do.
  Exit status: 0 every goal met, 1 a figure missed its goal or could not be measured, 2 infrastructure, 64 usage, 130 Ctrl-C.`;

const known = {
  row: { type: 'string' },
  events: { type: 'string', default: '50000' },
  pairs: { type: 'string', default: '3' },
  report: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};
const rows = ['P1', 'P2', 'P3', 'P4', 'P8', 'P9'];

class UsageError extends Error {
  exitCode = 64;
}

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
export async function bench(args, root = checkout) {
  outliveReaders();
  const say = (line) => console.log(line);
  const run = { root, say, ...watchSignals(say), stops: [], step: 'usage', report: undefined };
  const began = Date.now();
  let status;
  try {
    status = await proceed(run, args);
  } catch (error) {
    status = explain(run, error);
  }
  for (const stop of run.stops.reverse()) await stop().catch((error) => console.error(error.message));
  if (run.stops.length > 0) say(`bench: ended after ${seconds(began)} with status ${status}`);
  return status;
}

async function proceed(run, args) {
  const { root, say, signal, hurry } = run;
  const options = optionsOf(run, args);
  if (options.help) {
    say(usage);
    return 0;
  }
  run.stops.push(takeCheckout(root));
  await enter(run, 'dependencies', () => installDependencies({ root, say, signal }));
  // What Orderly is compared with is not Orderly's: it has a package.json of its own.
  const peers = join(root, 'tools', 'bench');
  await enter(run, 'dependencies', () => installDependencies({ root: peers, say, signal }));
  await enter(run, 'compile', () => during(say, 'the compiler', build()));
  // Only servers with nothing else to do can be measured.
  const wanted = { root, say, signal, hurry, purpose: 'bench', env: {} };
  const infra = await enter(run, 'infrastructure', () => provideInfrastructure(wanted));
  run.stops.push(infra.stop);
  return enter(run, 'rows', () => measure(run, infra, options));
}

function enter(run, step, action) {
  run.signal.throwIfAborted();
  run.step = step;
  return action();
}

function optionsOf(run, args) {
  // npm changes to the project's folder; the person meant paths from where they stand.
  const from = (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd();
  try {
    const { values } = parseArgs({ args, options: known });
    if (values.report !== undefined) prepareReport((run.report = resolve(from, values.report)));
    const strange = values.row?.split(',').find((row) => !rows.includes(row));
    if (strange !== undefined) throw new Error(`--row: there is no ${strange}; rows are ${rows.join(', ')}`);
    for (const name of ['events', 'pairs'])
      if (!/^[1-9]\d*$/.test(values[name])) throw new Error(`--${name} takes a number from 1`);
    if (Number(values.events) < 1000) throw new Error('--events takes a number from 1000');
    return values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** Two of them would measure each other. */
function takeCheckout(root) {
  const lock = acquire(root, 'bench');
  if (lock) return async () => lock.release();
  const pid = holderOf(root, 'bench')?.pid;
  throw new InfrastructureFailure(`npm run bench is already running in this checkout (process ${pid}); wait for it`);
}

async function measure({ root, signal, report }, { databaseUrl, amqpUrl }, { row, events, pairs }) {
  const given = [`--events=${events}`, `--pairs=${pairs}`, row && `--row=${row}`, report && `--report=${report}`];
  const main = join(root, 'dist/tools/bench/src/main.js');
  const args = ['--enable-source-maps', '--max-semi-space-size=64', main, ...given.filter(Boolean)];
  // Nest's own transport finds its packages where the other peers are.
  const env = { ...process.env, DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl, NODE_PATH: join(root, 'tools/bench/node_modules') };
  const status = await runProgram(process.execPath, args, { cwd: root, signal, env });
  signal.throwIfAborted();
  return [0, 1].includes(status) ? status : 2;
}

function explain(run, error) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else if (!(error instanceof Interrupted)) console.error(explanation(error));
  reportFailure(run.report, run.step, error.message);
  return error.exitCode ?? 2;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await bench(process.argv.slice(2)));
