import { newId } from '@orderly/kernel';
import { Account, Bank, eventually, freshTenant, ledger, mirror, person, TestHost } from '@orderly/platform/testing';
import { Database, Session, TENANTLESS, WORK_LISTS } from '.';

/** Unique without the tenant, and why that tells nobody anything. */
const GLOBALLY_UNIQUE = {
  event_log: 'position is a counter, event_id a random id that no caller chooses',
  outbox: 'seq is a counter',
};

describe('the catalogue of a database', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ transport: false })));
  afterAll(() => bank.stop());
  const schemas = [ledger, mirror].map(({ context }) => context);
  const tenantless = () => [...TENANTLESS, ...[ledger, mirror].flatMap(({ tenantless = [] }) => tenantless)] as string[];

  it('forces row-level security with exactly one policy, the template, on every table that is not excused', async () => {
    const tables = await bank.host.rows<{ table: string; forced: boolean; policies: string[] }>(
      `select c.relname as table, c.relrowsecurity and c.relforcerowsecurity as forced,
              array(select concat_ws(' ', p.polname, p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, c.oid),
                                     pg_get_expr(p.polqual, c.oid) = pg_get_expr(p.polwithcheck, c.oid))
                    from pg_policy p where p.polrelid = c.oid) as policies
       from pg_class c where c.relnamespace::regnamespace::text = any($1) and c.relkind in ('r', 'p', 'm', 'f')`,
      [schemas],
    );
    expect(tables.length).toBeGreaterThan(20);
    const list = `(tenant = ANY (( SELECT (string_to_array(current_setting('app.tenants'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]))`;
    const either = `CASE WHEN (current_setting('app.tenants'::text, true) = '*'::text) THEN NULL::uuid[] ELSE (string_to_array(current_setting('app.tenants'::text, true), ','::text))::uuid[] END`;
    const some = `(tenant = ANY (( SELECT ${either} AS string_to_array)::uuid[]))`;
    const workList = `CASE WHEN ( SELECT (current_setting('app.tenants'::text, true) = '*'::text)) THEN true ELSE ${some} END`;
    for (const { table, forced, policies } of tables) {
      if (tenantless().includes(table)) continue;
      const condition = (WORK_LISTS as readonly string[]).includes(table) ? workList : list;
      expect({ table, forced, policies: policies.map((text) => text.replace(/\s+/g, ' ')) }).toEqual({
        table,
        forced: true,
        policies: [`tenant * t {0} ${condition} t`],
      });
    }
  });

  it('gives a context a role that owns nothing and bypasses nothing', async () => {
    const [{ current_database: database } = {}] = await bank.host.rows<{ current_database: string }>('select current_database()');
    const roles = schemas.map((context) => `${database}_${context}`);
    expect(
      await bank.host.rows(
        `select rolname, rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as mighty,
                (select count(*)::int from pg_shdepend where refobjid = r.oid and deptype = 'o') as owned,
                (select count(*)::int from pg_auth_members where member = r.oid) as memberships
         from pg_roles r where rolname = any($1) order by rolname`,
        [roles],
      ),
    ).toEqual([...roles].sort().map((rolname) => ({ rolname, mighty: false, owned: 0, memberships: 0 })));
  });

  it('lets nobody run as somebody else, and hides no rows behind a view', async () => {
    expect(
      await bank.host.rows('select proname from pg_proc where prosecdef and pronamespace::regnamespace::text = any($1)', [
        schemas,
      ]),
    ).toEqual([]);
    expect(
      await bank.host.rows(
        `select relname from pg_class where relkind = 'v' and relnamespace::regnamespace::text = any($1)
         and not coalesce(reloptions::text like '%security_invoker=%', false)`,
        [schemas],
      ),
    ).toEqual([]);
  });

  it.each([
    ['update', 'event_log', `update event_log set event = 'x'`],
    ['delete', 'event_log', 'delete from event_log'],
    ['update', 'audit', `update audit set actor = 'x'`],
    ['delete', 'audit', 'delete from audit'],
    ['truncate', 'event_log', 'truncate event_log'],
    ['insert', 'migration', `insert into migration (timestamp, name) values (1, 'x')`],
  ])('forbids a context to %s %s', async (_verb, _table, sql) => {
    const ctx = person(freshTenant());
    await expect(bank.ledger.write(ctx, (tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
  });

  it("forbids a context to look into another one's schema", async () => {
    const ctx = person(freshTenant());
    await expect(bank.ledger.read(ctx, (tx) => tx.query('select 1 from mirror.mirror'))).rejects.toMatchObject({ code: '42501' });
  });

  it('has the tenant in every unique index but the documented ones', async () => {
    const indexes = await bank.host.rows<{ table: string; columns: string[] }>(
      `select c.relname as table, array(select attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any(i.indkey)) as columns
       from pg_index i join pg_class c on c.oid = i.indrelid
       where i.indisunique and c.relnamespace::regnamespace::text = any($1)`,
      [schemas],
    );
    const global = indexes.filter(({ table, columns }) => !columns.includes('tenant') && !tenantless().includes(table));
    expect([...new Set(global.map(({ table }) => table))].sort()).toEqual(Object.keys(GLOBALLY_UNIQUE).sort());
  });
});

describe('rows of a hospital', () => {
  let bank: Bank;
  let host: TestHost;
  let db: Database;
  beforeAll(async () => {
    bank = await Bank.start({ transport: false, poolSize: 2 });
    ({ host, ledger: db } = bank);
  });
  afterAll(() => bank.stop());

  const open = (tenant: string) => db.write(person(tenant), (tx) => Promise.resolve(tx.save(...Account.open())));
  const asNobody = <T>(run: (session: Session) => Promise<T>) =>
    db.inTransaction(async (session) => {
      const result = await run(session);
      await session.rollback();
      return result;
    });
  const selectAll = (table: string) => (session: Session) => session.query({ text: `select * from ${table}`, values: [] });

  it.each(['account', 'audit', 'event_log', 'outbox', 'inbox', 'consumer_position', 'command_answer'])(
    'do not exist in %s without a tenant',
    async (table) => {
      await open(freshTenant());
      expect(await asNobody(selectAll(table))).toEqual([]);
      await open(freshTenant());
      expect(await asNobody(selectAll(table))).toEqual([]);
    },
  );

  it('are invisible to the platform where patients are concerned', async () => {
    await open(freshTenant());
    await expect(db.work(selectAll('account'))).rejects.toMatchObject({ code: '22P02' });
    expect((await db.work(selectAll('outbox'))).length).toBeGreaterThan(0);
  });

  it('are the platform`s in work lists, also when two of its workers want the same row', async () => {
    const { tenant } = await open(freshTenant());
    const touch = { text: 'update outbox set written_at = now() where tenant = $1 returning seq', values: [tenant] };
    let second: Promise<unknown[]> | undefined;
    await db.work(async (session) => {
      await session.query(touch);
      second = db.work((other) => other.query(touch));
      await eventually(async () => {
        const waiting = await host.rows(`select 1 from pg_locks where not granted and locktype = 'transactionid'`);
        expect(waiting).not.toEqual([]);
      });
    });
    expect(await second).toHaveLength(1);
  });

  it('cannot be written for another hospital', async () => {
    const tenant = freshTenant();
    const insert = `insert into account (tenant, id, version, balance, label) values ('${freshTenant()}', '${newId()}', 1, 0, 'x')`;
    await expect(db.write(person(tenant), (tx) => tx.query(insert))).rejects.toMatchObject({ code: '42501' });
    const theirs = await open(freshTenant());
    await db.write(person(tenant), (tx) => tx.query(`update account set label = 'mine' where id = '${theirs.id}'`));
    expect(await host.rows('select label from ledger.account where id = $1', [theirs.id])).toEqual([{ label: 'current' }]);
  });

  it('cannot be reached through the list of tenants', async () => {
    const [tenant, theirs] = [freshTenant(), await open(freshTenant())];
    for (const list of [`${tenant},${theirs.tenant}`, '*', `x'; set local app.tenants = '*`]) {
      const rows = await db.read(person(list), (tx) => tx.query('select 1 from account')).catch((error: Error) => error);
      expect([list, rows]).toEqual([list, expect.any(Error)]);
    }
  });

  it('never show in the other one: 200 requests of two hospitals on two connections, one in five failing', async () => {
    const tenants = [freshTenant(), freshTenant()];
    for (const tenant of tenants) for (let n = 0; n < 3; n++) await open(tenant);
    const request = async (index: number) => {
      const tenant = tenants[index % 2] as string;
      const work = index % 3 === 0 ? db.write.bind(db) : db.read.bind(db);
      const seen = await work(person(tenant), async (tx) => {
        const rows = await tx.query<{ tenant: string }>('select tenant from account');
        if (index % 5 === 0) throw new Error('aborted');
        if (index % 5 === 1 && index % 2 === 0) await tx.query('select pg_sleep(0.002)');
        return rows;
      });
      expect(seen.map((row) => row.tenant)).toEqual([tenant, tenant, tenant]);
    };
    const outcomes = await Promise.allSettled(Array.from({ length: 200 }, (_, index) => request(index)));
    const failures = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(failures).toHaveLength(40);
    for (const { reason } of failures) expect(reason).toMatchObject({ message: 'aborted' });

    const { pool } = db as unknown as { pool: { totalCount: number; idleCount: number; waitingCount: number } };
    expect(pool).toMatchObject({ totalCount: 2, idleCount: 2, waitingCount: 0 });
    await eventually(async () =>
      expect(
        await host.rows(
          `select state from pg_stat_activity
           where datname = current_database() and application_name = 'orderly ledger' and state like 'idle in%'`,
        ),
      ).toEqual([]),
    );
  });
});
