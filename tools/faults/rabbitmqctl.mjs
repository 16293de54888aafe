import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { findRabbitmq, serverPath } from '../infra/rabbitmq-program.mjs';

const run = promisify(execFile);

/**
 * Speaks to a private node with its own cookie.
 * @param {import('../infra/site.mjs').Site} site
 * @param {{home: string, epmd: number}} chosen
 * @param {string[]} args
 * @returns {Promise<string>} what it printed
 */
export async function rabbitmqctl(site, { home, epmd }, args) {
  const server = await findRabbitmq(site);
  const env = {
    PATH: serverPath(server),
    LANG: 'C.UTF-8',
    HOME: join(home, 'erlang'),
    ERL_EPMD_PORT: String(epmd),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    RABBITMQ_CONF_ENV_FILE: join(home, 'conf', 'rabbitmq-env.conf'),
  };
  const all = ['-q', '-n', `orderly_${site.purpose}@localhost`, ...args];
  try {
    const { stdout } = await run(join(dirname(server), 'rabbitmqctl'), all, { env, cwd: home, timeout: 60_000 });
    return stdout.trim();
  } catch (error) {
    throw new Error(`rabbitmqctl ${args[0]}: ${error.stderr || error.message}`);
  }
}
