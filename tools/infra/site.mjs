import { join } from 'node:path';
import { secretsOf } from './secrets.mjs';

/**
 * Where the private servers of one purpose live, and who is told about them.
 * @typedef {{root: string, purpose: string, folder: string, say: (line: string) => void, secrets: import('./secrets.mjs').Secrets, signal?: AbortSignal}} Site
 */

/** @returns {Site} */
export function siteOf({ root, purpose, say, signal }) {
  return { root, purpose, say, signal, folder: join(root, '.orderly', purpose), secrets: secretsOf(root) };
}
