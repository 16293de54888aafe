import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants } from 'node:fs';
import { openLog } from './log.mjs';
import { endProcess, send } from './processes.mjs';

/**
 * Runs a program to its end, in a process group of its own that an abort ends as a whole.
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd: string, env?: NodeJS.ProcessEnv, log?: string, signal?: AbortSignal, patience?: number}} options
 *   without `log` it writes to our own screen; `patience` in milliseconds is what an abort leaves it
 * @returns {Promise<number>} its exit status, 128 + n when a signal ended it
 */
export async function runProgram(program, args, { log, signal, patience = 10_000, ...options }) {
  signal?.throwIfAborted();
  const output = log ? openLog(log) : 'inherit';
  const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', output, output] });
  if (log) closeSync(output);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, name) => resolve(code ?? 128 + (name === 'SIGKILL' ? 9 : 15)));
  });
  const onAbort = () =>
    endProcess(child.pid, [
      ['SIGTERM', patience],
      ['SIGKILL', 2_000],
    ]);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await ended;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    // What it may have left of its group, such as the workers of a test run.
    if (child.pid) send('SIGKILL', -child.pid);
  }
}

/** Somebody may run this file. */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
