import { AddressInfo, connect } from 'node:net';
import { CompositePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Broker, Contexts, Lag } from '@orderly/platform/messaging';
import { newId } from '@orderly/kernel';
import { eventually } from '@orderly/platform/testing';
import { bearer, claims, failing, openWard, ward } from './testing/ward';
import { RequestLine } from './trail';

describe('the application', () => {
  let app: NestFastifyApplication;
  const lines: RequestLine[] = [];
  const spans = new InMemorySpanExporter();
  const tracing = new NodeSDK({
    spanProcessors: [new SimpleSpanProcessor(spans)],
    metricReaders: [],
    logRecordProcessors: [],
    textMapPropagator: new CompositePropagator({ propagators: [new W3CTraceContextPropagator(), new JaegerPropagator()] }),
    autoDetectResources: false,
  });
  const me = claims();
  let authorization: string;
  beforeAll(async () => {
    tracing.start();
    app = await openWard({ requestLog: (line) => void lines.push(line), corsOrigins: ['https://ward.example'] });
    authorization = await bearer(me);
  });
  afterAll(async () => {
    await app.close();
    await tracing.shutdown();
  });
  beforeEach(() => {
    ward.behave = undefined;
    lines.length = 0;
    spans.reset();
  });

  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { authorization, ...headers } });

  describe('protects its answers', () => {
    it.each(['/v1/beds', '/v1/nothing', '/v1/beds?limit=x', '/health/live', '/metrics', '/openapi.json'])(
      'of %s from being kept, guessed at or framed',
      async (url) => {
        const { headers } = await get(url);
        expect(headers).toMatchObject({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        });
        expect(headers).not.toHaveProperty('x-powered-by');
        expect(headers).not.toHaveProperty('server');
      },
    );

    it('from pages of other origins, but for those on the list', async () => {
      const allowed = async (origin: string) => (await get('/v1/beds', { origin })).headers['access-control-allow-origin'];
      expect(await allowed('https://ward.example')).toBe('https://ward.example');
      expect(await allowed('https://evil.example')).toBeUndefined();
      const closed = await openWard();
      const answer = await closed.inject({ method: 'OPTIONS', url: '/v1/beds', headers: { origin: 'https://ward.example' } });
      expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([404, undefined]);
      await closed.close();
    });

    it('from TRACE', async () => {
      expect((await app.inject({ method: 'TRACE' as 'GET', url: '/v1/beds' })).statusCode).toBe(404);
    });
  });

  describe('follows a request', () => {
    it('with one line that names the route and the caller, but nothing of URL or body', async () => {
      const bedId = newId();
      const answer = await get(`/v1/beds/${bedId}`);
      expect(lines).toEqual([
        {
          method: 'GET',
          route: '/v1/beds/:bedId',
          status: 200,
          ms: expect.any(Number),
          traceId: answer.headers['orderly-trace-id'],
          tenant: me.tenant,
          user: me.sub,
        },
      ]);
    });

    it('with one name for all paths that have no route', async () => {
      await get('/v1/secret-name\r\n{"fake":1}');
      expect(lines).toMatchObject([{ route: 'unmatched', status: 404 }]);
    });

    it('in a span of the caller`s trace, which the handler carries on', async () => {
      const traceId = '0af7651916cd43dd8448eb211c80319c';
      let inside: string | undefined;
      ward.behave = (_, ctx) => void (inside = ctx.traceparent);
      const answer = await app.inject({
        method: 'POST',
        url: '/v1/beds',
        payload: { label: 'A1' },
        headers: { authorization, 'idempotency-key': newId(), traceparent: `00-${traceId}-b7ad6b7169203331-01` },
      });
      const [span] = spans.getFinishedSpans();
      expect(span?.name).toBe('POST /v1/beds');
      expect(span?.spanContext().traceId).toBe(traceId);
      expect(inside).toBe(`00-${traceId}-${span?.spanContext().spanId}-01`);
      expect(span?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
      expect(span?.attributes).toEqual({
        'http.request.method': 'POST',
        'http.route': '/v1/beds',
        'http.response.status_code': 201,
      });
      expect(answer.headers['orderly-trace-id']).toBe(traceId);
    });

    it('in the trace of a caller that speaks Jaeger', async () => {
      const answer = await get('/v1/beds', { 'uber-trace-id': '8448eb211c80319c:b7ad6b7169203331:0:1' });
      expect(answer.headers['orderly-trace-id']).toBe('00000000000000008448eb211c80319c');
    });

    it.each(['garbage', `00-${'0'.repeat(32)}-${'0'.repeat(16)}-01`, 'x'.repeat(8_000)])(
      'in a trace of its own when traceparent is not one (%#)',
      async (traceparent) => {
        expect((await get('/v1/beds', { traceparent })).headers['orderly-trace-id']).toMatch(/^(?!0+$)[0-9a-f]{32}$/);
      },
    );

    it('in a span that shows the failure', async () => {
      ward.behave = failing(new Error('Testwood'));
      await get('/v1/beds');
      expect(spans.getFinishedSpans()[0]?.status).toEqual({ code: 2 });
    });

    it('in the metrics, by route template', async () => {
      await get(`/v1/beds/${newId()}`);
      const { body, headers } = await get('/metrics');
      expect(headers['content-type']).toContain('text/plain');
      expect(body).toMatch(/orderly_http_seconds_count\{method="GET",route="\/v1\/beds\/:bedId",status="200"\} \d+/);
      expect(body).toContain('process_cpu_seconds_total');
    });

    it('but not probes', async () => {
      await get('/health/live');
      expect([lines, spans.getFinishedSpans()]).toEqual([[], []]);
    });
  });

  describe('has an API page', () => {
    it('with its own files and no script in the page', async () => {
      const page = await get('/docs');
      expect(page.headers['content-security-policy']).toContain("script-src 'self'");
      expect(page.body).not.toMatch(/<script>|https?:\/\/(?!www\.w3\.org)/);
      const files = [...page.body.matchAll(/(?:src|href)="\.\/(docs\/[^"]+)"/g)].map(([, file]) => `/${file}`);
      expect(files).toContain('/docs/swagger-ui-bundle.js');
      for (const file of files) expect([file, (await get(file)).statusCode]).toEqual([file, 200]);
    });

    it('that sends a fresh Idempotency-Key and keeps the token', async () => {
      const script = (await get('/docs/swagger-ui-init.js')).body;
      expect(script).toContain('"persistAuthorization": true');
      expect(script).toMatch(/"requestInterceptor": function freshIdempotencyKey\(/);
    });

    it('unless it is switched off', async () => {
      const closed = await openWard({ docs: false });
      for (const url of ['/docs', '/openapi.json']) expect((await closed.inject({ url })).statusCode).toBe(404);
      await closed.close();
    });
  });
});

