import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What was chosen, for people and for the next start. `npm test` keeps its own, so neither overwrites the other's. */
export const runFileOf = (root, purpose) => join(root, '.orderly', ...(purpose === 'start' ? [] : [purpose]), 'run.json');

export function readRun(root, purpose) {
  try {
    return JSON.parse(readFileSync(runFileOf(root, purpose), 'utf8'));
  } catch {
    return {};
  }
}

/** Merges into the file; a value of undefined removes. Synchronous, so that two starting servers cannot interleave. */
export function updateRun(root, purpose, change) {
  const file = runFileOf(root, purpose);
  const before = readRun(root, purpose);
  const after = { ...before, ...change, infra: { ...before.infra, ...change.infra } };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(after, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}
