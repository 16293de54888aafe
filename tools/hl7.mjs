// npm run hl7 -- parse|validate FILE
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { build } from './build.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
await build();
const { main } = createRequire(import.meta.url)(join(root, 'dist/tools/interchange/src/hl7.js'));
process.exitCode = await main(process.argv.slice(2));
