import { createHash, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const random = (bytes) => randomBytes(bytes).toString('base64url');

/** @typedef {{orderlySecret: string, operatorPassword: string, postgresPassword: string, amqpPassword: string, erlangCookie: string}} Secrets */

/**
 * Made once per checkout and readable by its owner alone.
 * @returns {Secrets}
 */
export function secretsOf(root) {
  const folder = join(root, '.orderly');
  const file = join(folder, 'secrets.json');
  const known = read(file);
  if (known) return known;
  mkdirSync(folder, { recursive: true });
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(invent(), null, 2)}\n`, { mode: 0o600 });
  try {
    // A link fails when `npm test` and `npm start` both begin here and the other one was first.
    linkSync(draft, file);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return read(file);
}

const invent = () => ({
  orderlySecret: random(32),
  operatorPassword: random(12),
  postgresPassword: random(24),
  amqpPassword: random(24),
  erlangCookie: random(24).replace(/[^A-Za-z0-9]/g, 'x'),
});

/** Tells which secrets a data folder belongs to without giving them away. */
export const fingerprint = (secret) => createHash('sha256').update(`orderly ${secret}`).digest('hex').slice(0, 16);

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw new Error(`${file} cannot be read: ${error.message}`, { cause: error });
  }
}
