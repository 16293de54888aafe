import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { EVENTS } from '@orderly/contracts';
import { admin } from '@orderly/edges/admin';
import { clinical } from '@orderly/edges/clinical';
import { openApiOf } from '@orderly/platform/http';
import { alertRules } from './alerts';
import { contextsIn } from './contexts';
import { eventCatalogue } from './event-catalogue';
import { goldenFiles, PromiseBroken } from './golden-files';
import { performancePage } from './performance';
import { reliabilityPage } from './reliability';
import { sdkTypes } from './sdk-types';

const root = resolve(__dirname, '../../../..');

/** Every generated file with what it should say. */
async function generated(): Promise<Record<string, string>> {
  const openApi = openApiOf([clinical, admin]);
  return {
    'docs/openapi.json': `${JSON.stringify(openApi, null, 2)}\n`,
    'docs/events.md': await eventCatalogue(EVENTS, contextsIn(join(root, 'dist/libs/contexts')), root),
    'libs/sdk/src/generated.ts': await sdkTypes(openApi),
    'docs/alerts.yml': alertRules(await readFile(join(root, 'docs/silence-budget.md'), 'utf8')),
    ...(await performancePage(root)),
    ...(await reliabilityPage(root)),
    ...(await goldenFiles(EVENTS, root)),
  };
}

async function main(checkOnly: boolean): Promise<number> {
  const stale: string[] = [];
  for (const [file, text] of Object.entries(await generated())) {
    const path = join(root, file);
    const current = await readFile(path, 'utf8').catch(() => '');
    if (current === text) continue;
    stale.push(file);
    if (!checkOnly) await writeFile(path, text);
  }
  if (stale.length === 0) console.log('generated files are up to date');
  else if (checkOnly) console.error(`out of date: ${stale.join(', ')}\nrun \`npm run generate\` and commit the result`);
  else console.log(`wrote ${stale.join(', ')}`);
  return checkOnly && stale.length > 0 ? 1 : 0;
}

main(process.argv.includes('--check')).then(
  (status) => (process.exitCode = status),
  (error: unknown) => {
    console.error(error instanceof PromiseBroken ? error.message : error);
    process.exitCode = 1;
  },
);
