import { parseArgs } from 'node:util';
import { explanation, InfrastructureFailure } from './failure.mjs';
import { holderOf } from './lock.mjs';
import { privatePostgres } from './postgres.mjs';
import { privateRabbitmq } from './rabbitmq.mjs';
import { readRun } from './run-file.mjs';
import { siteOf } from './site.mjs';

const servers = { postgres: privatePostgres, rabbitmq: privateRabbitmq };

/**
 * Stops or starts one private server of a running `npm start`, which notices only as it would notice an outage.
 * @returns {Promise<number>} the exit status
 */
export async function infraCommand(args, root) {
  const wish = wishOf(args);
  if (!wish) return 64;
  try {
    requireRunning(root, wish);
    const server = servers[wish.key](siteOf({ root, purpose: wish.purpose, say: console.log }));
    await (wish.action === 'stop' ? server.stop() : server.start({ samePort: true }));
    return 0;
  } catch (error) {
    console.error(explanation(error));
    return 2;
  }
}

function wishOf(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { purpose: { type: 'string', default: 'start' } },
    });
    const [action, key, ...more] = positionals;
    const known = ['stop', 'start'].includes(action) && Object.hasOwn(servers, key) && ['start', 'test'].includes(values.purpose);
    return known && more.length === 0 ? { action, key, purpose: values.purpose } : undefined;
  } catch {
    return undefined;
  }
}

function requireRunning(root, { key, purpose }) {
  const command = purpose === 'start' ? 'npm start' : 'npm test';
  if (!holderOf(root, purpose)) throw new InfrastructureFailure(`\`${command}\` is not running in this checkout`);
  const server = readRun(root, purpose).infra?.[key];
  if (server?.given)
    throw new InfrastructureFailure(`${key} was given by ${server.given}; only private servers can be stopped and started here`);
  if (!server?.port) throw new InfrastructureFailure(`\`${command}\` has not started its ${key} yet`);
}
