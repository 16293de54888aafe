import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LoggerService } from '@nestjs/common';
import { newId, refuses } from '@orderly/kernel';
import { bearer, failing, openWard, ward, wardRefuses } from './testing/ward';

const lines: unknown[] = [];
const keep = (line: unknown) => void lines.push(line);
const logger: LoggerService = { log: () => undefined, warn: keep, error: keep };

describe('a problem', () => {
  let app: NestFastifyApplication;
  let authorization: string;
  beforeAll(async () => {
    app = await openWard({ logger });
    authorization = await bearer();
  });
  afterAll(() => app.close());
  beforeEach(() => {
    ward.behave = undefined;
    lines.length = 0;
  });

  const post = (payload: unknown, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/beds',
      payload: payload as string,
      headers: { authorization, 'idempotency-key': newId(), ...headers },
    });
  const json = { 'content-type': 'application/json' };
  const read = () => app.inject({ method: 'GET', url: `/v1/beds/${newId()}`, headers: { authorization } });

  it('has the media type, the code, the title and the trace id that the response header names', async () => {
    ward.behave = failing(wardRefuses('bed-taken'));
    const answer = await read();
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toEqual({
      type: '/problems/ward.bed-taken',
      title: 'There is a <patient> in this bed.',
      status: 409,
      traceId: answer.headers['orderly-trace-id'],
    });
    expect(lines).toEqual([]);
  });

  it('says when to come back', async () => {
    ward.behave = failing(refuses('in-flight', { retryAfterSeconds: 7 }));
    expect((await read()).headers['retry-after']).toBe('7');
  });

  it('points at each wrong field with a JSON Pointer and a code, and repeats nothing of it', async () => {
    const coding = (code: unknown) => ({ system: 'http://loinc.org', code });
    const answer = await post({ label: 471147114711, 'a/b~c': 1, tests: [coding('1'), coding(true)] });
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ errors: unknown[] }>().errors).toEqual([
      { pointer: '/label', code: 'invalid_type' },
      { pointer: '/tests/1/code', code: 'invalid_type' },
      { pointer: '/a~1b~0c', code: 'unrecognized_keys' },
    ]);
    expect(answer.body).not.toContain('471147114711');
  });

  it.each([
    ['no JSON', '{"label":', 400, 'orderly.malformed-json'],
    ['an array', '[1]', 400, 'orderly.malformed-json'],
    ['a number', '7', 400, 'orderly.malformed-json'],
    ['an empty body', '', 400, 'orderly.malformed-json'],
    ['__proto__', '{"label":"A1","__proto__":{"polluted":true}}', 400, 'orderly.malformed-json'],
    ['__proto__ in escapes', '{"label":"A1","\\u005f_proto__":{"polluted":true}}', 400, 'orderly.malformed-json'],
    ['constructor.prototype', '{"label":"A1","constructor":{"prototype":{"polluted":true}}}', 400, 'orderly.malformed-json'],
    ['fields of the server', '{"label":"A1","tenantId":"x","version":9,"createdBy":"x"}', 400, 'orderly.invalid-input'],
    ['NUL', '{"label":"A\\u0000"}', 400, 'orderly.invalid-input'],
    ['half a surrogate pair', '{"label":"A\\ud800"}', 400, 'orderly.invalid-input'],
    ['100,000 levels', `{"label":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 400, 'orderly.invalid-input'],
    ['100,000 levels of objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, 400, 'orderly.invalid-input'],
    ['100,000 keys', `{${Array.from({ length: 80_000 }, (_, i) => `"k${i}":1`).join(',')}}`, 400, 'orderly.invalid-input'],
    ['400,000 items', `{"label":"A1","tests":[${'1,'.repeat(400_000)}1]}`, 400, 'orderly.invalid-input'],
    ['2 MiB', `{"label":"${'x'.repeat(2 * 1_048_576)}"}`, 413, 'orderly.too-large'],
    ['1e999', '{"label":1e999}', 400, 'orderly.invalid-input'],
  ])('answers a body with %s', async (_, body, status, code) => {
    const started = performance.now();
    const answer = await post(body, json);
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([status, `/problems/${code}`]);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(answer.body.length).toBeLessThan(5_000);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('takes the last of two fields with one name, as JSON.parse does', async () => {
    ward.seen = [];
    expect((await post('{"label":"A1","label":"A2"}', json)).statusCode).toBe(201);
    expect(ward.seen[0]?.data).toMatchObject({ label: 'A2' });
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'answers a body of type %s with 415',
    async (type) => {
      const answer = await post('label=A1', { 'content-type': type });
      expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([
        415,
        '/problems/orderly.unsupported-media-type',
      ]);
    },
  );

  it.each([
    ['GET', '/v1/nothing'],
    ['GET', '/'],
    ['DELETE', '/v1/beds'],
    ['PUT', '/v1/beds'],
    ['GET', '/v1/beds/search/for/<script>'],
  ] as const)('answers %s %s with 404 and does not repeat the path', async (method, url) => {
    const answer = await app.inject({ method, url });
    expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([404, '/problems/orderly.no-such-route']);
    expect(answer.body).not.toContain('script');
  });

  it('answers a URL that cannot be decoded', async () => {
    const answer = await app.inject({ method: 'GET', url: '/v1/beds/%zz' });
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(answer.body).not.toContain('%zz');
  });

  it.each([
    ['a refused connection', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
    ['a server that shuts down', Object.assign(new Error('terminating'), { code: '57P01' })],
    ['too many connections', Object.assign(new Error('sorry'), { code: '53300' })],
    ['a lost connection', Object.assign(new Error('lost'), { code: '08006' })],
    ['a pool that is empty for too long', new Error('timeout exceeded when trying to connect')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
  ])('says 503 after %s', async (_, error) => {
    ward.behave = failing(error);
    const answer = await read();
    expect([answer.statusCode, answer.headers['retry-after'], answer.json<{ type: string }>().type]).toEqual([
      503,
      '1',
      '/problems/orderly.unavailable',
    ]);
  });

  it('says 500 after a fault that nobody foresaw, and logs its class, place and code but not its text', async () => {
    ward.behave = failing(Object.assign(new TypeError('Testwood has no glucose\n    at Mira'), { code: '22021' }));
    const answer = await read();
    expect(answer.json()).toMatchObject({ type: '/problems/orderly.internal', status: 500 });
    const text = JSON.stringify(lines);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      fault: 'TypeError',
      code: '22021',
      traceId: answer.headers['orderly-trace-id'],
      route: '/v1/beds/:bedId',
    });
    expect(text).toContain('problem.spec');
    expect(text).not.toContain('Testwood');
    expect(answer.body).not.toMatch(/Testwood|TypeError|spec/);
  });

  it('says 500, not 400, when a handler answers something else than it declares', async () => {
    ward.behave = () => ({ id: 'Testwood' });
    const answer = await read();
    expect(answer.statusCode).toBe(500);
    expect(lines[0]).toMatchObject({ fault: 'WrongAnswer', answer: expect.stringContaining('ward.get-bed: id') });
    expect(JSON.stringify(lines)).not.toContain('Testwood');
  });

  describe('has a page', () => {
    const page = (code: string) => app.inject({ method: 'GET', url: `/problems${code && '/'}${code}` });

    it('that says what to do, with everything escaped and nothing to run', async () => {
      const answer = await page('ward.bed-taken');
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
      expect(answer.body).toContain('There is a &lt;patient&gt; in this bed.');
      expect(answer.body).toContain('Choose &quot;another&quot; bed &amp; try again.');
      expect(answer.body).not.toContain('<script');
    });

    it('and a list of all pages', async () => {
      expect((await page('')).body).toContain('href="/problems/ward.bed-taken"');
    });

    it('unless nobody declared the code', async () => {
      expect((await page('ward.%3Cscript%3E')).statusCode).toBe(404);
    });
  });
});
