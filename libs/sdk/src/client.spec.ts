import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { orderly as orderlyInBrowser } from './browser';
import { orderly, OrderlyClient, OrderlyOptions, OrderlyProblem, OrderlyUnreachable } from './index';

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}
type Answering = (seen: Seen, response: ServerResponse, nth: number) => void;

const json = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) =>
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const problem = (response: ServerResponse, status: number, code: string, headers: Record<string, string> = {}) =>
  json(response, status, { type: `/problems/${code}`, title: 'No.', status, traceId: 'abc' }, headers);

describe('the client', () => {
  let server: Server;
  let seen: Seen[];
  let logins: Seen[];
  let answering: Answering;
  let client: OrderlyClient;
  let expiresIn: number;
  let baseUrl: string;

  const options = (more: Partial<Omit<OrderlyOptions, 'accessToken'>> = {}): OrderlyOptions => ({
    baseUrl,
    tenant: 'demo',
    username: 'm.physician',
    password: 'correct horse battery',
    ...more,
  });

  beforeAll(async () => {
    server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const text = Buffer.concat(parts).toString();
        const { method = '', url = '', headers } = request;
        const one = { method, url, headers, body: text ? JSON.parse(text) : undefined };
        if (url !== '/v1/login') return answering(one, response, seen.push(one));
        logins.push(one);
        json(response, 200, { accessToken: `token-${logins.length}`, tokenType: 'Bearer', expiresIn });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => {
    [seen, logins, expiresIn] = [[], [], 900];
    answering = (_, response) => json(response, 200, { id: 'o1', version: 1 });
    client = orderly(options());
  });
  afterEach(() => client.close());

  const order = () => client.get('/v1/orders/{orderId}', { path: { orderId: 'o1' } });
  const revoke = (more = {}) =>
    client.post('/v1/orders/{orderId}/revoke', { path: { orderId: 'o/1' }, body: { reason: 'ordered twice' }, ...more });

  it('logs in once, also when the first calls come together', async () => {
    await Promise.all([order(), order(), order()]);
    expect(logins.map(({ body }) => body)).toEqual([
      { tenant: 'demo', username: 'm.physician', password: 'correct horse battery' },
    ]);
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer token-1'));
  });

  it('logs in again before the token ends', async () => {
    expiresIn = 0;
    await order();
    await order();
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-1', 'Bearer token-2']);
  });

  it('logs in again when the token is refused, once', async () => {
    answering = (_, response, nth) => (nth === 1 ? problem(response, 401, 'orderly.unauthenticated') : json(response, 200, {}));
    expect((await order()).status).toBe(200);
    answering = (_, response) => problem(response, 401, 'orderly.unauthenticated');
    await expect(order()).rejects.toMatchObject({ status: 401 });
    expect(logins).toHaveLength(3);
  });

  it('fills path, query, body and headers', async () => {
    await revoke({ idempotencyKey: 'my-own-key', ifMatch: 'W/"3"', traceparent: '00-1-2-01' });
    await client.get('/v1/orders', { query: { limit: 3, status: 'active', cursor: undefined }, waitFor: 'Order/o1@3' });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/v1/orders/o%2F1/revoke',
      body: { reason: 'ordered twice' },
      headers: { 'idempotency-key': 'my-own-key', 'if-match': 'W/"3"', traceparent: '00-1-2-01' },
    });
    expect(seen[1]).toMatchObject({ url: '/v1/orders?limit=3&status=active', headers: { 'orderly-wait-for': 'Order/o1@3' } });
  });

  it('gives every action an Idempotency-Key of its own, and keeps it when it repeats the action', async () => {
    answering = (_, response, nth) =>
      nth === 1 ? problem(response, 503, 'orderly.unavailable', { 'retry-after': '0.01' }) : json(response, 200, {});
    await revoke();
    await revoke();
    const keys = seen.map(({ headers }) => headers['idempotency-key']);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[2]).not.toBe(keys[0]);
  });

  it('tells what the headers say about an answer', async () => {
    const headers = {
      etag: 'W/"4"',
      'orderly-version': 'Order/o1@4',
      'idempotency-replayed': 'true',
      'orderly-consistency': 'stale',
      'orderly-trace-id': 'abc',
      location: '/v1/orders/o1',
    };
    answering = (_, response) => json(response, 201, { id: 'o1' }, headers);
    expect(await revoke()).toEqual({
      data: { id: 'o1' },
      status: 201,
      etag: 'W/"4"',
      version: 'Order/o1@4',
      location: '/v1/orders/o1',
      replayed: true,
      stale: true,
      traceId: 'abc',
    });
  });

  it.each([
    [503, 'orderly.unavailable'],
    [429, 'orderly.too-many-requests'],
    [409, 'orderly.in-flight'],
    [409, 'orderly.not-known-yet'],
  ])('sends the same request again after %s %s', async (status, code) => {
    answering = (_, response, nth) =>
      nth < 3 ? problem(response, status, code, { 'retry-after': '0.01' }) : json(response, 200, {});
    expect((await order()).status).toBe(200);
    expect(seen).toHaveLength(3);
  });

  it('waits as long as Retry-After says', async () => {
    answering = (_, response, nth) =>
      nth === 1 ? problem(response, 429, 'orderly.too-many-requests', { 'retry-after': '0.3' }) : json(response, 200, {});
    const started = performance.now();
    await order();
    expect(performance.now() - started).toBeGreaterThan(290);
  });

  it.each([
    [400, 'orderly.invalid-input'],
    [403, 'orderly.forbidden'],
    [404, 'orderly.not-found'],
    [409, 'orders.not-active'],
    [422, 'orders.specimen-received'],
    [500, 'orderly.internal'],
  ])('gives up at once after %s %s, with the problem', async (status, code) => {
    answering = (_, response) =>
      json(response, status, {
        type: `/problems/${code}`,
        title: 'No.',
        errors: [{ pointer: '/reason', code: 'too_small' }],
        traceId: 'abc',
      });
    const refused: unknown = await order().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(OrderlyProblem);
    expect(refused).toMatchObject({ status, code, type: `/problems/${code}`, traceId: 'abc', errors: [{ pointer: '/reason' }] });
    expect(seen).toHaveLength(1);
  });

  it('is not patient for ever', async () => {
    client = orderly(options({ patienceMs: 2_000 }));
    answering = (_, response) => problem(response, 503, 'orderly.unavailable', { 'retry-after': '0.05' });
    await expect(order()).rejects.toMatchObject({ status: 503 });
    expect(seen.length).toBeGreaterThan(2);
  });

  it('tries again when the connection breaks, and says so when nobody is there', async () => {
    answering = (_, response, nth) => (nth === 1 ? void response.socket?.destroy() : json(response, 200, {}));
    expect((await order()).status).toBe(200);
    const nobody = orderly(options({ baseUrl: 'http://127.0.0.1:1', patienceMs: 150 }));
    await expect(nobody.get('/v1/me')).rejects.toBeInstanceOf(OrderlyUnreachable);
  });

  it('understands an answer that is not from Orderly', async () => {
    answering = (_, response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    await expect(order()).rejects.toMatchObject({ status: 502, type: 'about:blank' });
  });

  it('reports each answer with the template of its path', async () => {
    const measured: string[] = [];
    client = orderly(options({ onAnswer: ({ method, path, status }) => measured.push(`${method} ${path} ${status}`) }));
    await order();
    expect(measured).toEqual(['POST /v1/login 200', 'GET /v1/orders/{orderId} 200']);
  });

  it('keeps its connections', async () => {
    const ports = new Set<number | undefined>();
    server.on('request', ({ socket }: IncomingMessage) => ports.add(socket.remotePort));
    for (let i = 0; i < 5; i++) await order();
    expect(ports.size).toBe(1);
  });

  describe('of a page', () => {
    const held = (accessToken: string | undefined) =>
      orderlyInBrowser({ baseUrl, accessToken: () => accessToken, patienceMs: 100 });

    it('calls with the token that the page holds, over fetch', async () => {
      const { data, version } = await held('mine').get('/v1/orders/{orderId}', {
        path: { orderId: 'o1' },
        waitFor: 'Order/o1@3',
      });
      expect([data, version]).toEqual([{ id: 'o1', version: 1 }, undefined]);
      expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer mine', 'orderly-wait-for': 'Order/o1@3' });
    });

    it('calls without a token before the log-in', async () => {
      await held(undefined).post('/v1/login', { body: { tenant: 'demo', username: 'me', password: 'secret' } });
      expect(logins[0]?.headers).not.toHaveProperty('authorization');
    });

    it('leaves a refused token to the page', async () => {
      answering = (_, response) => problem(response, 401, 'orderly.unauthenticated');
      await expect(held('old').get('/v1/me')).rejects.toMatchObject({ status: 401 });
      expect([seen.length, logins.length]).toEqual([1, 0]);
    });

    it('says so when nobody is there', async () => {
      const nobody = orderlyInBrowser({ baseUrl: 'http://127.0.0.1:1', accessToken: () => 'mine', patienceMs: 100 });
      await expect(nobody.get('/v1/me')).rejects.toBeInstanceOf(OrderlyUnreachable);
    });
  });
});
