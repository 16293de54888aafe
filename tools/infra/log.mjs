import { mkdirSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const enough = 5 * 2 ** 20;

/** A descriptor to append to; the previous file is kept once as `.1`. */
export function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  if (sizeOf(file) > enough) renameSync(file, `${file}.1`);
  return openSync(file, 'a', 0o600);
}

export const sizeOf = (file) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** The end of a log for the screen, without colours and without what stood there before byte `from`. */
export function lastLines(file, count = 15, from = 0) {
  const text = sizeOf(file) ? readFileSync(file).subarray(from).toString() : '';
  const plain = text.replace(/\x1b\[[0-9;]*m/g, '');
  return plain
    .split('\n')
    .filter((line) => line.trim())
    .slice(-count)
    .map((line) => `    ${line}`)
    .join('\n');
}
