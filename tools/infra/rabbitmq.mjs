import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startDetached } from './detached.mjs';
import { endEpmd } from './epmd.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { belongsTo, openHome } from './home.mjs';
import { isFree, rememberedOrFree } from './ports.mjs';
import { amqpAnswers } from './probes.mjs';
import { endProcess, processesWith } from './processes.mjs';
import { findRabbitmq, serverPath } from './rabbitmq-program.mjs';
import { readRun, updateRun } from './run-file.mjs';
import { fingerprint } from './secrets.mjs';
import { during, seconds, until } from './waiting.mjs';

const user = 'orderly';

/**
 * @param {import('./site.mjs').Site} site
 * @param {{epmd?: () => Promise<number>, settings?: Record<string, string>}} [more] a port mapper that several nodes share; further settings
 */
export function privateRabbitmq(site, more = {}) {
  const { root, purpose, folder, say, secrets, signal } = site;
  const home = join(folder, 'rabbitmq');
  const log = join(folder, 'log', 'rabbitmq.log');
  const seal = fingerprint(secrets.orderlySecret + secrets.amqpPassword);
  const chosen = () => readRun(root, purpose).infra?.rabbitmq ?? {};
  const url = () => `amqp://${user}:${secrets.amqpPassword}@127.0.0.1:${chosen().port}`;
  const answers = () => amqpAnswers(url(), 1_000);

  /** @param {{fresh?: boolean, samePort?: boolean}} [wish] */
  async function start({ fresh = false, samePort = false } = {}) {
    const began = Date.now();
    if (!fresh && (await adopt())) return;
    await endServer();
    const program = await findRabbitmq(site);
    if (fresh) rmSync(home, { recursive: true, force: true });
    const opened = openHome(home, seal, say);
    await choosePorts(samePort);
    configure();
    say(`RabbitMQ: starting ${program} privately on 127.0.0.1:${chosen().port}, data in ${home}`);
    await during(say, 'RabbitMQ to accept connections', launch(program));
    opened.complete();
    say(`RabbitMQ: ready after ${seconds(began)}`);
  }

  async function adopt() {
    if (!chosen().port || nodes().length === 0 || !belongsTo(home, seal)) return false;
    const answering = await during(
      say,
      'the RabbitMQ that is still running',
      until(answers, { timeout: 30_000, every: 200, signal }),
    );
    if (!answering) return false;
    say(`RabbitMQ: still running on 127.0.0.1:${chosen().port}; going on with it`);
    return true;
  }

  async function choosePorts(same) {
    const before = chosen();
    if (same && before.port && !(await isFree(before.port))) {
      throw new InfrastructureFailure(`RabbitMQ: port ${before.port} is taken by another program now`);
    }
    const port = await rememberedOrFree(before.port);
    const distribution = await rememberedOrFree(before.distribution, [port]);
    const epmd = more.epmd ? await more.epmd() : await rememberedOrFree(before.epmd, [port, distribution]);
    updateRun(root, purpose, { infra: { rabbitmq: { port, distribution, epmd, home } } });
  }

  function configure() {
    for (const name of ['conf', 'erlang', 'mnesia', 'log', 'schema'])
      mkdirSync(join(home, name), { recursive: true, mode: 0o700 });
    const settings = {
      'listeners.tcp.1': `127.0.0.1:${chosen().port}`,
      default_user: user,
      default_pass: secrets.amqpPassword,
      'log.file': false,
      'log.console': true,
      'log.console.level': 'warning',
      'disk_free_limit.absolute': '50MB',
      ...more.settings,
    };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    writeFileSync(join(home, 'conf', 'rabbitmq.conf'), lines.join(''), { mode: 0o600 });
    writeFileSync(join(home, 'conf', 'enabled_plugins'), '[].\n');
    writeFileSync(join(home, 'conf', 'rabbitmq-env.conf'), '');
    const cookie = join(home, 'erlang', '.erlang.cookie');
    if (!existsSync(cookie)) writeFileSync(cookie, secrets.erlangCookie, { mode: 0o400 });
  }

  async function launch(program) {
    // The unknown flag does nothing in Erlang; by it the processes of this node are found again.
    const server = startDetached(program, ['-orderly', home], { log, env: serverEnvironment(program), cwd: home });
    try {
      const up = () => server.ended() || answers();
      await until(up, { timeout: 120_000, every: 100, signal });
      if (server.ended() || !(await answers())) {
        throw new InfrastructureFailure(`RabbitMQ does not start (log: ${log})`, server.lastLines());
      }
    } catch (failed) {
      await endServer({ discard: true });
      throw failed;
    }
  }

  /** Nothing of the person's own RabbitMQ or Erlang settings reaches the private node. */
  function serverEnvironment(program) {
    const { port, distribution, epmd } = chosen();
    const conf = join(home, 'conf');
    return {
      PATH: serverPath(program),
      LANG: 'C.UTF-8',
      HOME: join(home, 'erlang'),
      ERL_EPMD_PORT: String(epmd),
      ERL_EPMD_ADDRESS: '127.0.0.1',
      ERL_CRASH_DUMP_SECONDS: '0',
      RABBITMQ_NODENAME: `orderly_${purpose}@localhost`,
      RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
      RABBITMQ_NODE_PORT: String(port),
      RABBITMQ_DIST_PORT: String(distribution),
      RABBITMQ_MNESIA_BASE: join(home, 'mnesia'),
      RABBITMQ_LOG_BASE: join(home, 'log'),
      RABBITMQ_PID_FILE: join(home, 'node.pid'),
      RABBITMQ_CONFIG_FILE: join(conf, 'rabbitmq.conf'),
      RABBITMQ_ADVANCED_CONFIG_FILE: join(conf, 'advanced.config'),
      // Without a file of ours, /etc/rabbitmq/rabbitmq-env.conf would be read.
      RABBITMQ_CONF_ENV_FILE: join(conf, 'rabbitmq-env.conf'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(conf, 'enabled_plugins'),
      RABBITMQ_SCHEMA_DIR: join(home, 'schema'),
      RABBITMQ_GENERATED_CONFIG_DIR: join(home, 'schema'),
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none',
    };
  }

  const nodes = () => processesWith(home).map(({ pid }) => pid);

  /** The Erlang machine, not the shell script around it, which only passes the signal on. */
  const machines = () =>
    processesWith(home)
      .filter(({ program }) => /beam|erl/.test(program))
      .map(({ pid }) => pid);

  /** @param {{hurry?: AbortSignal, discard?: boolean}} [wish] */
  async function endServer({ hurry, discard = false } = {}) {
    const gently = !discard && machines().length > 0;
    if (gently) await endProcess(machines, [['SIGTERM', 60_000]], hurry);
    if (!(await endProcess(nodes, [['SIGKILL', 5_000]])))
      throw new InfrastructureFailure(`RabbitMQ: ${nodes()} cannot be stopped`);
    if (chosen().epmd) await endEpmd(chosen().epmd);
  }

  /** @param {{hurry?: AbortSignal, discard?: boolean}} [wish] */
  async function stop(wish = {}) {
    const began = Date.now();
    const runs = nodes().length > 0;
    await during(say, 'RabbitMQ to stop', endServer(wish));
    say(runs ? `RabbitMQ: stopped after ${seconds(began)}` : 'RabbitMQ: is not running');
  }

  return { name: 'RabbitMQ', url, start, stop };
}
