import { realpathSync } from 'node:fs';
import { InfrastructureFailure } from './failure.mjs';
import { privatePostgres } from './postgres.mjs';
import { amqpAnswers, postgresAnswers } from './probes.mjs';
import { privateRabbitmq } from './rabbitmq.mjs';
import { readRun, updateRun } from './run-file.mjs';
import { siteOf } from './site.mjs';
import { during } from './waiting.mjs';

/**
 * Finds or starts PostgreSQL and RabbitMQ: first what the environment names, then private servers below
 * `.orderly/`. A server that merely listens on a default port is nobody's to use and is never touched.
 * Of `purpose` 'test' and 'bench' the data is new each time; of 'start' it stays.
 * Aborting `signal` gives up and leaves nothing behind; aborting `hurry` makes stopping impatient.
 * @param {{root: string, say: (line: string) => void, purpose: 'start' | 'test' | 'bench', signal?: AbortSignal, hurry?: AbortSignal, env?: NodeJS.ProcessEnv}} wanted
 * @returns {Promise<{databaseUrl: string, amqpUrl: string, owned: {postgres: boolean, rabbitmq: boolean}, rabbitmq?: ReturnType<typeof privateRabbitmq>, stop: () => Promise<void>}>}
 */
export async function provideInfrastructure({ root, say, purpose, signal, hurry, env = process.env }) {
  const failure = new AbortController();
  const site = siteOf({
    root: realpathSync(root),
    purpose,
    say,
    signal: AbortSignal.any([signal, failure.signal].filter(Boolean)),
  });
  const [databaseUrl, amqpUrl] = await Promise.all([givenPostgres(site, env.DATABASE_URL), givenRabbitmq(site, env.AMQP_URL)]);
  const postgres = databaseUrl ? undefined : privatePostgres(site);
  const rabbitmq = amqpUrl ? undefined : privateRabbitmq(site);
  const servers = [postgres, rabbitmq].filter(Boolean);
  const fresh = purpose !== 'start';
  const stop = async () => void raise(await Promise.allSettled(servers.map((server) => server.stop({ hurry, discard: fresh }))));
  // The first failure makes the other one give up too, so that nobody waits for a server in vain.
  await Promise.allSettled(servers.map((server) => server.start({ fresh }).catch((error) => failure.abort(error))));
  if (failure.signal.aborted) {
    await stop().catch((error) => say(error.message));
    throw failure.signal.reason;
  }
  return {
    databaseUrl: databaseUrl ?? postgres.url(),
    amqpUrl: amqpUrl ?? rabbitmq.url(),
    owned: { postgres: !databaseUrl, rabbitmq: !amqpUrl },
    rabbitmq,
    stop,
  };
}

function raise(outcomes) {
  const failed = outcomes.find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
  return outcomes.map(({ value }) => value);
}

const givenPostgres = (site, url) =>
  given(site, { name: 'PostgreSQL', key: 'postgres', variable: 'DATABASE_URL', url, answers: postgresAnswers });
const givenRabbitmq = (site, url) =>
  given(site, { name: 'RabbitMQ', key: 'rabbitmq', variable: 'AMQP_URL', url, answers: amqpAnswers });

async function given({ root, purpose, say }, { name, key, variable, url, answers }) {
  if (!url) return undefined;
  if (!URL.canParse(url)) throw new InfrastructureFailure(`${name}: ${variable} is not a URL`);
  const place = placeOf(url);
  if (!(await during(say, `${name} at ${place}`, answers(url)))) {
    throw new InfrastructureFailure(
      `${name}: ${variable} is set, but no ${name} answers at ${place}. Start it, or unset ${variable} to use a private one.`,
    );
  }
  say(`${name}: using ${variable} (${place})`);
  updateRun(root, purpose, { infra: { [key]: { ...readRun(root, purpose).infra?.[key], given: variable } } });
  return url;
}

/** Never the user and the password. */
const placeOf = (url) => new URL(url).host || 'a local socket';
