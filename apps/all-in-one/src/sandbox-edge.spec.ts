import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { DynamicModule } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '@orderly/kernel';
import { createHttpApp } from '@orderly/platform/http';
import { Tokens } from '@orderly/platform/security';
import { Config } from './config';
import { sandboxEdge } from './sandbox-edge';

const tokens = new Tokens(Buffer.alloc(32, 1).toString('base64url'));

interface Seen {
  method?: string;
  url?: string;
  headers: IncomingMessage['headers'];
  body: string;
}

describe('the panel of the sandbox', () => {
  let sandbox: Server;
  let app: NestFastifyApplication;
  let url: string;
  const seen: Seen[] = [];
  let answer: [status: number, body: object];
  const tenant = newId();
  let authorization: string;

  const serving = async (imports: DynamicModule[]): Promise<NestFastifyApplication> => {
    class Shared {}
    class Root {}
    const shared = {
      ...{ module: Shared, global: true },
      ...{ providers: [{ provide: Tokens, useValue: tokens }], exports: [Tokens] },
    };
    const served = await createHttpApp(
      { module: Root, imports: [shared, ...imports] },
      { logger: false, requestLog: () => undefined, docs: false },
    );
    await served.init();
    await served.getHttpAdapter().getInstance().ready();
    return served;
  };

  beforeAll(async () => {
    sandbox = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const { method, url: path, headers } = request;
        seen.push({ method, url: path, headers, body: Buffer.concat(parts).toString() });
        response.writeHead(answer[0], { 'content-type': 'application/json' }).end(JSON.stringify(answer[1]));
      });
    });
    await new Promise<void>((resolve) => sandbox.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(sandbox.address() as AddressInfo).port}`;
    app = await serving([sandboxEdge({ SANDBOX_URL: url, SANDBOX_TOKEN: 'token of the sandbox' } as Config)]);
    const claims = { sub: newId(), tenant, roles: ['nurse'], permissions: ['self:read'] };
    authorization = `Bearer ${await tokens.issue(claims)}`;
  });
  afterAll(async () => {
    await app.close();
    await new Promise((resolve) => sandbox.close(resolve));
  });
  beforeEach(() => (seen.length = 0));

  const state = (of = app, headers = { authorization }) => of.inject({ method: 'GET', url: '/v1/sandbox/state', headers });
  const press = (name: string, payload: object = {}, headers = { authorization }) =>
    app.inject({ method: 'POST', url: `/v1/sandbox/actions/${name}`, headers, payload });

  it('passes on what a user asks for, with the hospital of the token and nothing else of it', async () => {
    answer = [202, { encounterId: 'e1', orderId: 'o1' }];
    const { statusCode, body } = await press('place-order');
    expect([statusCode, body]).toEqual([202, '{"encounterId":"e1","orderId":"o1"}']);
    expect(seen).toMatchObject([
      {
        ...{ method: 'POST', url: '/admin/actions/place-order', body: '{}' },
        headers: { authorization: 'Bearer token of the sandbox', 'orderly-tenant': tenant },
      },
    ]);
    answer = [200, { actions: {}, visits: [] }];
    expect((await state()).body).toBe('{"actions":{},"visits":[]}');
    await press('stop-broker', { seconds: 5 });
    expect(seen.slice(1)).toMatchObject([{ method: 'GET', url: '/admin/panel' }, { body: '{"seconds":5}' }]);
  });

  it('asks for a token, and does not bother the sandbox without one', async () => {
    expect((await state(app, { authorization: '' })).statusCode).toBe(401);
    expect((await press('kill-worker', {}, { authorization: 'Bearer x.y.z' })).statusCode).toBe(401);
    expect(seen).toEqual([]);
  });

  it.each([
    [400, {}, 400, 'orderly.invalid-input'],
    [403, { reason: 'another-hospital' }, 403, 'sandbox.another-hospital'],
    [404, {}, 404, 'orderly.no-such-route'],
    [409, { reason: 'busy' }, 409, 'sandbox.busy'],
    [409, { reason: 'not-here' }, 409, 'sandbox.not-here'],
    [503, { reason: 'no-hospital' }, 503, 'orderly.unavailable'],
    [401, {}, 503, 'orderly.unavailable'],
    [500, {}, 503, 'orderly.unavailable'],
  ])('turns the sandbox`s %s %j into the problem %s %s', async (status, body, expected, code) => {
    answer = [status, { status, title: 'something of its own', ...body }];
    const problem = (await press('stop-broker')).json<{ type: string; title: string }>();
    expect(problem).toMatchObject({ status: expected, type: `/problems/${code}` });
    expect(problem.title).not.toContain('of its own');
  });

  it('leads nowhere but to an action, whatever the name says', async () => {
    answer = [404, {}];
    await press('..%2F..%2Fpayments');
    expect(seen.map((one) => one.url)).toEqual(['/admin/actions/..%2F..%2Fpayments']);
  });

  it('says 503 while the sandbox is away', async () => {
    const alone = await serving([sandboxEdge({ SANDBOX_URL: 'http://127.0.0.1:1' } as Config)]);
    const { statusCode, headers } = await state(alone);
    expect([statusCode, headers['retry-after']]).toEqual([503, '2']);
    await alone.close();
  });

  it('is not there without a sandbox', async () => {
    const production = await serving([]);
    const { type } = (await state(production)).json<{ type: string }>();
    expect(type).toBe('/problems/orderly.no-such-route');
    await production.close();
  });
});
