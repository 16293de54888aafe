// `npm run screenshot`: the picture at the top of the README, docs/console.png.
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from './e2e/browser.mjs';
import { readHospital, serveDemo } from './e2e/demo.mjs';
import { withPalette } from './e2e/png.mjs';
import { command, enter } from './infra/command.mjs';
import { hospitalFileOf } from './infra/demo-hospital.mjs';
import { installDependencies } from './infra/dependencies.mjs';
import { InfrastructureFailure } from './infra/failure.mjs';
import { during, until } from './infra/waiting.mjs';

const usage = `npm run screenshot -- [--url URL]

  --url URL   of what npm start serves in this checkout; otherwise a demo of its own is served as long as it takes

  Places orders until one of them has a corrected result and is settled, and writes its picture to docs/console.png.
  Exit status: 0 ok, 1 no such journey, 2 infrastructure, 64 usage, 130 Ctrl-C.`;

const known = { url: { type: 'string' } };
const slot = 'screenshot';
const view = {
  viewport: { width: 1360, height: 1000 },
  deviceScaleFactor: 2,
  colorScheme: 'light',
  reducedMotion: 'reduce',
  locale: 'en-US',
};
const mostBytes = 300_000;
/** One visit in so many has a correction. */
const visits = 3;

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
export const screenshot = (args, root = checkout) =>
  command({ name: 'screenshot', slot, usage, known }, args, { root }, async (run, { url }) => {
    const { say, signal } = run;
    const folder = join(root, '.orderly', slot);
    await enter(run, 'dependencies', () => installDependencies({ root, say, signal }));
    const browser = await enter(run, 'browser', () => openBrowser({ folder, say }));
    run.stops.push(browser.stop);
    const hospital = await enter(run, 'demo', () => demoHospital(run, url, folder));
    const journey = await enter(run, 'journey', () => correctedJourney(hospital, { say, signal }));
    if (!journey) {
      say('no order that was placed here has a corrected result and is settled after three minutes; look at the page');
      return 1;
    }
    return enter(run, 'picture', () => take(run, { browser, hospital, journey }));
  });

async function demoHospital({ root, say, signal, hurry, stops }, url, folder) {
  if (url === undefined) {
    const demo = await serveDemo({ root, folder, say, signal, hurry });
    stops.push(demo.stop);
    return readHospital(demo.hospitalFile);
  }
  const file = hospitalFileOf(root);
  const hospital = existsSync(file) ? readHospital(file) : undefined;
  if (hospital?.url === url.replace(/\/$/, '')) return hospital;
  throw new InfrastructureFailure(`${url} is not what npm start serves in this checkout; without --url a demo is served`);
}

/** @returns {Promise<string | undefined>} the id of its encounter */
async function correctedJourney({ url, tenant, passwords }, { say, signal }) {
  const body = { tenant: tenant.slug, username: 'biller', password: passwords.biller };
  const { accessToken } = await ask(`${url}/v1/login`, { body });
  const placed = [];
  for (let visit = 0; visit < visits; visit += 1)
    placed.push(await ask(`${url}/v1/sandbox/actions/place-order`, { accessToken, body: {} }));
  const found = async () => {
    for (const { encounterId } of placed) {
      const { state, steps } = await ask(`${url}/v1/journeys/${encounterId}`, { accessToken });
      if (state === 'settled' && steps.some(({ type }) => type === 'laboratory.result-corrected')) return encounterId;
    }
    return undefined;
  };
  return during(say, 'a settled journey with a corrected result', until(found, { timeout: 180_000, every: 500, signal }));
}

async function ask(url, { accessToken, body }) {
  const headers = { 'content-type': 'application/json', ...(accessToken && { authorization: `Bearer ${accessToken}` }) };
  const request = body ? { method: 'POST', body: JSON.stringify(body) } : {};
  const answer = await fetch(url, { ...request, headers, signal: AbortSignal.timeout(30_000) });
  if (!answer.ok) throw new InfrastructureFailure(`${url} answered ${answer.status}`);
  return answer.json();
}

async function take({ root, say }, { browser, hospital, journey }) {
  const { chromium } = await import('playwright-core');
  const connection = await chromium.connect(browser.address);
  const page = await connection.newPage(view);
  await page.goto(`${hospital.url}/#/journeys/${journey}`);
  await page.getByLabel('Hospital').fill(hospital.tenant.slug);
  await page.getByLabel('User', { exact: true }).fill('biller');
  await page.getByLabel('Password', { exact: true }).fill(hospital.passwords.biller);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('Every cent is accounted for').waitFor();
  await page.getByRole('region', { name: 'Visits' }).waitFor();
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready.then(() => scrollTo(0, 0))');
  const png = withPalette(await page.screenshot({ animations: 'disabled' }));
  await connection.close();
  const file = join(root, 'docs', 'console.png');
  writeFileSync(file, png);
  say(`${file}: ${Math.round(statSync(file).size / 1000)} kB`);
  if (png.length <= mostBytes) return 0;
  say(`that is more than the ${mostBytes / 1000} kB that a README should cost its readers`);
  return 1;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await screenshot(process.argv.slice(2)));
