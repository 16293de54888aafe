import { prepareReport, reportFailure } from './report-file.mjs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { explanation, InfrastructureFailure } from './failure.mjs';
import { acquire, holderOf } from './lock.mjs';
import { Interrupted, outliveReaders, watchSignals } from './signals.mjs';
import { seconds } from './waiting.mjs';

/** Typed wrongly: the usage is shown. */
export class UsageError extends Error {
  exitCode = 64;
}

/**
 * The frame of a command with servers of its own: signals, usage, one run per checkout, a report also when it fails, and whatever was
 * started is stopped in the end. `proceed(run, values)` does the work and answers the exit status.
 *
 * @param {{name: string, slot: string, usage: string, known: object, check?: (values: object, from: string) => void, busy?: (pid: number | undefined, root: string) => string}} what
 *   `check` throws for values that make no sense, paths being meant from `from`; `busy` says why there is only one at a time
 * @param {string[]} args
 * @param {{root: string}} given
 * @returns {Promise<number>} the exit status
 */
export async function command({ name, slot, usage, known, check = () => undefined, busy = waitFor(name) }, args, given, proceed) {
  outliveReaders();
  const say = (line) => console.log(line);
  const run = { ...given, say, ...watchSignals(say), stops: [], step: 'usage', report: undefined };
  const began = Date.now();
  let status;
  try {
    const values = valuesOf(run, args, known, check);
    if (values.help) {
      say(usage);
      return 0;
    }
    run.stops.push(takeCheckout(run.root, slot, busy));
    status = await proceed(run, values);
  } catch (error) {
    status = explain(run, error, usage);
  }
  for (const stop of run.stops.reverse()) await stop(run.hurry).catch((error) => console.error(error.message));
  if (run.stops.length > 0) say(`${name}: ended after ${seconds(began)} with status ${status}`);
  return status;
}

/** The next step; a failure is reported under its name. */
export function enter(run, step, action) {
  run.signal.throwIfAborted();
  run.step = step;
  return action();
}

function valuesOf(run, args, known, check) {
  // npm changes to the project's folder; the person meant paths from where they stand.
  const from = (process.env.npm_lifecycle_event && process.env.INIT_CWD) || process.cwd();
  const options = { ...known, help: { type: 'boolean', short: 'h' } };
  try {
    // Whoever waits for the report reads there too that another option was wrong.
    const { report } = parseArgs({ args, options, strict: false }).values;
    if (typeof report === 'string' && /^[^-]/.test(report)) prepareReport((run.report = resolve(from, report)));
    const { values } = parseArgs({ args, options });
    check(values, from);
    return values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}

/** Two of them would work on the same servers. */
function takeCheckout(root, slot, busy) {
  const lock = acquire(root, slot);
  if (lock) return async () => lock.release();
  throw new InfrastructureFailure(busy(holderOf(root, slot)?.pid, root));
}

const waitFor = (name) => (pid) => `npm run ${name} is already running in this checkout (process ${pid}); wait for it`;

function explain(run, error, usage) {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
  else if (!(error instanceof Interrupted)) console.error(explanation(error));
  reportFailure(run.report, run.step, error.message);
  return error.exitCode ?? 2;
}
