import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endEpmd } from './epmd.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { lastLines, openLog } from './log.mjs';
import { isFree } from './ports.mjs';
import { isAlive } from './processes.mjs';
import { during, seconds } from './waiting.mjs';

const policy = '/usr/sbin/policy-rc.d';
const aside = `${policy}.before-orderly`;
const mark = '# Written by Orderly while it installs packages; process';

export const canInstall = () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg');

/** Installs rabbitmq-server for its program alone: the package's own broker neither starts now nor at the next boot. */
export async function installRabbitmq({ folder, say }) {
  const began = Date.now();
  const [mapperWasFree, brokerWasFree] = [await isFree(4369), await isFree(5672)];
  await installPackages(['rabbitmq-server'], { what: 'RabbitMQ', otherwise: waysOut, folder, say });
  spawnSync('systemctl', ['disable', 'rabbitmq-server.service'], { stdio: 'ignore' });
  if (brokerWasFree && !(await isFree(5672))) spawnSync('service', ['rabbitmq-server', 'stop'], { stdio: 'ignore' });
  if (mapperWasFree && !(await isFree(4369))) await endEpmd(4369);
  say(`RabbitMQ: rabbitmq-server installed after ${seconds(began)}; its default broker stays off`);
}

/**
 * Nothing that the packages bring is started.
 * @param {string[]} packages
 * @param {{what: string, otherwise: string, folder: string, say: (line: string) => void}} how
 *   `what` they are for and what a person can do `otherwise`; the log lies in `folder`
 */
export async function installPackages(packages, { what, otherwise, folder, say }) {
  const log = join(folder, 'log', 'apt.log');
  const names = packages.join(' ');
  say(`${what}: not installed here; installing Debian's ${names} with apt-get (log: ${log})`);
  forbidServices();
  try {
    if (!packages.every(hasCandidate)) await apt(['update'], 'apt-get update', { log, say });
    if (await install(packages, { log, say })) return;
    await apt(['update'], 'apt-get update, because the lists were out of date', { log, say });
    if (await install(packages, { log, say })) return;
    throw new InfrastructureFailure(`${what}: apt-get could not install ${names} (log: ${log}); ${otherwise}`, lastLines(log, 8));
  } finally {
    allowServices();
  }
}

const install = (packages, how) =>
  apt(['install', '-y', '--no-install-recommends', ...packages], `apt-get install ${packages.join(' ')}`, how);

function hasCandidate(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  return /Candidate: \d/.test(stdout ?? '');
}

/** @returns {Promise<boolean>} whether it succeeded */
async function apt(args, what, { log, say }) {
  const descriptor = openLog(log);
  const options = ['-q', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0', '-o', 'Acquire::Retries=3'];
  // A session of its own: Ctrl-C must not leave half-configured packages behind.
  const child = spawn('apt-get', [...options, ...args], {
    stdio: ['ignore', descriptor, descriptor],
    detached: true,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' },
  });
  closeSync(descriptor);
  const done = new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
  return during(say, () => `${what}: ${lastLines(log, 1).trim().slice(0, 90)}`, done);
}

export const waysOut = 'set AMQP_URL=amqp://user:password@host:5672 to a broker from 3.10 to 4.x that is yours to use';

/** Package scripts ask policy-rc.d before they start anything; 101 means no. */
function forbidServices() {
  healPolicy();
  if (existsSync(policy)) renameSync(policy, aside);
  writeFileSync(policy, `#!/bin/sh\n${mark} ${process.pid}\nexit 101\n`, { mode: 0o755 });
}

function allowServices() {
  if (existsSync(aside)) renameSync(aside, policy);
  else rmSync(policy, { force: true });
}

/** Puts back what a run that was killed during its installation could not. */
export function healPolicy() {
  if (process.getuid?.() !== 0 || !existsSync(policy)) return;
  const text = readFileSync(policy, 'utf8');
  const writer = text.includes(mark) && Number(text.split(mark)[1].match(/\d+/)?.[0]);
  if (writer && !isAlive(writer)) allowServices();
}
