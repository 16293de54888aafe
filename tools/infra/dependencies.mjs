import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InfrastructureFailure } from './failure.mjs';
import { acquire } from './lock.mjs';
import { lastLines } from './log.mjs';
import { runProgram } from './program.mjs';
import { during, seconds, until } from './waiting.mjs';

/** Runs `npm ci` when node_modules is not what package-lock.json asks for. */
export async function installDependencies({ root, say, signal }) {
  requireNode();
  if (isInstalled(root)) return;
  const lock = await during(
    say,
    'another npm ci in this checkout',
    until(() => acquire(root, 'install'), { timeout: 600_000, every: 500, signal }),
  );
  try {
    if (!isInstalled(root)) await install({ root, say, signal });
  } finally {
    lock?.release();
  }
}

async function install({ root, say, signal }) {
  const began = Date.now();
  const log = join(root, '.orderly', 'install', 'npm-ci.log');
  say(`dependencies: installing with npm ci (log: ${log})`);
  const [program, ...first] = npm();
  // Without --include=dev, NODE_ENV=production would leave out what tests and the next check expect.
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const status = await during(say, 'npm ci to install the dependencies', runProgram(program, args, { cwd: root, log, signal }));
  signal?.throwIfAborted();
  if (status !== 0) throw new InfrastructureFailure(`dependencies: npm ci failed (log: ${log})`, lastLines(log));
  say(`dependencies: installed after ${seconds(began)}`);
}

/** The npm that runs us, when it does: there may be several on the PATH. */
function npm() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script) && existsSync(script) ? [process.execPath, script] : ['npm'];
}

/** npm keeps what it installed in a lock file of its own, written when all is done. */
function isInstalled(root) {
  const [wanted, installed] = [join(root, 'package-lock.json'), join(root, 'node_modules', '.package-lock.json')].map(packagesOf);
  return Object.entries(wanted ?? {}).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const there = installed?.[path];
    return there ? there.version === version : Boolean(optional || devOptional);
  });
}

function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const enough = major > 20 || (major === 20 && minor >= 19);
  if (!enough) throw new InfrastructureFailure(`Orderly needs Node 20.19 or newer; this is ${process.versions.node}`);
}
