// `npm test`: sets itself up and runs every test against real servers.
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './infra/dependencies.mjs';
import { explanation, InfrastructureFailure } from './infra/failure.mjs';
import { provideInfrastructure } from './infra/infrastructure.mjs';
import { runJest, runNodeTests } from './infra/jest.mjs';
import { acquire, holderOf } from './infra/lock.mjs';
import { Interrupted, outliveReaders, watchSignals } from './infra/signals.mjs';
import { seconds } from './infra/waiting.mjs';

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string[]} args passed on to Jest
 * @returns {Promise<number>} the exit status
 */
export async function test(args, root = checkout) {
  outliveReaders();
  const say = (line) => console.log(line);
  const { signal, hurry } = watchSignals(say);
  const run = { root, say, signal, hurry, stops: [] };
  const began = Date.now();
  let outcomes = [];
  let status;
  try {
    await installDependencies(run);
    outcomes = await runAll(run, args);
    signal.throwIfAborted();
    status = outcomes.find((outcome) => outcome.status !== 0)?.status ?? 0;
  } catch (error) {
    if (!(error instanceof Interrupted)) console.error(explanation(error));
    status = error.exitCode ?? 2;
    // Whoever reads only the last line must not take tests that could not run for tests that passed.
    outcomes = [{ status, passed: 0, failed: 1, skipped: 0 }];
  }
  for (const stop of run.stops.reverse()) await stop().catch((error) => console.error(error.message));
  if (status === 1 && outcomes.every(({ failed }) => failed === 0))
    say('tests: every test passed, but Jest did not: see above (coverage?)');
  say(`tests: ended after ${seconds(began)}`);
  say(summary(outcomes));
  return status;
}

async function runAll(run, args) {
  const { root, say, signal, hurry, stops } = run;
  const coverage = args.includes('--coverage') || process.env.CI !== 'true' ? [] : ['--coverage'];
  const everything = args.every((arg) => arg === '--coverage' || arg === '--ci');
  const infraTests = everything ? await runNodeTests(infraTestFiles(root), { root, signal, env: process.env }) : undefined;
  const given = process.env.DATABASE_URL && process.env.AMQP_URL;
  if (!given) stops.push(takeCheckout(root));
  const { databaseUrl, amqpUrl, stop } = await provideInfrastructure({ root, say, signal, hurry, purpose: 'test' });
  stops.push(stop);
  const env = { ...process.env, DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl };
  const jest = await runJest([...args, ...coverage], { root, env, signal });
  return [infraTests, jest].filter(Boolean);
}

/** Two runs would share, and at their end stop, the same private servers. */
function takeCheckout(root) {
  const lock = acquire(root, 'test');
  if (lock) return async () => lock.release();
  throw new InfrastructureFailure(
    `npm test is already running in this checkout (process ${holderOf(root, 'test')?.pid}); wait for it, or give this one DATABASE_URL and AMQP_URL`,
  );
}

function infraTestFiles(root) {
  const folder = join(root, 'tools', 'infra');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name));
}

function summary(outcomes) {
  const sum = (figure) => outcomes.reduce((total, outcome) => total + outcome[figure], 0);
  const skipped = sum('skipped') ? `, ${sum('skipped')} skipped` : '';
  return `${sum('passed')} passed, ${sum('failed')} failed${skipped}`;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await test(process.argv.slice(2)));
