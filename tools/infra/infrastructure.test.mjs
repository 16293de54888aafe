import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, symlinkSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { outsideFolder } from './account.mjs';
import { InfrastructureFailure } from './failure.mjs';
import { provideInfrastructure } from './infrastructure.mjs';
import { acquire, holderOf } from './lock.mjs';
import { amqpAnswers, ask, postgresAnswers } from './probes.mjs';
import { processesWith, send } from './processes.mjs';
import { readRun, updateRun } from './run-file.mjs';
import { secretsOf } from './secrets.mjs';
import { until } from './waiting.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = realpathSync(mkdtempSync(join(tmpdir(), 'orderly infra ')));
symlinkSync(resolve(here, '..', '..', 'node_modules'), join(root, 'node_modules'));
after(() => {
  for (const { pid } of serversBelow()) send('SIGKILL', pid);
  const outside = process.getuid?.() === 0 ? [outsideFolder(root)] : [];
  for (const path of [root, ...outside]) rmSync(path, { recursive: true });
});

const quietly = { root, say: () => {}, env: {} };
const chosen = () => readRun(root, 'start').infra;
const serversBelow = () =>
  [join(chosen().postgres.home, 'data'), chosen().rabbitmq.home].flatMap((folder) => processesWith(folder));

/** An `npm start` of which nothing is left but its servers. */
async function killedRun() {
  const provider = pathToFileURL(join(here, 'infrastructure.mjs')).href;
  const script = `const { provideInfrastructure } = await import(${JSON.stringify(provider)});
    await provideInfrastructure({ root: ${JSON.stringify(root)}, purpose: 'start', say() {}, env: {} });
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((done) => child.once('exit', (_code, signal) => done(signal)));
}

async function assertNothingLeft() {
  await until(() => serversBelow().length === 0, { timeout: 2_000 });
  assert.deepEqual(serversBelow(), []);
  assert.equal(
    await ask({ host: '127.0.0.1', port: chosen().rabbitmq.epmd }, Buffer.from([0, 1, 110]), 500),
    undefined,
    'the port mapper is left',
  );
}

/** A connection has a process of its own for a moment. */
async function lasting() {
  for (;;) {
    const seen = serversBelow();
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (JSON.stringify(seen) === JSON.stringify(serversBelow())) return seen;
  }
}

test('servers of a killed run are adopted, and a start after their own crash succeeds', async () => {
  assert.equal(await killedRun(), 'SIGKILL');
  const left = await lasting();
  assert.ok(left.length >= 2, 'the servers outlive the killed run');
  const adopted = await provideInfrastructure({ ...quietly, purpose: 'start' });
  assert.deepEqual(await lasting(), left, 'no second server on the same data');
  assert.ok((await postgresAnswers(adopted.databaseUrl)) && (await amqpAnswers(adopted.amqpUrl)));
  for (const { pid } of left) send('SIGKILL', pid);
  await adopted.stop();
  await assertNothingLeft();
  const again = await provideInfrastructure({ ...quietly, purpose: 'start' });
  assert.equal(again.databaseUrl, adopted.databaseUrl, 'the port is kept');
  await again.stop();
  await assertNothingLeft();
});

test('an interrupted start leaves nothing behind', async () => {
  const interrupt = new AbortController();
  setTimeout(() => interrupt.abort(new Error('interrupted')), 1_000);
  await assert.rejects(provideInfrastructure({ ...quietly, purpose: 'start', signal: interrupt.signal }), /interrupted/);
  await assertNothingLeft();
});

test('passwords are readable by their owner alone and are in no file of the choice', () => {
  assert.equal(statSync(join(root, '.orderly', 'secrets.json')).mode & 0o777, 0o600);
  const choice = readFileSync(join(root, '.orderly', 'run.json'), 'utf8');
  for (const secret of Object.values(secretsOf(root))) assert.ok(!choice.includes(secret));
});

test('a port that is merely open is neither a database nor a broker', async () => {
  const server = net.createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address();
  assert.equal(await postgresAnswers(`postgres://127.0.0.1:${port}`), false);
  assert.equal(await amqpAnswers(`amqp://127.0.0.1:${port}`), false);
  const given = provideInfrastructure({
    ...quietly,
    purpose: 'start',
    env: { DATABASE_URL: `postgres://me:hidden@127.0.0.1:${port}/db` },
  });
  await assert.rejects(
    given,
    (error) => error instanceof InfrastructureFailure && error.exitCode === 2 && !error.message.includes('hidden'),
  );
  server.close();
});

test('one run per checkout and purpose; a dead holder does not count', () => {
  const lock = acquire(root, 'test');
  assert.equal(holderOf(root, 'test').pid, process.pid);
  assert.equal(acquire(root, 'test'), undefined);
  assert.ok(acquire(root, 'start'), 'another purpose is free');
  lock.release();
  assert.equal(holderOf(root, 'test'), undefined);
});

test('what was chosen is merged, and undefined removes', () => {
  updateRun(root, 'merge', { url: 'http://localhost:3000', pid: 1, infra: { postgres: { port: 1 } } });
  updateRun(root, 'merge', { pid: undefined, infra: { rabbitmq: { port: 2 } } });
  assert.deepEqual(readRun(root, 'merge'), {
    url: 'http://localhost:3000',
    infra: { postgres: { port: 1 }, rabbitmq: { port: 2 } },
  });
});
