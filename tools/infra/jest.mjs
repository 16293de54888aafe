import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess, send } from './processes.mjs';

/** @typedef {{status: number, passed: number, failed: number, skipped: number}} Outcome */

const quiet = 5_000;

/**
 * @param {string[]} args
 * @param {{root: string, env: NodeJS.ProcessEnv, signal: AbortSignal}} options
 * @returns {Promise<Outcome>}
 */
export async function runJest(args, { root, env, signal }) {
  const figures = join(tmpdir(), `orderly-jest-${process.pid}.json`);
  const program = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const status = await runTests([program, ...args, '--json', '--outputFile', figures], { root, env, signal });
  try {
    const result = JSON.parse(readFileSync(figures, 'utf8'));
    return {
      status,
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
  } catch {
    // Without figures Jest itself failed, and that must not look like a run without failures.
    return { status: status || 2, passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(figures, { force: true });
  }
}

/**
 * The finder's own tests: they need a Node without Jest's module loader.
 * @returns {Promise<Outcome>}
 */
export async function runNodeTests(files, { root, env, signal }) {
  const figures = join(tmpdir(), `orderly-node-test-${process.pid}.tap`);
  const reporters = ['spec', 'stdout', 'tap', figures].map(
    (value, index) => `--test-reporter${index % 2 ? '-destination' : ''}=${value}`,
  );
  const status = await runTests(['--test', ...reporters, ...files], { root, env, signal });
  const tap = existsSync(figures) ? readFileSync(figures, 'utf8') : '# fail 1';
  const figure = (name) => Number(tap.match(new RegExp(`^# ${name} (\\d+)`, 'm'))?.[1] ?? 0);
  rmSync(figures, { force: true });
  return {
    status,
    passed: figure('pass'),
    failed: figure('fail') + figure('cancelled'),
    skipped: figure('skipped') + figure('todo'),
  };
}

/** In a group of its own, so that no worker outlives the run; but `--watch` needs the terminal's keys. */
async function runTests(args, { root, env, signal }) {
  signal.throwIfAborted();
  const watching = args.some((arg) => /^--watch/.test(arg));
  const onScreen = process.stdout.isTTY || watching;
  const output = onScreen ? 'inherit' : 'pipe';
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    detached: !watching,
    stdio: [watching ? 'inherit' : 'ignore', output, output],
  });
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 2));
  });
  const onAbort = () =>
    endProcess(child.pid, [
      ['SIGTERM', 5_000],
      ['SIGKILL', 2_000],
    ]);
  signal.addEventListener('abort', onAbort, { once: true });
  const stopTalking = onScreen ? () => {} : passOn(child);
  try {
    return await ended;
  } finally {
    stopTalking();
    signal.removeEventListener('abort', onAbort);
    if (!watching) send('SIGKILL', -child.pid);
  }
}

/** Without a terminal: everything as it comes, and a line when nothing came for five seconds. */
function passOn(child) {
  const began = Date.now();
  let last = began;
  for (const name of ['stdout', 'stderr']) {
    child[name].on('data', (chunk) => {
      last = Date.now();
      process[name].write(chunk);
    });
  }
  const timer = setInterval(() => {
    if (Date.now() - last < quiet) return;
    last = Date.now();
    console.log(`  tests are running (${Math.round((last - began) / 1000)} s)`);
  }, 500);
  return () => clearInterval(timer);
}