describe('a process that ends', () => {
  it('answers what still comes on an open connection, as it answers everything', async () => {
    const app = await openWard();
    await app.listen(0, '127.0.0.1');
    const server = app.getHttpServer();
    let begins: () => void = () => undefined;
    let release: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begins = resolve));
    ward.behave = () => (begins(), new Promise<void>((resolve) => (release = resolve)));
    const connection = connect((server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
    const answered = connection.toArray();
    const authorization = await bearer(claims());
    const ask = (path: string) =>
      connection.write(`GET ${path} HTTP/1.1\r\nhost: ward\r\nauthorization: ${authorization}\r\n\r\n`);

    ask('/v1/beds');
    await begun;
    const closed = app.close();
    await eventually(() => expect(server.listening).toBe(false));
    ward.behave = undefined;
    ask(`/v1/beds/${newId()}`);
    release();

    const answers = (await answered).join('');
    await closed;
    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200']);
    expect(answers).toMatch(/connection: close/i);
  });
});

describe('the health of a process', () => {
  const counted = [
    { list: 'outbox', waiting: 3 },
    { list: 'dead', waiting: 1 },
  ];
  const running = (work: unknown) => ({
    definition: { context: 'ward' },
    db: { work },
    subscriptions: [{ name: 'ward-on-orders', ready: true }],
  });
  const lagOf = (work: unknown) => {
    const db = { work, queued: 0, shop: { context: 'ward' } } as never;
    const databases = {
      all: [db],
      of: () => undefined,
      subscriptionsOf: () => Promise.resolve([]),
      worklistsOf: () => ({ names: [], sql: '' }),
    };
    return new Lag(databases, { look: () => Promise.resolve(new Map()) });
  };
  const healthOf = async (work: unknown, broker = { connected: true, blocked: false }) => {
    const app = await openWard({}, [
      { provide: Contexts, useValue: { running: [running(work)] } },
      { provide: Broker, useValue: broker },
      { provide: Lag, useValue: lagOf(work) },
    ]);
    const ready = await app.inject({ url: '/health/ready' });
    const live = await app.inject({ url: '/health/live' });
    const measured = await app.inject({ url: '/metrics' });
    await app.close();
    return { status: ready.statusCode, body: ready.json<object>(), live: live.statusCode, metrics: measured.body };
  };
  const answering = (run: (session: unknown) => unknown) => run({ query: () => Promise.resolve(counted) });

  it('is good when every database answers', async () => {
    const { status, body, live } = await healthOf(answering);
    expect([status, live]).toEqual([200, 200]);
    expect(body).toEqual({
      status: 'ready',
      contexts: { ward: 'up' },
      broker: 'connected',
      subscriptions: [{ name: 'ward-on-orders', ready: true }],
    });
  });

  it.each([
    ['away', { connected: false, blocked: false }],
    ['blocked', { connected: true, blocked: true }],
  ])('is good enough to work when the broker is %s', async (shown, broker) => {
    expect(await healthOf(answering, broker)).toMatchObject({ status: 200, body: { broker: shown } });
  });

  it('is bad when a database refuses or hangs, and the process is still alive', async () => {
    const down = { status: 503, live: 200, body: { status: 'not-ready', contexts: { ward: 'down' } } };
    expect(await healthOf(() => Promise.reject(new Error('away')))).toMatchObject(down);
    expect(await healthOf(() => new Promise(() => undefined))).toMatchObject(down);
  });

  it('counts what waits in each work list', async () => {
    const { metrics } = await healthOf(answering);
    expect(metrics).toContain('orderly_waiting{context="ward",list="outbox"} 3');
    expect(metrics).toContain('orderly_waiting{context="ward",list="dead"} 1');
    expect(metrics).toContain('orderly_waiting{context="ward",list="parked"} 0');
  });
});
