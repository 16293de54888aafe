import { newId } from '@orderly/kernel';
import { Account, Bank, eventually, freshTenant, person, ShownAccount } from '@orderly/platform/testing';

describe('what has not arrived yet', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start()));
  afterAll(() => bank.stop());

  const expectShown = (tenant: string, id: string) => bank.mirror.write(person(tenant), (tx) => tx.expect(ShownAccount, id));
  const readOwner = async (tenant: string, id: string, version: number, type = 'Account') => {
    const ctx = person(tenant, { waitFor: { type, id, version } });
    const row = await bank.mirror.read(ctx, (tx) => tx.find(ShownAccount, id));
    return { row, stale: ctx.outcome.stale };
  };

  it('lets a command wait, and go on when it comes', async () => {
    const tenant = freshTenant();
    const [account, opened] = Account.open();
    const waiting = eventually(() => expectShown(tenant, account.id));
    await bank.ledger.write(person(tenant), (tx) => Promise.resolve(tx.save(account, opened)));
    expect(await waiting).toMatchObject({ id: account.id, owner: 'Ada Testwood' });
  });

  it('lets a command wait two seconds at most, and then come again', async () => {
    const before = Date.now();
    await expect(expectShown(freshTenant(), newId())).rejects.toMatchObject({
      code: 'orderly.not-known-yet',
      page: { status: 409 },
      details: { retryAfterSeconds: 1 },
    });
    expect(Date.now() - before).toBeGreaterThanOrEqual(1_900);
  });

  it('holds no connection meanwhile', async () => {
    const tenant = freshTenant();
    const waiting = Promise.allSettled(Array.from({ length: 40 }, () => expectShown(tenant, newId())));
    await expect(bank.mirror.read(person(tenant), (tx) => tx.query('select 1 as one'))).resolves.toEqual([{ one: 1 }]);
    expect((await waiting).map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 'rejected'));
  });

  it('lets a read wait until the view has seen it', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1, 2);
    await eventually(async () =>
      expect(await readOwner(tenant, id, 3)).toMatchObject({ row: { lastAmount: 2 }, stale: undefined }),
    );
  });

  it('answers a read with what there is after two seconds, and says so', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1);
    await bank.host.settled(tenant);
    expect(await readOwner(tenant, id, 9)).toMatchObject({ row: { lastAmount: 1 }, stale: true });
  });

  it('does not concern a context about its own events', async () => {
    const tenant = freshTenant();
    const { id } = await bank.ledger.write(person(tenant), (tx) => Promise.resolve(tx.save(...Account.open())));
    const ctx = person(tenant, { waitFor: { type: 'Account', id, version: 1 } });
    expect(await bank.ledger.read(ctx, (tx) => tx.get(Account, id))).toMatchObject({ id });
    expect(ctx.outcome.stale).toBeUndefined();
  });

  it("is not given away by another hospital's version", async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.host.settled(tenant);
    await eventually(async () => expect((await readOwner(tenant, id, 1)).stale).toBeUndefined());
    expect(await readOwner(freshTenant(), id, 1)).toEqual({ row: undefined, stale: true });
  });
});
