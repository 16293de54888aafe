import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const mostBytes = 1_000;

/**
 * `refused` says why it cannot be had here; `perform` begins it, and gives up when the signal says so.
 * @typedef {{perform: (input: {seconds: number, signal: AbortSignal}) => {until?: string, done: Promise<void>}, refused: () => string | undefined}} Action
 */

/**
 * Lets a process that knows the token press a few buttons of the one that owns the servers, over a loopback port of its own.
 * One action at a time; `POST /name {seconds?}` is answered when it has begun, `GET /state` says what is under way.
 * @param {Record<string, Action>} actions
 * @param {(line: string) => void} say
 * @param {AbortSignal} signal ends what is under way
 * @returns {Promise<{env: {CONTROL_URL: string, CONTROL_TOKEN: string}, stop: () => Promise<void>}>} `stop` ends what is under way, too
 */
export async function openControl(actions, say, signal) {
  const token = randomBytes(24).toString('base64url');
  const leaving = new AbortController();
  const control = { actions, say, token, signal: AbortSignal.any([signal, leaving.signal]), current: undefined };
  const server = createServer((request, response) => void answer(control, request, response));
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  server.unref();
  const stop = async () => {
    leaving.abort();
    server.close();
    server.closeAllConnections();
    await control.current?.done;
  };
  return { env: { CONTROL_URL: `http://127.0.0.1:${server.address().port}`, CONTROL_TOKEN: token }, stop };
}

async function answer(control, request, response) {
  const [status, body] = await answerTo(control, request).catch(() => [400, { title: 'not understood' }]);
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answerTo(control, request) {
  if (request.headers.authorization !== `Bearer ${control.token}`) return [401, { title: 'a bearer token is needed' }];
  const { method, url } = request;
  if (method === 'GET' && url === '/state') return [200, stateOf(control)];
  const name = url.slice(1);
  if (method !== 'POST' || !Object.hasOwn(control.actions, name)) return [404, { title: 'no such action' }];
  const seconds = secondsOf(await readBody(request));
  if (seconds === undefined) return [400, { title: 'seconds: a whole number from 1 to 60' }];
  return begin(control, name, seconds);
}

function begin(control, name, seconds) {
  const { actions, say, signal } = control;
  const refused = actions[name].refused();
  if (refused) return [409, { title: refused, reason: 'not-here' }];
  if (control.current) return [409, { title: `${control.current.name} is under way`, reason: 'busy' }];
  if (signal.aborted) return [409, { title: 'npm start is ending', reason: 'busy' }];
  const { until, done } = actions[name].perform({ seconds, signal });
  const settled = done.catch((error) => signal.aborted || say(error.message)).finally(() => (control.current = undefined));
  control.current = { name, until, done: settled };
  return [200, { until }];
}

/** What is refused for good is not offered. */
function stateOf({ actions, current }) {
  const offered = Object.keys(actions).filter((name) => !actions[name].refused());
  return Object.fromEntries(
    offered.map((name) => [name, current?.name === name ? { running: true, until: current.until } : { running: false }]),
  );
}

function secondsOf({ seconds = 20 }) {
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= 60 ? seconds : undefined;
}

async function readBody(request) {
  let text = '';
  for await (const chunk of request) {
    text += chunk;
    if (text.length > mostBytes) throw new Error('too long');
  }
  return text ? JSON.parse(text) : {};
}
