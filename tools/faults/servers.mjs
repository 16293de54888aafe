import { privatePostgres } from '../infra/postgres.mjs';
import { processesWith, send } from '../infra/processes.mjs';
import { privateRabbitmq } from '../infra/rabbitmq.mjs';
import { readRun } from '../infra/run-file.mjs';
import { siteOf } from '../infra/site.mjs';
import { until } from '../infra/waiting.mjs';
import { clusterOf } from './cluster.mjs';
import { descendantsOf } from './descendants.mjs';
import { rabbitmqctl } from './rabbitmqctl.mjs';

/**
 * A PostgreSQL and a RabbitMQ of the suite's own, which it may kill. Servers that the environment names are never used.
 * @param {{root: string, purpose: string, say: (line: string) => void, signal?: AbortSignal, hurry?: AbortSignal}} run
 */
export async function startServers({ root, purpose, say, signal, hurry }) {
  const site = siteOf({ root, purpose, say, signal });
  // What is started again in the middle of a row is the row's to talk about.
  const quiet = siteOf({ root, purpose, say: () => undefined, signal });
  const chosen = () => readRun(root, purpose).infra ?? {};
  const servers = {
    postgres: { loud: privatePostgres(site), quiet: privatePostgres(quiet), processes: () => postgresOf(chosen().postgres) },
    rabbitmq: {
      loud: privateRabbitmq(site),
      quiet: privateRabbitmq(quiet),
      processes: () => rabbitmqOf(chosen().rabbitmq),
      control: (args) => rabbitmqctl(site, chosen().rabbitmq, args),
    },
  };
  const cluster = clusterOf({ root, signal });
  const stop = async () => {
    await cluster.stop({ hurry });
    const outcomes = await Promise.allSettled(Object.values(servers).map(({ loud }) => loud.stop({ hurry, discard: true })));
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) throw failed.reason;
  };
  const starts = await Promise.allSettled(Object.values(servers).map(({ loud }) => loud.start({ fresh: true })));
  const failed = starts.find(({ status }) => status === 'rejected');
  if (failed) {
    await stop().catch((error) => say(error.message));
    throw failed.reason;
  }
  return {
    databaseUrl: servers.postgres.loud.url(),
    amqpUrl: servers.rabbitmq.loud.url(),
    stop,
    act: actOn({ ...servers, ...cluster.nodes }),
  };
}

/** What a row may ask for: kill, freeze, thaw and start, by name. */
const actOn = (servers) => async (action, name, args) => {
  const { quiet, processes, control } = servers[name];
  if (action === 'start') return quiet.start({ samePort: true });
  if (action === 'control') return control(args);
  if (action === 'url') return quiet.url();
  const signal = { kill: 'SIGKILL', freeze: 'SIGSTOP', thaw: 'SIGCONT' }[action];
  const pids = processes();
  for (const pid of pids) send(signal, pid);
  if (action === 'kill') await until(() => processes().length === 0, { timeout: 10_000 });
};

/** The postmaster and its sessions: killed together, as a machine that loses its power would. */
const postgresOf = ({ home } = {}) =>
  home ? processesWith(`${home}/data`).flatMap(({ pid }) => [pid, ...descendantsOf(pid)]) : [];

const rabbitmqOf = ({ home } = {}) => (home ? processesWith(home).map(({ pid }) => pid) : []);
