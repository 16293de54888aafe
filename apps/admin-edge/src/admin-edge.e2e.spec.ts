import { AddressInfo } from 'node:net';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ensureOperator, identity } from '@orderly/contexts/identity';
import { newId } from '@orderly/kernel';
import { Contexts } from '@orderly/platform/messaging';
import { freshTenant, ledger, mirror, TEST_SECRET, TestHost, workerServers } from '@orderly/platform/testing';
import { boot } from './boot';
import { readConfig } from './config';

const PASSWORD = 'operator of the tests';

describe('the operators` own process', () => {
  let app: NestFastifyApplication;
  let url: string;
  let token: string;
  let admin: TestHost;

  beforeAll(async () => {
    const { databaseUrl, amqpUrl, namespace } = await workerServers();
    // The application has run once, and is dead now.
    const application = await TestHost.start([identity, ledger, mirror], { transport: false });
    const db = application.get(Contexts).running.find(({ definition }) => definition.context === 'identity')?.db;
    await ensureOperator(db as never, { password: PASSWORD });
    // Whether or not the specs before have left any.
    await application.rows(
      `insert into identity.outbox (lane, event_id, tenant) select lane, event_id, tenant from identity.event_log order by position desc limit 1`,
    );
    await application.close();
    admin = await TestHost.start([], { transport: false });
    const config = readConfig({
      DATABASE_URL: databaseUrl,
      AMQP_URL: amqpUrl,
      ORDERLY_SECRET: TEST_SECRET,
      MESSAGING_NAMESPACE: namespace,
      ADMIN_PORT: '0',
    });
    app = await boot(config, false);
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    const login = await call('POST', '/v1/login', { tenant: 'operations', username: 'operator', password: PASSWORD });
    token = (login.body as { accessToken: string }).accessToken;
  });
  afterAll(async () => {
    await app.close();
    await admin.stop();
  });

  async function call(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
    const given = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...headers,
    };
    const answer = await fetch(`${url}${path}`, { method, headers: given, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: await answer.json(), headers: answer.headers };
  }

  async function aDeadLetter(): Promise<string> {
    const tenant = freshTenant();
    await admin.rows(
      `insert into mirror.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, reason, event)
       values ('mirror-on-ledger', $1, 'Account', gen_random_uuid(), 1, gen_random_uuid(), 'ledger.amount-posted', 'dead', 'TypeError', '{}')`,
      [tenant],
    );
    return tenant;
  }

  it('starts no relay and no subscription', async () => {
    const { status, body } = await call('GET', '/health/ready');
    expect([status, body]).toMatchObject([200, { contexts: { identity: 'up' }, subscriptions: [] }]);
    const [waiting] = await admin.rows<{ n: number }>(`select count(*)::int as n from identity.outbox`);
    expect(waiting?.n).toBeGreaterThan(0);
  });

  it('lists dead letters and replays them once per Idempotency-Key', async () => {
    const tenantId = await aDeadLetter();
    const listed = await call('GET', `/v1/dead-letters?tenantId=${tenantId}`);
    expect([listed.status, listed.body]).toMatchObject([200, { items: [{ reason: 'TypeError', tenantId }] }]);
    const key = { 'idempotency-key': newId() };
    const first = await call('POST', '/v1/dead-letters/replay', { tenantId }, key);
    expect([first.status, first.body]).toMatchObject([200, { count: 1, left: 0 }]);
    const again = await call('POST', '/v1/dead-letters/replay', { tenantId }, key);
    expect([again.body, again.headers.get('idempotency-replayed')]).toEqual([first.body, 'true']);
  });

  it('shows a message by its size, never by its content', async () => {
    const sealed = 'sealed content that nobody shall see';
    await admin.rows(
      `insert into mirror.quarantine (id, subscription, reason, sealed) values ($1, 'mirror-on-ledger', 'not-json', $2)`,
      [newId(), sealed],
    );
    const { body } = await call('GET', '/v1/dead-letters?kind=message');
    const [{ id } = { id: '' }] = (body as { items: { id: string }[] }).items;
    const shown = await call('GET', `/v1/dead-letters/${id}`);
    expect([shown.status, shown.body]).toMatchObject([200, { id, sealedBytes: sealed.length }]);
    expect(JSON.stringify(shown.body)).not.toContain(sealed);
  });

  it('tells the lag of every context, also as metrics', async () => {
    const { body } = await call('GET', '/v1/lag');
    expect(body).toMatchObject({
      lists: expect.arrayContaining([expect.objectContaining({ context: 'mirror', list: 'dead' })]) as unknown[],
    });
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/orderly_waiting\{context="ledger",list="outbox"\} \d/);
    expect(metrics).toMatch(/orderly_waiting_age_seconds\{context="mirror",list="dead"\} \d/);
  });

  it('refuses whoever is no operator with a problem', async () => {
    const { status, body } = await call('GET', '/v1/lag', undefined, { authorization: 'Bearer nobody' });
    expect([status, body]).toMatchObject([401, { type: '/problems/orderly.unauthenticated' }]);
    const discard = await call('POST', '/v1/dead-letters/discard', { because: 'all of them' }, { 'idempotency-key': newId() });
    expect([discard.status, discard.body]).toMatchObject([422, { type: '/problems/platform.dead-letter-filter-required' }]);
  });

  it('has an API page of its own', async () => {
    const { paths } = (await call('GET', '/openapi.json')).body as { paths: object };
    expect(Object.keys(paths).sort()).toEqual([
      ...['/v1/dead-letters', '/v1/dead-letters/discard', '/v1/dead-letters/replay', '/v1/dead-letters/{deadLetterId}'],
      ...['/v1/lag', '/v1/login', '/v1/me', '/v1/operations/journeys/{journeyId}'],
    ]);
  });
});
