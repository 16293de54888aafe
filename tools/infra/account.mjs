import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { InfrastructureFailure } from './failure.mjs';

/** @typedef {{uid: number, gid: number}} Account */

/**
 * PostgreSQL refuses to run as root, so root lends it an account that can do nothing else.
 * @returns {Account | undefined} undefined: we are not root and need none
 */
export function unprivilegedAccount() {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid > 0 && gid >= 0) return { uid, gid };
  }
  return { uid: 65_534, gid: 65_534 };
}

function idOf(flag, name) {
  try {
    return Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return -1;
  }
}

/** Asks the system instead of reading mode bits: access lists and mount options count too. */
export const canEnter = (folder, account) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/' }).status === 0;

/** Where an account goes that may not enter the checkout, for example below /root. */
export function outsideFolder(root) {
  const folder = join('/var/tmp', `orderly-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const { uid } = lstatSync(folder);
  // Anybody may create names in /var/tmp; programs are started from this one.
  if (!lstatSync(folder).isDirectory() || uid !== process.getuid()) {
    throw new InfrastructureFailure(`${folder} belongs to somebody else; remove it or set DATABASE_URL`);
  }
  return folder;
}
