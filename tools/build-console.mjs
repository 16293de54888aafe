// Builds the page in apps/console with Vite; `node tools/build-console.mjs production|sandbox [DIR]` builds it somewhere else than dist/console.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const sources = ['apps/console', 'libs/sdk/src', 'package-lock.json', 'tsconfig.base.json', 'tools/build-console.mjs'];
const modes = ['production', 'sandbox'];

/**
 * `sandbox` has the panel that breaks things, `production` has no trace of it. What is there and new enough stays.
 * @param {'production' | 'sandbox'} mode
 * @returns {Promise<boolean>} whether there was something to do
 */
export async function buildConsole(mode, out = join(root, 'dist/console')) {
  if (!modes.includes(mode)) throw new Error(`the console is built for ${modes.join(' or ')}, not for ${mode}`);
  const stamp = join(out, '.built');
  const wanted = `${mode} ${await newest(sources.map((path) => join(root, path)))}`;
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return false;
  await withNodeEnv('production', () => bundle(mode, out));
  await compress(join(out, 'assets'));
  await writeFile(stamp, wanted);
  return true;
}

async function bundle(mode, out) {
  const [{ build }, { default: react }] = await Promise.all([import('vite'), import('@vitejs/plugin-react')]);
  await mkdir(out, { recursive: true });
  await build({
    configFile: false,
    envDir: false,
    root: join(root, 'apps/console'),
    mode,
    logLevel: 'warn',
    plugins: [react()],
    resolve: { alias: { '@orderly/sdk/browser': join(root, 'libs/sdk/src/browser.ts') } },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      manifest: '.manifest.json',
      assetsInlineLimit: 0,
      // Its helper would be one more request before the first paint, for browsers that need none.
      modulePreload: { polyfill: false },
    },
  });
}

/** Vite and React decide by it what kind of build this is; who calls may run under tests. */
async function withNodeEnv(value, action) {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = value;
  try {
    return await action();
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

/** The server sends what lies beside a file, so nothing is compressed twice. */
async function compress(folder) {
  for (const name of await readdir(folder)) {
    if (!/\.(js|css|svg)$/.test(name)) continue;
    const text = await readFile(join(folder, name));
    await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(text));
    await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(text, { level: 9 }));
  }
}

/** Files and their newest change, so that a file that went away is noticed too. */
async function newest(paths) {
  const files = (await Promise.all(paths.map(filesBelow))).flat();
  const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs));
  return `${files.length} ${Math.max(...times)}`;
}

async function filesBelow(path) {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [mode = 'production', folder] = process.argv.slice(2);
  await buildConsole(mode, folder && resolve(folder));
}
