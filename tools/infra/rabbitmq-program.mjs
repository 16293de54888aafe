import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { canInstall, healPolicy, installRabbitmq, waysOut } from './apt.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { isExecutable } from './program.mjs';

/** Where packages put what a person's PATH may lack. */
const usualFolders = [
  '/opt/homebrew/sbin',
  '/opt/homebrew/bin',
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

const searchPath = () => [...new Set([...(process.env.PATH ?? '').split(':'), ...usualFolders])].filter(Boolean);

/**
 * The server's own script. Linux packages put a wrapper of the same name on the PATH that changes to the user
 * `rabbitmq` and its default folders, so the script behind it comes first.
 * @returns {string | undefined}
 */
function rabbitmqProgram() {
  const candidates = ['/usr/lib/rabbitmq/bin', ...releases('/usr/lib/rabbitmq/lib'), ...searchPath()];
  return candidates.map((folder) => join(folder, 'rabbitmq-server')).find((file) => isExecutable(file) && !isWrapper(file));
}

function releases(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('rabbitmq_server-')) : [];
  return names
    .sort()
    .reverse()
    .map((name) => join(folder, name, 'sbin'));
}

const isWrapper = (file) => /\b(su|runuser|sudo)\b.*rabbitmq/.test(readFileSync(file, 'utf8'));

/** The PATH of the server: its Erlang may live beside it, as with Homebrew. */
export const serverPath = (program) => [dirname(program), dirname(realpathSync(program)), ...searchPath()].join(':');

/**
 * @param {import('./site.mjs').Site} site
 * @returns {Promise<string>}
 */
export async function findRabbitmq(site) {
  healPolicy();
  if (!rabbitmqProgram() && canInstall()) await installRabbitmq(site);
  const program = rabbitmqProgram();
  if (program) return program;
  throw new InfrastructureFailure(
    [
      'RabbitMQ: there is no rabbitmq-server on this machine. Any one of these helps:',
      '  - sudo apt-get install rabbitmq-server     (Debian, Ubuntu; Orderly starts its own, private one)',
      '  - brew install rabbitmq                    (macOS)',
      `  - ${waysOut}`,
    ].join('\n'),
  );
}
