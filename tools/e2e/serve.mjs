// Serves the demo as `npm start` does, for whoever has started this process: DEMO_HOME is where everything lies that is its own.
import { cpSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from '../build.mjs';
import { buildConsole } from '../build-console.mjs';
import { start } from '../start.mjs';

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const home = process.env.DEMO_HOME;

/** What is compiled in the checkout meanwhile must not change a page or a process that is under test. */
async function frozenBuild() {
  const built = await build();
  const page = join(home, '../console');
  await buildConsole('sandbox', page);
  const dist = join(checkout, 'dist');
  cpSync(dist, join(home, 'dist'), { recursive: true, filter: (path) => path !== join(dist, 'console') });
  cpSync(page, join(home, 'dist/console'), { recursive: true });
  return built;
}

const compiled = (path) => join('dist', path, 'src/main.js');

const status = await start([], {
  root: home,
  application: compiled('apps/all-in-one'),
  sandbox: compiled('apps/sandbox'),
  replay: compiled('tools/replay'),
  compile: frozenBuild,
});
process.exit(status);
