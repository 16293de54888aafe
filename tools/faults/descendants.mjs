import { execFileSync } from 'node:child_process';

/** @returns {number[]} the processes that this one has started, and theirs */
export function descendantsOf(pid) {
  const listing = execFileSync('ps', ['-axo', 'pid=,ppid='], { encoding: 'utf8' });
  const pairs = listing
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent) => pairs.filter(([, above]) => above === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}
