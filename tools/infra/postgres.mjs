import { execFile } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canEnter, outsideFolder, unprivilegedAccount } from './account.mjs';
import { startDetached } from './detached.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { belongsTo, openHome } from './home.mjs';
import { freePort, isFree, rememberedOrFree } from './ports.mjs';
import { postgresProgram } from './postgres-program.mjs';
import { postgresAnswers } from './probes.mjs';
import { endProcess, wasStartedWith } from './processes.mjs';
import { readRun, updateRun } from './run-file.mjs';
import { fingerprint } from './secrets.mjs';
import { during, seconds, until } from './waiting.mjs';

const run = promisify(execFile);
const user = 'orderly';

/** What is promised to be durable must be on disk, and what a patient said must not be in a log. */
const settingsFor = (purpose) => ({
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 300,
  shared_buffers: purpose === 'bench' ? asOnAServer() : '256MB',
  fsync: 'on',
  synchronous_commit: 'on',
  autovacuum: 'on',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_min_error_statement: 'panic',
});

/** A quarter of the memory, as PostgreSQL's manual advises for a server of its own ("Resource Consumption"), but no more than the bench can fill. */
const asOnAServer = () => {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return `${Math.max(128, Math.min(2048, Math.floor(memory / 2 ** 22)))}MB`;
};

/** @param {import('./site.mjs').Site} site */
export function privatePostgres(site) {
  const { root, purpose, folder, say, secrets, signal } = site;
  const log = join(folder, 'log', 'postgres.log');
  const seal = fingerprint(secrets.orderlySecret + secrets.postgresPassword);
  const chosen = () => readRun(root, purpose).infra?.postgres ?? {};
  const remember = (choice) => updateRun(root, purpose, { infra: { postgres: choice } });

  function url() {
    return `postgres://${user}:${secrets.postgresPassword}@127.0.0.1:${chosen().port}/postgres`;
  }

  /** @param {{fresh?: boolean, samePort?: boolean}} [wish] */
  async function start({ fresh = false, samePort = false } = {}) {
    const began = Date.now();
    const account = unprivilegedAccount();
    const home = homeFolder(account);
    const data = join(home, 'data');
    if (!fresh && (await adopt(home, data))) return;
    await endServer(data);
    const { bin, major } = postgresProgram({ root, account, say });
    if (fresh) rmSync(home, { recursive: true, force: true });
    const opened = openHome(home, seal, say);
    const owner = existsSync(data) ? ownerOf(data, account) : account;
    if (!existsSync(data)) await initialise({ bin, major, home, data, owner });
    if (Number(readFileSync(join(data, 'PG_VERSION'), 'utf8')) !== major) throw otherVersion(data, major);
    const port = await choosePort(samePort);
    remember({ port, home });
    say(`PostgreSQL: starting ${major} privately on 127.0.0.1:${port}, data in ${data}`);
    await during(say, 'PostgreSQL to accept connections', launch({ bin, data, port, owner }));
    opened.complete();
    say(`PostgreSQL: ready after ${seconds(began)}`);
  }

  function homeFolder(account) {
    mkdirSync(folder, { recursive: true });
    if (!account || canEnter(folder, account)) return join(folder, 'postgres');
    const outside = join(outsideFolder(root), purpose);
    mkdirSync(outside, { recursive: true, mode: 0o755 });
    return join(outside, 'postgres');
  }

  async function adopt(home, data) {
    const found = running(data);
    if (!found || !belongsTo(home, seal)) return false;
    const answering = await during(
      say,
      'the PostgreSQL that is still running',
      until(() => isReady(data), { timeout: 10_000, signal }),
    );
    if (!answering) return false;
    remember({ port: found.port, home });
    say(`PostgreSQL: still running on 127.0.0.1:${found.port}; going on with it`);
    return true;
  }

  async function choosePort(same) {
    const { port } = chosen();
    if (same && port && !(await isFree(port)))
      throw new InfrastructureFailure(`PostgreSQL: port ${port} is taken by another program now`);
    return port ? rememberedOrFree(port) : freePort();
  }

  async function initialise({ bin, major, home, data, owner }) {
    const draft = `${data}.new`;
    const passwordFile = join(home, 'password');
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, secrets.postgresPassword, { mode: 0o600 });
    if (owner) for (const path of [draft, passwordFile]) chownSync(path, owner.uid, owner.gid);
    // Names of people need Unicode's upper and lower case; the order of bytes does not change with a library's version.
    const locale =
      major >= 17 ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale-provider=icu', '--icu-locale=und'];
    const args = [
      '-D',
      draft,
      '-U',
      user,
      `--pwfile=${passwordFile}`,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C',
      ...locale,
    ];
    try {
      await run(join(bin, 'initdb'), args, { ...owner, cwd: '/', env: serverEnvironment() });
    } catch (error) {
      throw new InfrastructureFailure('PostgreSQL: initdb failed', error.stderr || error.message);
    } finally {
      rmSync(passwordFile);
    }
    renameSync(draft, data);
  }

  async function launch({ bin, data, port, owner }) {
    const args = [
      '-D',
      data,
      '-p',
      String(port),
      ...Object.entries(settingsFor(purpose)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ];
    for (let attempt = 1; ; attempt += 1) {
      const server = startDetached(join(bin, 'postgres'), args, { ...owner, log, cwd: '/', env: serverEnvironment() });
      try {
        await until(() => server.ended() || isReady(data), { timeout: 120_000, signal });
      } catch (aborted) {
        await endProcess(server.pid, [
          ['SIGINT', 20_000],
          ['SIGKILL', 5_000],
        ]);
        throw aborted;
      }
      if (await isReady(data)) return;
      // After a crash the last sessions of the dead server may need a moment to notice and leave.
      const stillLeaving = server.ended() && /pre-existing shared memory|lock file/.test(server.lastLines(3));
      if (!stillLeaving || attempt === 5)
        throw new InfrastructureFailure(`PostgreSQL does not start (log: ${log})`, server.lastLines());
      await until(() => false, { timeout: 1_000, signal });
    }
  }

  /** @param {{hurry?: AbortSignal, discard?: boolean}} [wish] */
  async function stop({ hurry, discard = false } = {}) {
    const { home } = chosen();
    if (!home || !running(join(home, 'data'))) return void say('PostgreSQL: is not running');
    const began = Date.now();
    await during(say, 'PostgreSQL to stop', endServer(join(home, 'data'), { hurry, discard }));
    say(`PostgreSQL: stopped after ${seconds(began)}`);
  }

  return { name: 'PostgreSQL', url, start, stop };
}

