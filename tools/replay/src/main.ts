import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { countJourneys, readJourneys, type Journeys } from '@orderly/standards/fhir';
import { Cast } from './cast';
import { bucketsOf, counterOf, quantilesBetween, quantilesOf } from './latency';
import { Outside } from './outside';
import { Progress } from './progress';
import { reconcile, type Reconciliation } from './reconcile';
import { allStepsOf, Replay } from './replay';
import { isComplete, reportOf, writeReport, type Report } from './report';
import { introduce } from './introduction';
import { hospitalOf } from './tenant';
import { summaryOf } from './summary';

const EFFECT = 'orderly_commit_to_effect_seconds';
const DUPLICATES = 'orderly_duplicates_total';
/** After the last answer: how long effects may take to arrive everywhere. */
const SETTLE_MS = 180_000;

interface Given {
  url: string;
  databaseUrl: string;
  operatorPassword: string;
  sandboxUrl: string;
}

function environment(): Given {
  const {
    ORDERLY_URL: url,
    DATABASE_URL: databaseUrl,
    OPERATOR_PASSWORD: operatorPassword,
    SANDBOX_URL: sandboxUrl,
  } = process.env;
  if (!url || !databaseUrl || !operatorPassword || !sandboxUrl)
    throw new Error('ORDERLY_URL, SANDBOX_URL, DATABASE_URL and OPERATOR_PASSWORD are needed');
  return { url, databaseUrl, operatorPassword, sandboxUrl };
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { bundles: { type: 'string' }, patients: { type: 'string' }, report: { type: 'string' } },
  });
  const given = environment();
  const folder = values.bundles ?? join(__dirname, '../../../../samples');
  say(`reading bundles below ${folder}`);
  const journeys = await readJourneys(resolve(folder), { patients: values.patients ? Number(values.patients) : undefined });
  const { patients, encounters, orders, results } = countJourneys(journeys);
  say(
    `found ${patients} patients, ${encounters} encounters, ${orders} orders, ${results} results in ${journeys.files.length} files`,
  );
  const cast = new Cast(given.url, hospitalOf(journeys.files, given.operatorPassword));
  const report = await play(given, journeys, cast);
  cast.leave();
  writeReport(values.report, report);
  say(summaryOf(report, cast.hospital, given.url));
  return report.ok ? 0 : 1;
}

async function play(given: Given, journeys: Journeys, cast: Cast): Promise<Report> {
  const began = Date.now();
  const look = () => reconcile(given.databaseUrl, cast.hospital.slug, subscriptions);
  const subscriptions = await subscriptionsOf(given.url);
  const tenant = await cast.enter(given.operatorPassword);
  const before = await metricsOf(given.url);
  const replay = new Replay(cast, new Outside(given.sandboxUrl), journeys, () => progress.step());
  const earlier = await look();
  const by = { replay, fresh: earlier.patients + earlier.encounters + earlier.ordersPlaced === 0 };
  const done = isComplete(journeys, earlier, by);
  const progress = new Progress('replaying', done ? 0 : allStepsOf(journeys));
  if (done) say('an earlier replay has done all of this; nothing is replayed again');
  else await replay.run().finally(() => progress.end());
  introduce(cast.hospital, tenant, given.url);
  const found = await settle(look, (found) => isComplete(journeys, found, by));
  const after = await metricsOf(given.url);
  return reportOf(journeys, found, {
    latencyMs: {
      http: quantilesOf(cast.answers),
      commitToEffect: quantilesBetween(bucketsOf(before, EFFECT), bucketsOf(after, EFFECT)),
    },
    duplicatesIgnored: counterOf(after, DUPLICATES) - counterOf(before, DUPLICATES),
    wallSeconds: Math.round((Date.now() - began) / 100) / 10,
    ...by,
  });
}

/** Waits until everything has had its effect, or as long as it makes sense. */
async function settle(look: () => Promise<Reconciliation>, isDone: (found: Reconciliation) => boolean): Promise<Reconciliation> {
  const deadline = Date.now() + SETTLE_MS;
  const progress = new Progress('waiting for effects, still missing', 0);
  for (;;) {
    const found = await look();
    if (isDone(found) || Date.now() > deadline) {
      progress.end();
      return found;
    }
    progress.tell(missingIn(found));
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const missingIn = ({ written, published, subscriptions, money, errands }: Reconciliation): string => {
  const effects = Object.values(subscriptions).reduce((sum, { due, done }) => sum + due - done, 0);
  const unpaid = money.claimsSubmitted - money.claimsAdjudicated;
  return `${written - published} events to publish, ${effects} effects, ${unpaid} claims to be paid, ${errands} errands`;
};

async function subscriptionsOf(url: string): Promise<string[]> {
  const health = (await (await fetch(`${url}/health/ready`)).json()) as { subscriptions: { name: string }[] };
  return health.subscriptions.map(({ name }) => name).sort();
}

const metricsOf = async (url: string): Promise<string> => (await fetch(`${url}/metrics`)).text();

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The report is written whatever happens; `npm start` writes one when even this does not run. */
function fail(error: unknown): never {
  const path = process.argv[process.argv.indexOf('--report') + 1];
  const message = error instanceof Error ? error.message : String(error);
  if (process.argv.includes('--report')) writeReport(path, { ok: false, error: { step: 'replay', message } });
  process.stderr.write(`the replay failed: ${message}\n`);
  process.exit(2);
}

process.once('SIGTERM', () => fail(new Error('ended by SIGTERM')));
process.once('SIGINT', () => fail(new Error('ended by Ctrl-C')));
main().then((status) => process.exit(status), fail);
