import { GetMe, ProvisionTenant, RegisterUser, Role } from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { Contexts } from '@orderly/platform/messaging';
import { Database, Session } from '@orderly/platform/persistence';
import { verifyPassword } from '@orderly/platform/security';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { ensureOperator, identity } from '.';

const userNamed = (username: string, roles: Role[] = ['physician']) => ({
  username,
  displayName: `Dr. ${username}`,
  password: 'correct horse battery',
  roles,
});

const hospital = (given: { slug?: string; name?: string; users?: ReturnType<typeof userNamed>[] } = {}) => ({
  slug: `h-${newId()}`,
  name: 'St. Elsewhere',
  users: [userNamed('house'), userNamed('cuddy', ['administrator'])],
  ...given,
});

describe('identity', () => {
  let host: TestHost;
  let db: Database;
  beforeAll(async () => {
    host = await TestHost.start([identity], { transport: false });
    db = host.get(Contexts).running[0]?.db as Database;
  });
  afterAll(() => host.stop());
  afterEach(() => jest.restoreAllMocks());

  const operator = (given: Parameters<typeof person>[1] = {}) => person(freshTenant(), given);
  const count = async (table: string, tenant: string) =>
    Number((await host.rows(`select count(*) as n from identity.${table} where tenant = $1`, [tenant]))[0]?.['n']);
  const hashOf = async (userId: string) =>
    (await host.rows<{ h: string }>('select password_hash as h from identity."user" where id = $1', [userId]))[0]?.h;

  describe('provisioning a hospital', () => {
    it('makes the tenant, its users and their events, all under the new tenant', async () => {
      const ctx = operator();
      const data = hospital();
      const made = await host.send(new ProvisionTenant(data, ctx));
      expect(made).toMatchObject({ version: 1, slug: data.slug, users: [{ username: 'house' }, { username: 'cuddy' }] });
      expect(ctx.outcome.saved).toEqual({ type: 'Tenant', id: made.id, version: 1 });
      const events = await host.rows('select type, tenant from identity.event_log where tenant = $1 order by position', [
        made.id,
      ]);
      expect(events.map(({ type }) => type)).toEqual([
        'identity.tenant-provisioned',
        'identity.user-registered',
        'identity.user-registered',
      ]);
      expect(await count('event_log', ctx.tenant)).toBe(0);
    });

    it('stands in the audit trail of both sides', async () => {
      const ctx = operator();
      const { id } = await host.send(new ProvisionTenant(hospital({ users: [userNamed('house')] }), ctx));
      const trail = (tenant: string) =>
        host.rows('select actor, operation, action, entity_type, reason from identity.audit where tenant = $1 order by id', [
          tenant,
        ]);
      const operation = 'identity.provision-tenant';
      expect(await trail(ctx.tenant)).toEqual([{ actor: ctx.user, operation, action: 'E', entity_type: 'Tenant', reason: null }]);
      const reason = `asked for by ${ctx.user}`;
      const actor = 'system:provision-tenant';
      expect(await trail(id)).toEqual([
        { actor, operation, action: 'C', entity_type: 'Tenant', reason },
        { actor, operation, action: 'C', entity_type: 'User', reason },
      ]);
    });

    it('answers a known slug with the hospital that is there, and adds who is missing', async () => {
      const data = hospital();
      const first = await host.send(new ProvisionTenant(data, operator()));
      const again = hospital({ ...data, users: [{ ...userNamed('house'), password: 'a new password' }, userNamed('wilson')] });
      const second = await host.send(new ProvisionTenant(again, operator()));
      expect(second).toMatchObject({ id: first.id, version: 1, users: [first.users[0], { username: 'wilson', version: 1 }] });
      expect(await count('"user"', first.id)).toBe(3);
      const hash = await hashOf(first.users[0]?.id as string);
      expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
    });

    it('keeps the idempotency key with the operator', async () => {
      const ctx = () => person(tenant, { user, idempotency: { key: 'p1', fingerprint: 'f' } });
      const tenant = freshTenant();
      const user = newId();
      const data = hospital();
      const first = await host.send(new ProvisionTenant(data, ctx()));
      const again = ctx();
      expect(await host.send(new ProvisionTenant(data, again))).toEqual(first);
      expect(again.outcome).toEqual({ replayed: true, saved: { type: 'Tenant', id: first.id, version: 1 } });
      expect([await count('command_answer', tenant), await count('command_answer', first.id)]).toEqual([1, 0]);
    });

    it('makes one hospital when several operators use the same slug at once', async () => {
      const data = hospital();
      const made = await Promise.all(Array.from({ length: 8 }, () => host.send(new ProvisionTenant(data, operator()))));
      expect(new Set(made.map(({ id }) => id)).size).toBe(1);
      expect(new Set(made.flatMap(({ users }) => users.map(({ id }) => id))).size).toBe(2);
      expect(await count('"user"', made[0]?.id as string)).toBe(2);
    });

    it('leaves nothing behind, not even the slug, when it fails half way', async () => {
      const data = hospital({ users: [userNamed('house'), userNamed('house')] });
      const refused = { code: 'identity.username-taken' };
      await expect(host.send(new ProvisionTenant(data, operator()))).rejects.toMatchObject(refused);
      expect(await host.rows('select 1 from identity.tenant_slug where slug = $1', [data.slug])).toEqual([]);
      expect(await host.rows('select 1 from identity.tenant where slug = $1', [data.slug])).toEqual([]);
    });

    it('is refused for a slug of another hospital, and for an operator inside a hospital', async () => {
      const { slug } = await host.send(new ProvisionTenant(hospital(), operator()));
      const renamed = host.send(new ProvisionTenant(hospital({ slug, name: 'General' }), operator()));
      await expect(renamed).rejects.toMatchObject({ code: 'identity.slug-taken' });
      const crowned = host.send(new ProvisionTenant(hospital({ users: [userNamed('vogler', ['operator'])] }), operator()));
      await expect(crowned).rejects.toMatchObject({ code: 'identity.role-not-grantable' });
    });

    it('is refused to an administrator of a hospital', async () => {
      const administrator = operator({ permissions: ['users:register'] });
      const refused = { code: 'orderly.forbidden' };
      await expect(host.send(new ProvisionTenant(hospital(), administrator))).rejects.toMatchObject(refused);
    });
  });

  it('cannot lead a slug to another tenant, nor take one for somebody else', async () => {
    const { id, slug } = await host.send(new ProvisionTenant(hospital(), operator()));
    const moved = db.write(person(id), (tx) =>
      tx.query('update tenant_slug set tenant = $1 where slug = $2 returning 1', [newId(), slug]),
    );
    expect(await moved).toEqual([]);
    expect(await db.write(person(id), (tx) => tx.query('delete from tenant_slug returning 1'))).toEqual([]);
    const taken = db.write(person(id), (tx) =>
      tx.query('insert into tenant_slug values ($1, $2)', [`x-${slug}`.slice(0, 60), newId()]),
    );
    await expect(taken).rejects.toMatchObject({ code: '42501' });
  });

  describe('a user', () => {
    it('is registered once under a name of the hospital', async () => {
      const tenant = freshTenant();
      const user = await host.send(new RegisterUser(userNamed('foreman'), person(tenant)));
      expect(user).toMatchObject({ version: 1, username: 'foreman', roles: ['physician'] });
      const again = host.send(new RegisterUser(userNamed('foreman'), person(tenant)));
      await expect(again).rejects.toMatchObject({ code: 'identity.username-taken' });
      await expect(host.send(new RegisterUser(userNamed('foreman'), person(freshTenant())))).resolves.toBeDefined();
    });

    it('wins the name once out of many tries at once', async () => {
      const tenant = freshTenant();
      const tries = Array.from({ length: 8 }, () => host.send(new RegisterUser(userNamed('chase'), person(tenant))));
      const won = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled');
      expect([won.length, await count('"user"', tenant)]).toEqual([1, 1]);
    });

    it('never becomes an operator', async () => {
      const crowned = host.send(new RegisterUser(userNamed('vogler', ['operator']), person(freshTenant())));
      await expect(crowned).rejects.toMatchObject({ code: 'identity.role-not-grantable' });
    });

    it('sees who he is and what he may do, in four statements', async () => {
      const tenant = freshTenant();
      const { id } = await host.send(new RegisterUser(userNamed('cameron', ['nurse', 'physician']), person(tenant)));
      const commit = jest.spyOn(Session.prototype, 'commit');
      const me = await host.send(new GetMe({}, person(tenant, { user: id })));
      expect(me).toMatchObject({ id, tenantId: tenant, displayName: 'Dr. cameron', roles: ['nurse', 'physician'] });
      expect(me.permissions).toEqual(expect.arrayContaining(['orders:place', 'specimens:collect', 'self:read']));
      expect((commit.mock.contexts[0] as Session).statements).toBe(4);
    });
  });

  describe('the first boot', () => {
    const operators = () =>
      host.rows<{ id: string; version: number; tenant: string }>(
        `select u.id, u.version, u.tenant from identity."user" u join identity.tenant_slug s using (tenant) where s.slug = 'operations'`,
      );

    it('makes one operator, however many processes boot together', async () => {
      await Promise.all(Array.from({ length: 6 }, () => ensureOperator(db, { password: 'first password' })));
      const made = await operators();
      expect(made).toEqual([expect.objectContaining({ version: 1 })]);
      expect(await verifyPassword(await hashOf(made[0]?.id as string), 'first password')).toBe(true);
    });

    it('takes a changed password over, and leaves everything else as it is', async () => {
      await ensureOperator(db, { password: 'first password' });
      const before = await operators();
      const hash = await hashOf(before[0]?.id as string);
      await ensureOperator(db, { password: 'first password' });
      expect(await hashOf(before[0]?.id as string)).toBe(hash);
      await ensureOperator(db, { password: 'second password' });
      expect(await operators()).toEqual(before);
      expect(await verifyPassword(await hashOf(before[0]?.id as string), 'second password')).toBe(true);
    });
  });
});