/** Smart enough: what is committed is kept by either signal, SIGQUIT only makes the next start recover. */
async function endServer(data, { hurry, discard } = {}) {
  const pid = running(data)?.pid;
  if (!pid) return;
  const gentle = discard ? [] : [['SIGINT', 30_000]];
  const gone = await endProcess(pid, [...gentle, ['SIGQUIT', 10_000], ['SIGKILL', 5_000]], hurry);
  if (!gone) throw new InfrastructureFailure(`PostgreSQL: process ${pid} on ${data} cannot be stopped`);
}

/** The server on this data folder, by its own pid file; a number that something else got since does not count. */
function running(data) {
  const [pid, , , port, , , , status] = pidFile(data);
  if (!pid || !wasStartedWith(Number(pid), data)) return undefined;
  return { pid: Number(pid), port: Number(port), ready: status?.trim() === 'ready' };
}

async function isReady(data) {
  const found = running(data);
  return Boolean(found?.ready && (await postgresAnswers(`postgres://127.0.0.1:${found.port}`, 1_000)));
}

function pidFile(data) {
  try {
    return readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

function ownerOf(data, account) {
  const { uid, gid } = statSync(data);
  return account && { uid, gid };
}

const serverEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });

const otherVersion = (data, major) =>
  new InfrastructureFailure(
    `PostgreSQL: the data in ${data} was made by another version than ${major}; remove .orderly to begin anew, or set DATABASE_URL`,
  );
