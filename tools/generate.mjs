// Writes what is generated: docs/openapi.json, docs/events.md, libs/sdk/src/generated.ts, libs/contracts/golden. With --check it only compares.
import { spawnSync } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const unknown = process.argv.slice(2).filter((argument) => argument !== '--check');
if (unknown.length > 0) {
  console.error(`unknown option ${unknown[0]}; usage: npm run generate [-- --check]`);
  process.exit(64);
}
await build();
const main = join(root, 'dist/tools/generate/src/main.js');
const { status } = spawnSync(process.execPath, [main, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
