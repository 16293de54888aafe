import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from '../build.mjs';
import { explanation, InfrastructureFailure } from './failure.mjs';
import { privatePostgres } from './postgres.mjs';
import { amqpAnswers, postgresAnswers } from './probes.mjs';
import { privateRabbitmq } from './rabbitmq.mjs';
import { readRun } from './run-file.mjs';
import { siteOf } from './site.mjs';
import { during } from './waiting.mjs';

/**
 * A command of tools/operations on the installation of this checkout's `npm start`, whether that runs or not, or on the one that the
 * environment names.
 * @param {string} name
 * @returns {(args: string[], root: string) => Promise<number>} answers the exit status
 */
export const operationsCommand = (name) => async (args, root) => {
  try {
    const say = (line) => console.error(line);
    await during(say, 'the compiler', build());
    const env = args.includes('--help') ? process.env : { ...process.env, ...(await installationOf(root, process.env, say)) };
    const { main } = createRequire(import.meta.url)(join(root, 'dist/tools/operations/src/main.js'));
    return await main([name, ...args], env);
  } catch (error) {
    console.error(explanation(error));
    return 2;
  }
};

/** What the environment does not name, of the private servers below `.orderly`. */
async function installationOf(root, env, say) {
  const site = siteOf({ root, purpose: 'start', say });
  const DATABASE_URL = env.DATABASE_URL ?? urlOf(root, 'postgres', 'DATABASE_URL', () => privatePostgres(site).url());
  const AMQP_URL = env.AMQP_URL ?? urlOf(root, 'rabbitmq', 'AMQP_URL', () => privateRabbitmq(site).url());
  if (!(await during(say, 'PostgreSQL', postgresAnswers(DATABASE_URL))))
    throw new InfrastructureFailure('PostgreSQL does not answer: start it with `npm start`, or name another one in DATABASE_URL');
  if (!(await during(say, 'RabbitMQ', amqpAnswers(AMQP_URL)))) say('RabbitMQ does not answer; going on without it');
  return { DATABASE_URL, AMQP_URL, ORDERLY_SECRET: env.ORDERLY_SECRET ?? site.secrets.orderlySecret };
}

function urlOf(root, key, variable, url) {
  const server = readRun(root, 'start').infra?.[key];
  if (server?.given)
    throw new InfrastructureFailure(`\`npm start\` was given its ${key} by ${variable}: set ${variable} here as well`);
  if (!server?.port)
    throw new InfrastructureFailure(`\`npm start\` has not run in this checkout: start it once, or set ${variable}`);
  return url();
}
