// Reads an X12 file for people: npm run x12 -- parse|validate FILE. Exits 0 nothing wrong, 1 something wrong, 64 wrong usage.
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
await build();
const { main } = createRequire(import.meta.url)(join(root, 'dist/tools/interchange/src/x12.js'));
process.exitCode = await main(process.argv.slice(2));
