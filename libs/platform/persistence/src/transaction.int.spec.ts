import { Ctx, newId } from '@orderly/kernel';
import { Account, AccountOpened, Bank, freshTenant, person } from '@orderly/platform/testing';
import { Database, LARGEST_EVENT, Tx } from '.';

const operation = { name: 'ledger.post-amount', permission: 'ledger:post', resource: 'Account' };

describe('a command', () => {
  let bank: Bank;
  let db: Database;
  beforeAll(async () => {
    bank = await Bank.start({ transport: false });
    db = bank.ledger;
  });
  afterAll(() => bank.stop());

  const idempotent = (tenant: string): Ctx => person(tenant, { operation, idempotency: { key: newId(), fingerprint: 'f' } });
  const open = (ctx: Ctx) => db.write(ctx, (tx) => Promise.resolve(tx.save(...Account.open())));
  const count = async (table: string, tenant: string) =>
    (await bank.host.rows(`select 1 from ledger.${table} where tenant = $1`, [tenant])).length;
  const written = async (tenant: string) => ({
    state: await count('account', tenant),
    journal: await count('event_log', tenant),
    outbox: await count('outbox', tenant),
    audit: await count('audit', tenant),
    answer: await count('command_answer', tenant),
  });
  const versions = async (id: string) =>
    (
      await bank.host.rows<{ version: number }>(
        'select version from ledger.event_log where aggregate_id = $1 order by position',
        [id],
      )
    ).map(({ version }) => version);

  it('writes state, journal, outbox, audit trail and answer in one transaction', async () => {
    const tenant = freshTenant();
    const ctx = idempotent(tenant);
    const { id } = await open(ctx);
    expect(await written(tenant)).toEqual({ state: 1, journal: 1, outbox: 1, audit: 1, answer: 1 });
    const [row] = await bank.host.rows('select xmin::text, event_id from ledger.event_log where tenant = $1', [tenant]);
    for (const table of ['account', 'outbox', 'audit', 'command_answer'])
      expect(await bank.host.rows(`select xmin::text from ledger.${table} where tenant = $1`, [tenant])).toEqual([
        { xmin: row?.['xmin'] },
      ]);
    expect(ctx.outcome.saved).toEqual({ type: 'Account', id, version: 1 });
    expect(
      await bank.host.rows('select actor, operation, action, entity_id from ledger.audit where tenant = $1', [tenant]),
    ).toEqual([{ actor: ctx.user, operation: operation.name, action: 'C', entity_id: id }]);
  });

  it.each(['account', 'event_log', 'outbox', 'audit', 'command_answer'])(
    'writes nothing when %s cannot be written, and everything when it is repeated',
    async (table) => {
      const tenant = freshTenant();
      const ctx = idempotent(tenant);
      const mend = await bank.failWrites(`ledger.${table}`, tenant);
      try {
        await expect(open(ctx)).rejects.toThrow('this table is out of order');
        expect(await written(tenant)).toEqual({ state: 0, journal: 0, outbox: 0, audit: 0, answer: 0 });
      } finally {
        await mend();
      }
      await open(ctx);
      expect(await written(tenant)).toEqual({ state: 1, journal: 1, outbox: 1, audit: 1, answer: 1 });
    },
  );

  it('writes nothing when its work fails after it has saved and looked', async () => {
    const tenant = freshTenant();
    const failing = db.write(idempotent(tenant), async (tx) => {
      const account = tx.save(...Account.open());
      expect(await tx.query('select id from account')).toEqual([{ id: account.id }]);
      throw new Error('thought better of it');
    });
    await expect(failing).rejects.toThrow('thought better of it');
    expect(await written(tenant)).toEqual({ state: 0, journal: 0, outbox: 0, audit: 0, answer: 0 });
  });

  it('cannot hide that one of its statements failed', async () => {
    const tenant = freshTenant();
    const hiding = db.write(person(tenant), async (tx) => {
      tx.save(...Account.open());
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(hiding).rejects.toThrow();
    expect(await count('account', tenant)).toBe(0);
  });

  it('says which of its statements failed, though several more were sent at once', async () => {
    const work = db.inTransaction(async (session) => {
      session.scope(freshTenant());
      session.send('select 1 / 0');
      await Promise.all([session.query('select 1'), session.query('select 2')]);
    });
    await expect(work).rejects.toThrow('division by zero');
  });

  it('is refused by the state that it would break, and leaves no trace', async () => {
    const tenant = freshTenant();
    const { id } = await open(person(tenant));
    await expect(bank.post(person(tenant), id, -1)).rejects.toMatchObject({ code: '23514' });
    expect(await versions(id)).toEqual([1]);
  });

  it('numbers the events of an aggregate without gaps, several in one command too', async () => {
    const tenant = freshTenant();
    const { id } = await open(person(tenant));
    const changed = await bank.change(person(tenant), id, (account) => [account.post(1), account.post(2), account.post(3)]);
    expect(changed).toMatchObject({ version: 4, balance: 6 });
    expect(await versions(id)).toEqual([1, 2, 3, 4]);
  });

  it('sees what it has saved itself', async () => {
    const tenant = freshTenant();
    const seen = await db.write(person(tenant), async (tx) => {
      const account = tx.save(...Account.open());
      tx.save(account, account.post(5));
      const [before] = await tx.query<{ balance: number }>('select balance from account');
      tx.save(account, account.post(2));
      const [after] = await tx.query<{ balance: number }>('select balance from account');
      return [before?.balance, after?.balance, (await tx.get(Account, account.id)) === account];
    });
    expect(seen).toEqual([5, 7, true]);
  });

  it('waits for the other one on the same aggregate: 20 at once lose no update', async () => {
    const tenant = freshTenant();
    const { id } = await open(person(tenant));
    await Promise.all(Array.from({ length: 20 }, () => bank.post(person(tenant), id, 1)));
    expect(await versions(id)).toEqual(Array.from({ length: 21 }, (_, index) => index + 1));
    expect(await bank.host.rows('select balance, version from ledger.account where id = $1', [id])).toEqual([
      { balance: 20, version: 21 },
    ]);
  });

  it('runs again when it lost a race against another one', async () => {
    const tenant = freshTenant();
    const [one, two] = [await open(person(tenant)), await open(person(tenant))];
    const transfer = (from: string, to: string) =>
      db.write(person(tenant), async (tx) => {
        const source = await tx.get(Account, from);
        await tx.query('select pg_sleep(0.05)');
        const target = await tx.get(Account, to);
        tx.save(source, source.post(1));
        tx.save(target, target.post(1));
      });
    await Promise.all([transfer(one.id, two.id), transfer(two.id, one.id)]);
    expect(await versions(one.id)).toEqual([1, 2, 3]);
    expect(await versions(two.id)).toEqual([1, 2, 3]);
  });

  it('is refused when the caller has seen another version', async () => {
    const tenant = freshTenant();
    const { id } = await open(person(tenant));
    await bank.post(person(tenant, { operation, expectedVersion: 1 }), id, 1);
    await expect(bank.post(person(tenant, { operation, expectedVersion: 1 }), id, 1)).rejects.toMatchObject({
      code: 'orderly.version-mismatch',
    });
    expect(await versions(id)).toEqual([1, 2]);
  });

  it('is refused when an id is taken', async () => {
    const tenant = freshTenant();
    const [account, opened] = Account.open();
    const again = Object.assign(new Account(), account);
    await db.write(person(tenant), (tx) => Promise.resolve(tx.save(account, opened)));
    await expect(db.write(person(tenant), (tx) => Promise.resolve(tx.save(again, opened)))).rejects.toMatchObject({
      code: 'orderly.conflict',
    });
  });

  it('is refused without its permission, before anything runs', async () => {
    const tenant = freshTenant();
    const work = jest.fn();
    const ctx = person(tenant, { operation, permissions: ['ledger:read'] });
    await expect(db.write(ctx, work)).rejects.toMatchObject({ code: 'orderly.forbidden', details: { pointer: 'ledger:post' } });
    await expect(db.read(ctx, work)).rejects.toMatchObject({ code: 'orderly.forbidden' });
    expect(work).not.toHaveBeenCalled();
  });

  it("cannot emit another context's event, nor one larger than consumers take", async () => {
    const ctx = person(freshTenant());
    const foreign = bank.mirror.write(ctx, (tx) => Promise.resolve(tx.save(...Account.open())));
    await expect(foreign).rejects.toThrow('mirror must not emit ledger.account-opened');
    class Large extends AccountOpened {}
    const [account, opened] = Account.open();
    const large = Object.assign(Object.create(Large.prototype) as Large, {
      data: { ...opened.data, owner: 'x'.repeat(LARGEST_EVENT) },
    });
    await expect(db.write(ctx, (tx) => Promise.resolve(tx.save(account, large)))).rejects.toMatchObject({
      code: 'orderly.too-large',
    });
  });

  it('cannot send anything once its transaction is over', async () => {
    const tenant = freshTenant();
    let late: Promise<unknown> = Promise.resolve();
    let goOn: () => void = () => undefined;
    await expect(
      db.write(person(tenant), async (tx) => {
        const wait = new Promise<void>((resolve) => (goOn = resolve));
        late = wait.then(() => tx.query('select 1'));
        late.catch(() => undefined);
        await tx.query('select 1 / 0');
      }),
    ).rejects.toThrow();
    goOn();
    await expect(late).rejects.toThrow('this transaction is over');
  });

  it('costs a fixed number of statements', async () => {
    const tenant = freshTenant();
    const { id } = await open(person(tenant));
    const sent: number[] = [];
    const run = db.inTransaction.bind(db);
    const spy = jest.spyOn(db, 'inTransaction').mockImplementation((work) =>
      run(async (session) => {
        const result = await work(session);
        sent.push(session.statements);
        return result;
      }),
    );
    await bank.change(idempotent(tenant), id, (account) => [account.post(1)]);
    await bank.change(idempotent(tenant), id, (account) => Array.from({ length: 30 }, () => account.post(1)));
    await db.read(person(tenant), (tx) => tx.get(Account, id));
    spy.mockRestore();
    // begin with the tenant, lock of the key, first answer, aggregate, everything that is written, commit.
    expect(sent).toEqual([6, 6, 4]);
  });

  describe('of a batch, when it is withdrawn,', () => {
    const batch = async (run: (one: Tx, another: Tx, id: string) => Promise<void>) => {
      const ctx = person(freshTenant());
      const { id } = await open(ctx);
      await db.write(ctx, async (tx) => run(tx.forMessage(ctx), tx.forMessage(ctx), id));
      return bank.host.rows<{ balance: number }>('select balance from ledger.account where id = $1', [id]);
    };

    it('takes along what it has changed but not saved, and does nothing more', () =>
      batch(async (one, another, id) => {
        (await one.get(Account, id)).post(7);
        expect(one.withdraw()).toBe(true);
        expect((await another.get(Account, id)).balance).toBe(0);
        await expect(one.get(Account, id)).rejects.toThrow('no longer part');
        expect(() => one.errand('x', id)).toThrow('no longer part');
      }));

    it('says so when others have seen what it has changed', () =>
      batch(async (one, another, id) => {
        (await one.get(Account, id)).post(7);
        await another.get(Account, id);
        expect([one.withdraw(), another.withdraw()]).toEqual([false, false]);
      }));

    it('says so when it has saved something, or may have', async () => {
      const saved = await batch(async (one, another, id) => {
        const account = await one.get(Account, id);
        one.save(account, account.post(7));
        await another.query('select 1');
        expect([one.withdraw(), another.withdraw()]).toEqual([false, true]);
      });
      await batch(async (one, _another, id) => {
        const account = await one.as(one.ctx).get(Account, id);
        one.as(one.ctx).save(account, account.post(7));
        expect(one.withdraw()).toBe(false);
      });
      expect(saved).toEqual([{ balance: 7 }]);
      await batch(async (one, another) => {
        await one.query('update account set label = label where false');
        another.audit('R');
        expect([one.withdraw(), another.withdraw()]).toEqual([false, false]);
      });
    });
  });
});
