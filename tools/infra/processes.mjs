import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { until } from './waiting.mjs';

const onLinux = process.platform === 'linux';

/** A zombie counts as dead: in a container nobody may ever reap it. */
export function isAlive(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  if (onLinux) return !['Z', 'X', undefined].includes(statFields(pid)[0]);
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Tells two processes that were given the same number one after the other apart. */
export function birthOf(pid) {
  if (onLinux) return statFields(pid)[19];
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

export function parentOf(pid) {
  if (onLinux) return Number(statFields(pid)[1]);
  return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }));
}

export function isShell(pid) {
  const program = onLinux ? readProc(pid, 'comm') : execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' });
  return /(^|[/-])(ba|da|z|k|a)?sh\s*$/.test(program);
}

/** Fields of /proc/PID/stat after the program's name, which may itself contain spaces and parentheses. */
function statFields(pid) {
  const stat = readProc(pid, 'stat');
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .filter(Boolean);
}

export function wasStartedWith(pid, argument) {
  if (onLinux) return readProc(pid, 'cmdline').split('\0').slice(1).includes(argument);
  return processesByPs(argument).some((process) => process.pid === pid);
}

/**
 * Living processes that were started with exactly this argument.
 * @returns {{pid: number, program: string}[]}
 */
export function processesWith(argument) {
  if (!onLinux) return processesByPs(argument);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), words: readProc(name, 'cmdline').split('\0') }))
    .filter(({ pid, words }) => pid !== process.pid && words.slice(1).includes(argument))
    .map(({ pid, words }) => ({ pid, program: words[0] }));
}

function processesByPs(argument) {
  const listing = execFileSync('ps', ['-axww', '-o', 'pid=,command='], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return listing
    .split('\n')
    .filter((line) => `${line} `.includes(` ${argument} `))
    .map((line) => line.trim().match(/^(\d+) (\S+)/))
    .filter((match) => match && Number(match[1]) !== process.pid)
    .map((match) => ({ pid: Number(match[1]), program: match[2] }));
}

function readProc(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** Tells the process of a record from another one that got its number later. */
export const isSame = (record) => isAlive(record?.pid) && birthOf(record.pid) === record.birth;

export const recordOf = (pid) => ({ pid, birth: birthOf(pid) });

/** @returns {boolean} false when there is nobody to receive it */
export function send(signal, pid) {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * Signals in turn, each with the milliseconds it is given; `hurry` cuts the waiting short.
 * @param {number | (() => number[])} target one process, or a question asked again before every signal
 * @param {[NodeJS.Signals, number][]} steps
 * @param {AbortSignal} [hurry]
 */
export async function endProcess(target, steps, hurry) {
  const living = typeof target === 'function' ? target : () => [target].filter((pid) => isAlive(pid));
  for (const [signal, patience] of steps) {
    for (const pid of living()) send(signal, pid);
    const last = signal === steps.at(-1)[0];
    const gone = await until(() => living().length === 0 || (hurry?.aborted && !last), { timeout: patience });
    if (gone && living().length === 0) return true;
  }
  return living().length === 0;
}
