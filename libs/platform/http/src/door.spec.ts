import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { newId } from '@orderly/kernel';
import { bearer, claims, openWard, ward } from './testing/ward';

describe('a request at the edge', () => {
  let app: NestFastifyApplication;
  let authorization: string;
  const me = claims();
  beforeAll(async () => {
    app = await openWard();
    authorization = await bearer(me);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    ward.seen = [];
    ward.behave = undefined;
  });

  const post = (url: string, payload: object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url, payload, headers: { authorization, 'idempotency-key': newId(), ...headers } });
  const get = (url: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url, headers: { authorization, ...headers } });
  const fingerprint = (index: number) => ward.seen[index]?.ctx.idempotency?.fingerprint;

  describe('that creates', () => {
    it('is answered with 201, the resource, where to read it and its version', async () => {
      const id = newId();
      const answer = await post('/v1/beds', { id, label: 'A1' });
      expect(answer.statusCode).toBe(201);
      expect(answer.json()).toEqual({ id, version: 1, label: 'A1', since: '2026-03-02T08:15:00.000Z' });
      expect(answer.headers).toMatchObject({
        location: `/v1/beds/${id}`,
        etag: 'W/"1"',
        'orderly-version': `Bed/${id}@1`,
        'content-type': 'application/json; charset=utf-8',
      });
    });

    it('is again answered with 201 when it was a repeat, and says so', async () => {
      ward.behave = (_, ctx) => void (ctx.outcome.replayed = true);
      const answer = await post('/v1/beds', { label: 'A1' });
      expect([answer.statusCode, answer.headers['idempotency-replayed']]).toEqual([201, 'true']);
    });

    it('has one fingerprint whatever the order of its fields, and another one for another content or route', async () => {
      const id = newId();
      await post('/v1/beds', { id, label: 'A1', tests: [{ system: 'http://loinc.org', code: '1' }] });
      await post('/v1/beds', { tests: [{ code: '1', system: 'http://loinc.org' }], label: 'A1', id });
      await post('/v1/beds', { id, label: 'A2', tests: [] });
      expect(fingerprint(0)).toBe(fingerprint(1));
      expect(fingerprint(0)).not.toBe(fingerprint(2));
    });

    it.each([
      ['missing', undefined, 'orderly.idempotency-key-required'],
      ['short', '1234567', 'orderly.malformed-header'],
      ['long', 'x'.repeat(201), 'orderly.malformed-header'],
      ['spaced', 'two words here', 'orderly.malformed-header'],
      ['not ASCII', 'schlüssel-1', 'orderly.malformed-header'],
    ])('is refused when its Idempotency-Key is %s', async (_, key, code) => {
      const headers: Record<string, string> = { authorization };
      if (key !== undefined) headers['idempotency-key'] = Buffer.from(key).toString('latin1');
      const answer = await app.inject({ method: 'POST', url: '/v1/beds', payload: { label: 'A1' }, headers });
      expect([answer.statusCode, answer.json<{ type: string }>().type]).toEqual([400, `/problems/${code}`]);
      expect(ward.seen).toEqual([]);
    });
  });

  describe('that acts', () => {
    it('is answered with 200, and takes the id from the path', async () => {
      const bedId = newId();
      const answer = await post(`/v1/beds/${bedId}/close`, { reason: 'repair' }, { 'if-match': 'W/"3"' });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['etag']).toBe('W/"4"');
      expect(answer.headers['location']).toBeUndefined();
      expect(ward.seen[0]).toMatchObject({ data: { bedId, reason: 'repair' }, ctx: { expectedVersion: 3 } });
    });

    it('is refused when the body says again what the path says', async () => {
      const bedId = newId();
      const answer = await post(`/v1/beds/${bedId}/close`, { bedId, reason: 'repair' });
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/bedId', code: 'given_twice' }] });
    });

    it('is refused when fields stand in the URL, where they would be logged', async () => {
      const answer = await post(`/v1/beds/search?label=A1`, {});
      expect(answer.json()).toMatchObject({ status: 400, errors: [{ pointer: '/label', code: 'not_in_url' }] });
    });

    it.each(['3', 'W/"x"', 'W/"1", W/"2"', '"-1"'])('is refused when If-Match is %s', async (tag) => {
      const answer = await post(`/v1/beds/${newId()}/close`, { reason: 'repair' }, { 'if-match': tag });
      expect(answer.json()).toMatchObject({ status: 400, type: '/problems/orderly.malformed-header', header: 'If-Match' });
    });
  });

  describe('that reads', () => {
    it('is answered with the version, and may wait for one', async () => {
      const bedId = newId();
      const answer = await get(`/v1/beds/${bedId}`, { 'orderly-wait-for': `Bed/${bedId}@3` });
      expect([answer.statusCode, answer.headers['etag']]).toEqual([200, 'W/"3"']);
      expect(ward.seen[0]?.ctx.waitFor).toEqual({ type: 'Bed', id: bedId, version: 3 });
      expect(answer.headers['orderly-consistency']).toBeUndefined();
    });

    it('says when it waited in vain', async () => {
      ward.behave = (_, ctx) => void (ctx.outcome.stale = true);
      expect((await get(`/v1/beds/${newId()}`)).headers['orderly-consistency']).toBe('stale');
    });

    it.each(['Bed', 'Bed/1@3', `bed/${newId()}@3`, `Bed/${newId()}@x`])('is refused when it waits for %s', async (wanted) => {
      const answer = await get(`/v1/beds/${newId()}`, { 'orderly-wait-for': wanted });
      expect(answer.json()).toMatchObject({ status: 400, header: 'Orderly-Wait-For' });
    });

    it('takes list fields from the query, as numbers where they are numbers', async () => {
      expect((await get('/v1/beds?limit=7&label=A1')).statusCode).toBe(200);
      expect(ward.seen[0]?.data).toEqual({ limit: 7, label: 'A1' });
    });

    it.each(['limit=0', 'limit=201', 'limit=1&limit=2', 'limit=x', 'label[$ne]=1', 'label=%00', 'unknown=1'])(
      'is refused when the query is %s',
      async (query) => {
        expect((await get(`/v1/beds?${query}`)).json()).toMatchObject({ status: 400, type: '/problems/orderly.invalid-input' });
        expect(ward.seen).toEqual([]);
      },
    );

    it('needs no Idempotency-Key when it is a search', async () => {
      const headers = { authorization };
      const answer = await app.inject({ method: 'POST', url: '/v1/beds/search', payload: { label: 'A1' }, headers });
      expect(answer.statusCode).toBe(200);
    });
  });

  describe('and who sends it', () => {
    it('carries tenant, user and permissions of the token, and an id of its own', async () => {
      await get(`/v1/beds/${newId()}`, { 'x-tenant-id': newId() });
      const { ctx } = ward.seen[0] as (typeof ward.seen)[number];
      expect(ctx).toMatchObject({ tenant: me.tenant, user: me.sub });
      expect([...ctx.permissions]).toEqual(me.permissions);
      expect(ctx.causationId).toBe(ctx.correlationId);
      await get(`/v1/beds/${newId()}`);
      expect(ward.seen[1]?.ctx.correlationId).not.toBe(ctx.correlationId);
    });

    it.each([
      ['no token', ''],
      ['another scheme', 'Basic YTpi'],
      ['rubbish', 'Bearer rubbish'],
      ['a token without a signature', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
      ['a huge token', `Bearer ${'a'.repeat(10_000)}`],
    ])('is unknown with %s', async (_, header) => {
      const answer = await get(`/v1/beds/${newId()}`, { authorization: header });
      expect([answer.statusCode, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
      expect(ward.seen).toEqual([]);
    });

    it('needs the permission, which the refusal names', async () => {
      const reader = await bearer(claims({ permissions: ['beds:read'] }));
      const answer = await post('/v1/beds', { label: 'A1' }, { authorization: reader });
      expect(answer.json()).toMatchObject({ type: '/problems/orderly.forbidden', status: 403, permission: 'beds:prepare' });
      expect(answer.json()).not.toHaveProperty('errors');
    });

    it('may be anybody where the route is open', async () => {
      const answer = await app.inject({ method: 'POST', url: '/v1/knock', payload: { who: 'there' } });
      expect([answer.statusCode, answer.json()]).toEqual([200, { welcome: true }]);
      expect(ward.seen[0]?.ctx).toMatchObject({ user: 'anonymous', idempotency: undefined });
    });
  });
});
