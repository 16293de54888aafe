import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { openControl } from './control.mjs';
import { disturbances } from './disturbances.mjs';
import { keepApplication } from './keeper.mjs';
import { isAlive, send } from './processes.mjs';
import { until } from './waiting.mjs';

const never = new AbortController().signal;

/** A channel whose broker only notes what happens to it. */
async function aControl({ owned = true, signal = never } = {}) {
  const [said, happened] = [[], []];
  const rabbitmq = { stop: async (wish) => happened.push(['stop', wish]), start: async (wish) => happened.push(['start', wish]) };
  const actions = disturbances({ rabbitmq: owned ? rabbitmq : undefined, application: () => undefined });
  const { env, stop } = await openControl(actions, (line) => said.push(line), signal);
  const ask = async (method, path, body, token = env.CONTROL_TOKEN) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', connection: 'close' };
    const answer = await fetch(env.CONTROL_URL + path, { method, headers, body: body && JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  return { ask, stop, said, happened };
}

test('the broker is killed for so many seconds and started again at its port; meanwhile nothing else is done', async () => {
  const { ask, stop, happened } = await aControl();
  const before = Date.now();
  const began = await ask('POST', '/stop-broker', { seconds: 5 });
  assert.equal(began.status, 200);
  const until5 = Date.parse(began.body.until);
  assert.ok(until5 >= before + 5_000 && until5 <= Date.now() + 5_000);
  assert.deepEqual((await ask('GET', '/state')).body, { 'stop-broker': { running: true, until: began.body.until } });
  const second = await ask('POST', '/stop-broker', { seconds: 1 });
  assert.deepEqual([second.status, second.body.reason], [409, 'busy']);
  await until(() => happened.length === 2, { timeout: 30_000 });
  assert.deepEqual(happened, [
    ['stop', { discard: true }],
    ['start', { samePort: true }],
  ]);
  assert.deepEqual((await ask('GET', '/state')).body, { 'stop-broker': { running: false } });
  await stop();
});

test('a broker of somebody else is left alone, and the answer says why', async () => {
  const { ask, stop, happened } = await aControl({ owned: false });
  const { status, body } = await ask('POST', '/stop-broker', { seconds: 1 });
  assert.deepEqual([status, body.reason], [409, 'not-here']);
  assert.match(body.title, /AMQP_URL/);
  assert.deepEqual((await ask('GET', '/state')).body, {}, 'it is not offered');
  assert.deepEqual(happened, []);
  await stop();
});

test('nothing happens without the token, beyond a minute, or under another name', async () => {
  const { ask, stop, happened } = await aControl();
  const statuses = [
    await ask('POST', '/stop-broker', {}, 'guessed'),
    await ask('GET', '/state', undefined, ''),
    await ask('POST', '/stop-broker', { seconds: 61 }),
    await ask('POST', '/stop-broker', { seconds: 0.5 }),
    await ask('POST', '/constructor', {}),
    await ask('POST', '/stop-broker', { seconds: 'x'.repeat(2_000) }),
  ].map(({ status }) => status);
  assert.deepEqual(statuses, [401, 401, 400, 400, 404, 400]);
  assert.deepEqual(happened, []);
  await stop();
});

test('the end of everything ends an outage, and nothing is started any more', async () => {
  const interrupt = new AbortController();
  const { ask, stop, said, happened } = await aControl({ signal: interrupt.signal });
  await ask('POST', '/stop-broker', { seconds: 60 });
  interrupt.abort(new Error('Ctrl-C'));
  await stop();
  assert.deepEqual([happened.map(([what]) => what), said], [['stop'], []]);
});

/** Keeps processes that do nothing. */
async function aKept() {
  const said = [];
  const started = [];
  const start = async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    let ended = false;
    child.once('exit', () => (ended = true));
    started.push(child.pid);
    const died = (when) => new Error(`Orderly ${when}`);
    return { pid: child.pid, url: 'http://127.0.0.1:1', ended: () => ended, died, stop: async () => send('SIGKILL', child.pid) };
  };
  const kept = await keepApplication({ say: (line) => said.push(line), signal: never }, start);
  return { kept, said, started };
}

test('the application that was killed on purpose is started again, as often as it is killed', async () => {
  const { kept, said, started } = await aKept();
  for (const times of [1, 2, 3]) {
    await kept.kill();
    assert.equal(started.length, times + 1);
  }
  assert.deepEqual(started.map(isAlive), [false, false, false, true]);
  assert.deepEqual(new Set(said), new Set(['Orderly was killed; starting it again']));
  await kept.stop();
  await until(() => !isAlive(started[3]), { timeout: 20_000 });
  assert.ok(!isAlive(started[3]));
});

test('a death that nobody asked for is the end, but for those that are tolerated', async () => {
  const { kept, started } = await aKept();
  kept.tolerate(1);
  send('SIGKILL', started[0]);
  await until(() => started.length === 2, { timeout: 20_000 });
  send('SIGKILL', started[1]);
  await assert.rejects(kept.gone(), /ended by itself/);
  assert.equal(started.length, 2);
});
