import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSame, recordOf } from './processes.mjs';

const lockOf = (root, purpose) => join(root, '.orderly', purpose, 'lock.json');

/** @returns {{pid: number} | undefined} the living process that runs this purpose in this checkout */
export function holderOf(root, purpose) {
  try {
    const holder = JSON.parse(readFileSync(lockOf(root, purpose), 'utf8'));
    return isSame(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** @returns {{release(): void} | undefined} undefined when somebody else holds it */
export function acquire(root, purpose) {
  const file = lockOf(root, purpose);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(recordOf(process.pid)));
  try {
    if (!link(draft, file)) {
      if (holderOf(root, purpose)) return undefined;
      rmSync(file, { force: true });
      if (!link(draft, file)) return undefined;
    }
    return { release: () => rmSync(file, { force: true }) };
  } finally {
    rmSync(draft);
  }
}

/** Creates `file` with its content in one step, or not at all when it exists. */
function link(draft, file) {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}
