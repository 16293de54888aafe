// Compiles every TypeScript file of apps, libs and tools to dist/ with swc, and on request the console with Vite; what is unchanged is skipped.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildConsole } from './build-console.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'dist');

/**
 * @param {{console?: 'production' | 'sandbox'}} [wanted] which console, if any: `sandbox` has the panel that breaks things
 * @returns {Promise<{files: number, compiled: number}>}
 */
export async function build({ console: page } = {}) {
  const { transformFile } = await import('@swc/core');
  const swcrc = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
  const { compilerOptions } = JSON.parse(await readFile(join(root, 'tsconfig.base.json'), 'utf8'));
  const options = {
    ...swcrc,
    swcrc: false,
    jsc: { ...swcrc.jsc, baseUrl: root, paths: compilerOptions.paths },
  };
  const sources = (await Promise.all(['apps', 'libs', 'tools'].map((folder) => typescriptBelow(join(root, folder))))).flat();
  const newestOption = Math.max(
    ...(await Promise.all(['.swcrc', 'tsconfig.base.json', 'tools/build.mjs'].map((f) => modified(join(root, f))))),
  );
  const stale = [];
  for (const source of sources) {
    const target = join(out, source.slice(root.length + 1).replace(/\.ts$/, '.js'));
    const built = await modified(target);
    if (built < newestOption || built < (await modified(source))) stale.push({ source, target });
  }
  await dropOrphans(new Set(sources.map((source) => source.slice(root.length + 1).replace(/\.ts$/, '.js'))));
  await Promise.all(
    stale.map(async ({ source, target }) => {
      const { code, map } = await transformFile(source, { ...options, filename: source, sourceFileName: source });
      await mkdir(dirname(target), { recursive: true });
      await replace(`${target}.map`, map ?? '');
      await replace(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
    }),
  );
  if (page) await buildConsole(page);
  return { files: sources.length, compiled: stale.length };
}

/** Whole at any moment: another process may be loading it, or building as well. */
async function replace(path, content) {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, content);
  await rename(fresh, path);
}

async function typescriptBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/\.(d|spec)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.includes(`${sep}node_modules${sep}`) && !path.startsWith(join(root, 'apps/console') + sep));
}

/** A file that is no longer in the source must not be loadable from dist/. */
async function dropOrphans(wanted) {
  const built = await readdir(out, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of built) {
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (path.startsWith(join(out, 'console') + sep)) continue;
    if (!wanted.has(path.slice(out.length + 1))) await Promise.all([rm(path), rm(`${path}.map`, { force: true })]);
  }
}

const modified = (path) =>
  stat(path).then(
    (s) => s.mtimeMs,
    () => 0,
  );

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = Date.now();
  const { files, compiled } = await build({ console: process.argv.includes('--console') ? 'production' : undefined });
  console.log(`built ${compiled} of ${files} files in ${Date.now() - started} ms`);
}
