import { spawn } from 'node:child_process';
import { closeSync } from 'node:fs';
import { lastLines, openLog, sizeOf } from './log.mjs';

/**
 * Starts a server in a session of its own, so that the terminal's Ctrl-C reaches us and not the server:
 * the application still needs it to finish its work.
 * @param {string} program
 * @param {string[]} args
 * @param {{log: string, env: Record<string, string | undefined>, cwd?: string, uid?: number, gid?: number}} options
 * @returns {{pid: number | undefined, ended: () => boolean, lastLines: (count?: number) => string}}
 */
export function startDetached(program, args, { log, ...options }) {
  const descriptor = openLog(log);
  const from = sizeOf(log);
  try {
    const child = spawn(program, args, { ...options, detached: true, stdio: ['ignore', descriptor, descriptor] });
    let ended = false;
    child.once('exit', () => (ended = true));
    child.once('error', () => (ended = true));
    child.unref();
    return { pid: child.pid, ended: () => ended, lastLines: (count) => lastLines(log, count, from) };
  } finally {
    closeSync(descriptor);
  }
}
