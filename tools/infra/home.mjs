import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sealFile = (home) => join(home, 'complete');

const sealOf = (home) => (existsSync(sealFile(home)) ? readFileSync(sealFile(home), 'utf8') : undefined);

export const belongsTo = (home, seal) => sealOf(home) === seal;

/**
 * A server's folder is `complete` once it was ready for the first time, and belongs to the secrets of that moment.
 * Without its passwords and keys nobody can read the data, so a folder from before `.orderly` was removed is set aside.
 */
export function openHome(home, seal, say) {
  const known = sealOf(home);
  if (known && known !== seal) {
    say(`${home} belongs to secrets that are gone; it is kept as ${home}.old and a new one is begun`);
    rmSync(`${home}.old`, { recursive: true, force: true });
    renameSync(home, `${home}.old`);
  } else if (!known) {
    rmSync(home, { recursive: true, force: true });
  }
  mkdirSync(home, { recursive: true, mode: 0o755 });
  return { complete: () => writeFileSync(sealFile(home), seal) };
}
