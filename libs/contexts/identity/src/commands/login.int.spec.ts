import { Login, ProvisionTenant } from '@orderly/contracts';
import { Ctx, FixedClock, newId } from '@orderly/kernel';
import { Contexts } from '@orderly/platform/messaging';
import { Database } from '@orderly/platform/persistence';
import { Tokens } from '@orderly/platform/security';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { identity } from '../identity.module';

const NOBODY = '00000000-0000-0000-0000-000000000000';
const RIGHT = 'correct horse battery';
const WRONG = { code: 'identity.wrong-credentials' };
const THROTTLED = { code: 'identity.too-many-tries' };

const visitor = (given: Partial<Ctx> = {}): Ctx => ({
  ...person(NOBODY, { user: 'anonymous', permissions: ['public'] }),
  ...given,
});

describe('logging in', () => {
  let host: TestHost;
  const clock = new FixedClock('2026-03-02T08:00:00.000Z');
  beforeAll(async () => (host = await TestHost.start([identity], { transport: false, clock })));
  afterAll(() => host.stop());
  beforeEach(() => at(0));
  afterEach(() => jest.restoreAllMocks());

  const at = (seconds: number) => clock.set(new Date(Date.parse('2026-03-02T08:00:00Z') + seconds * 1000).toISOString());
  const login = (tenant: string, username: string, password = RIGHT, ctx = visitor()) =>
    host.send(new Login({ tenant, username, password }, ctx));
  const fail = async (tenant: string, username: string, times: number) => {
    for (let i = 0; i < times; i++) await expect(login(tenant, username, 'wrong')).rejects.toMatchObject(WRONG);
  };
  const aHospital = () => {
    const users = ['house', 'wilson'].map((username) => ({
      username,
      displayName: username,
      password: RIGHT,
      roles: ['physician' as const],
    }));
    return host.send(new ProvisionTenant({ slug: `h-${newId()}`, name: 'St. Elsewhere', users }, person(freshTenant())));
  };
  const trail = (tenant: string) =>
    host.rows(
      `select actor, action, entity_id, patient_id, reason from identity.audit where tenant = $1 and operation = 'identity.login' order by at`,
      [tenant],
    );

  it('gives a token that says who it is, of which hospital, and what the roles allow', async () => {
    const { id, slug, users } = await aHospital();
    const { accessToken, expiresIn, tokenType } = await login(slug, 'house');
    expect([expiresIn, tokenType]).toEqual([900, 'Bearer']);
    const claims = await host.get(Tokens).verify(accessToken);
    expect(claims).toMatchObject({ sub: users[0]?.id, tenant: id, roles: ['physician'] });
    expect(claims?.permissions).toContain('orders:place');
    expect(claims?.permissions).not.toContain('results:verify');
  });

  it('answers a wrong password, an unknown user, an unknown hospital and a locked user the same', async () => {
    const { id, slug } = await aHospital();
    await host.rows(`update identity."user" set active = false where tenant = $1 and username = 'wilson'`, [id]);
    await fail(slug, 'house', 1);
    await expect(login(slug, 'nobody')).rejects.toMatchObject(WRONG);
    await expect(login(`x-${newId()}`, 'house')).rejects.toMatchObject(WRONG);
    await expect(login(slug, 'wilson')).rejects.toMatchObject(WRONG);
  });

  it('stands in the audit trail, as a success and as a failure', async () => {
    const { id, slug, users } = await aHospital();
    await login(slug, 'house');
    await fail(slug, 'house', 1);
    await fail(slug, 'nobody', 1);
    const entry = { action: 'E', patient_id: null };
    expect(await trail(id)).toEqual([
      { ...entry, actor: users[0]?.id, entity_id: users[0]?.id, reason: null },
      { ...entry, actor: 'anonymous', entity_id: users[0]?.id, reason: 'wrong credentials' },
      { ...entry, actor: 'anonymous', entity_id: null, reason: 'wrong credentials' },
    ]);
  });

  it('takes long passwords in any script whole, to their last character', async () => {
    const slug = `h-${newId()}`;
    const password = `${'пароль-密码-'.repeat(10)}a`;
    const users = [{ username: 'house', displayName: 'House', password, roles: ['physician' as const] }];
    await host.send(new ProvisionTenant({ slug, name: 'St. Elsewhere', users }, person(freshTenant())));
    await expect(login(slug, 'house', password)).resolves.toBeDefined();
    await expect(login(slug, 'house', `${password.slice(0, -1)}b`)).rejects.toMatchObject(WRONG);
  });

  it('keeps no answer under an idempotency key: that would be a kept token', async () => {
    const { slug } = await aHospital();
    const ctx = visitor({ idempotency: { key: newId(), fingerprint: 'f' } });
    await login(slug, 'house', RIGHT, ctx);
    await login(slug, 'house', RIGHT, ctx);
    expect(ctx.outcome.replayed).toBeUndefined();
    expect(await host.rows('select 1 from identity.command_answer where tenant = $1', [NOBODY])).toEqual([]);
  });

  it('is refused without the public permission, before anything is looked up', async () => {
    const { slug } = await aHospital();
    const nothing = person(NOBODY, { permissions: [] });
    await expect(login(slug, 'house', RIGHT, nothing)).rejects.toMatchObject({ code: 'orderly.forbidden' });
  });

  describe('after five wrong passwords within a minute', () => {
    it('is refused even with the right one, until the first of the five is a minute old', async () => {
      const { slug } = await aHospital();
      await fail(slug, 'house', 2);
      at(20);
      await fail(slug, 'house', 3);
      const refused = { ...THROTTLED, page: { status: 429 }, details: { retryAfterSeconds: 40 } };
      await expect(login(slug, 'house')).rejects.toMatchObject(refused);
      at(59);
      await expect(login(slug, 'house')).rejects.toMatchObject({ details: { retryAfterSeconds: 1 } });
      at(60);
      await expect(login(slug, 'house')).resolves.toBeDefined();
    });

    it('is not refused to the others of the hospital', async () => {
      const { slug } = await aHospital();
      await fail(slug, 'house', 5);
      await expect(login(slug, 'wilson')).resolves.toBeDefined();
    });

    it('is throttled the same way for users and hospitals that do not exist', async () => {
      const { slug } = await aHospital();
      await fail(slug, 'nobody', 5);
      await expect(login(slug, 'nobody')).rejects.toMatchObject(THROTTLED);
      const unknown = `x-${newId()}`;
      await fail(unknown, 'house', 5);
      await expect(login(unknown, 'house')).rejects.toMatchObject(THROTTLED);
    });

    it('does not get worse by trying on, so that no outsider locks anybody out for good', async () => {
      const { id, slug } = await aHospital();
      await fail(slug, 'house', 5);
      for (const seconds of [10, 30, 50]) {
        at(seconds);
        await expect(login(slug, 'house', 'wrong')).rejects.toMatchObject(THROTTLED);
      }
      expect(await trail(id)).toHaveLength(5);
      at(60);
      await expect(login(slug, 'house')).resolves.toBeDefined();
    });
  });

  it('counts at most five of many guesses at once', async () => {
    const { slug } = await aHospital();
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => login(slug, 'house', 'wrong')));
    const codes = guesses.map((guess) => (guess.status === 'rejected' ? (guess.reason as { code: string }).code : 'in'));
    expect(codes.filter((code) => code === WRONG.code)).toHaveLength(5);
    expect(codes.filter((code) => code === THROTTLED.code)).toHaveLength(15);
  });

  it('refuses the right guess too when five wrong ones were quicker', async () => {
    const { slug } = await aHospital();
    const db = host.get(Contexts).running[0]?.db as Database;
    const write = db.write.bind(db);
    let writes = 0;
    jest.spyOn(db, 'write').mockImplementation(async (ctx, work) => {
      if (++writes === 2) await fail(slug, 'house', 5);
      return write(ctx, work);
    });
    await expect(login(slug, 'house')).rejects.toMatchObject(THROTTLED);
  });

  it('lets the same user in many times at once', async () => {
    const { slug } = await aHospital();
    await fail(slug, 'house', 4);
    const tokens = await Promise.all(Array.from({ length: 12 }, () => login(slug, 'house')));
    expect(tokens).toHaveLength(12);
    await fail(slug, 'house', 5);
  });

  it('keeps nothing of wrong tries that have had their time', async () => {
    const { id, slug } = await aHospital();
    const rows = async () => (await host.rows('select 1 from identity.login_attempt where tenant = $1', [id])).length;
    for (const name of ['aa', 'bb', 'cc']) await fail(slug, name, 1);
    expect(await rows()).toBe(3);
    at(60);
    await fail(slug, 'dd', 1);
    expect(await rows()).toBe(1);
  });
});
