// `npm run test:e2e`: a browser at the page of the demo, beside somebody who breaks things.
import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './e2e/browser.mjs';
import { serveDemo } from './e2e/demo.mjs';
import { command, enter } from './infra/command.mjs';
import { installDependencies } from './infra/dependencies.mjs';
import { runJest } from './infra/jest.mjs';

const usage = `npm run test:e2e -- [--only WORDS]

  --only WORDS    only the scenarios whose sentence contains these words

  Serves the demo as npm start does, with servers, data and ports of its own, and drives Chromium through it. Chromium is CHROME_PATH,
  what the machine has, or, as root on Debian and Ubuntu, what apt-get installs. Pictures, and of a failure also the page and the logs:
  .orderly/e2e/artifacts.
  Exit status: 0 every scenario ok, 1 one failed, 2 infrastructure, 64 usage, 130 Ctrl-C.`;

const known = { only: { type: 'string' } };

/** Several people may run it in one checkout, each in a slot of their own. */
const slot = `e2e${process.env.ORDERLY_TEST_SLOT ?? ''}`;

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
export const e2e = (args, root = checkout) =>
  command({ name: 'test:e2e', slot, usage, known }, args, { root }, async (run, { only }) => {
    const { say, signal, hurry } = run;
    const folder = join(root, '.orderly', slot);
    await enter(run, 'dependencies', () => installDependencies({ root, say, signal }));
    const browser = await enter(run, 'browser', () => openBrowser({ folder, say }));
    run.stops.push(browser.stop);
    const demo = await enter(run, 'demo', () => serveDemo({ root, folder, say, signal, hurry }));
    run.stops.push(demo.stop);
    return enter(run, 'scenarios', () => drive(run, { browser, demo, only, artifacts: join(folder, 'artifacts') }));
  });

async function drive({ root, say, signal }, { browser, demo, only, artifacts }) {
  rmSync(artifacts, { recursive: true, force: true });
  mkdirSync(artifacts, { recursive: true });
  const env = {
    ...process.env,
    E2E_URL: demo.url,
    E2E_BROWSER: browser.address,
    E2E_HOSPITAL_FILE: demo.hospitalFile,
    E2E_OPERATOR_PASSWORD: demo.operatorPassword,
    E2E_ARTIFACTS: artifacts,
    E2E_LOGS: demo.logs.join(':'),
  };
  const config = join(root, 'tools/e2e/jest.config.js');
  const args = ['--config', config, '--ci', '--runInBand', '--verbose', ...(only ? ['-t', only] : [])];
  const { status, passed, failed } = await runJest(args, { root, env, signal });
  signal.throwIfAborted();
  say(`scenarios: ${passed} passed, ${failed} failed; pictures in ${artifacts}`);
  if (passed + failed === 0) say(`no scenario's sentence contains "${only}"`);
  return passed + failed === 0 ? 1 : status;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await e2e(process.argv.slice(2)));
