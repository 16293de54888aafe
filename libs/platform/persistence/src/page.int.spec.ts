import { Ctx } from '@orderly/kernel';
import { Account, Bank, freshTenant, person } from '@orderly/platform/testing';
import { ListRequest } from '.';

const operation = { name: 'ledger.list-accounts', permission: 'ledger:read' };

describe('a list', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ transport: false })));
  afterAll(() => bank.stop());

  const open = (tenant: string, ...labels: string[]) =>
    bank.ledger.write(person(tenant), (tx) => Promise.resolve(labels.map((label) => tx.save(...Account.open('Ada', label)).id)));
  const list = (ctx: Ctx, given: Partial<ListRequest<Account>> = {}) =>
    bank.ledger.read(ctx, (tx) => tx.list(Account, { equal: {}, by: 'label', direction: 'asc', limit: 3, ...given }));
  const reader = (tenant: string) => person(tenant, { operation });

  it.each(['asc', 'desc'] as const)('neither skips nor repeats while rows come in: %s', async (direction) => {
    const tenant = freshTenant();
    await open(tenant, 'd', 'b', 'b', 'b', 'b', 'c', 'a', 'd');
    const before = new Set((await list(reader(tenant), { limit: 200 })).items.map(({ id }) => id));
    const seen: Account[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(reader(tenant), { cursor, direction });
      seen.push(...page.items);
      await open(tenant, 'a', 'b', 'd');
      cursor = page.next;
    } while (cursor && seen.length < 100);
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...before].filter((id) => !ids.includes(id))).toEqual([]);
    const labels = seen.map(({ label }) => label);
    expect(labels).toEqual(direction === 'asc' ? [...labels].sort() : [...labels].sort().reverse());
  });

  it('ends without a cursor, also when the last page is full', async () => {
    const tenant = freshTenant();
    await open(tenant, 'a', 'b', 'c');
    expect(await list(reader(tenant))).toMatchObject({ items: [{ label: 'a' }, { label: 'b' }, { label: 'c' }] });
    expect(await list(reader(tenant))).not.toHaveProperty('next');
    expect((await list(reader(freshTenant()))).items).toEqual([]);
  });

  it('does not read the columns that it leaves out', async () => {
    const tenant = freshTenant();
    await bank.account(tenant, 5);
    expect((await list(reader(tenant))).items).toMatchObject([{ balance: 5, label: 'current' }]);
    const [light] = (await list(reader(tenant), { without: ['balance'] })).items;
    expect([light?.label, light?.balance]).toEqual(['current', undefined]);
  });

  it('keeps to what was asked for', async () => {
    const tenant = freshTenant();
    await open(tenant, 'a', 'b', 'b');
    expect((await list(reader(tenant), { equal: { label: 'b' } })).items.map(({ label }) => label)).toEqual(['b', 'b']);
    expect((await list(reader(tenant), { equal: { label: undefined } })).items).toHaveLength(3);
  });

  it("refuses another hospital's cursor, another list's, and one that was made up", async () => {
    const tenant = freshTenant();
    await open(tenant, 'a', 'b', 'c', 'd');
    const { next } = await list(reader(tenant));
    const elsewhere = person(tenant, { operation: { ...operation, name: 'ledger.list-others' } });
    const refused = expect.objectContaining({ code: 'orderly.invalid-cursor' }) as Error;
    await expect(list(reader(freshTenant()), { cursor: next })).rejects.toEqual(refused);
    await expect(list(elsewhere, { cursor: next })).rejects.toEqual(refused);
    await expect(list(reader(tenant), { cursor: `${next}x` })).rejects.toEqual(refused);
    await expect(list(reader(tenant), { cursor: 'WyJhIiwxXQ.x' })).rejects.toEqual(refused);
  });

  it('of an unknown column is an error of the program', async () => {
    const unknown = { equal: { colour: 'blue' } } as unknown as Partial<ListRequest<Account>>;
    await expect(list(reader(freshTenant()), unknown)).rejects.toThrow('Account has no column colour');
  });

  it('costs the same number of statements, however long it is', async () => {
    const tenant = freshTenant();
    await open(tenant, ...Array.from({ length: 60 }, (_, index) => `label ${index}`));
    const sent: number[] = [];
    const run = bank.ledger.inTransaction.bind(bank.ledger);
    const spy = jest.spyOn(bank.ledger, 'inTransaction').mockImplementation((work) =>
      run(async (session) => {
        const result = await work(session);
        sent.push(session.statements);
        return result;
      }),
    );
    const { next } = await list(reader(tenant), { limit: 1 });
    await list(reader(tenant), { limit: 50, cursor: next });
    spy.mockRestore();
    expect(sent).toEqual([4, 4]);
  });
});

describe('a view', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start()));
  afterAll(() => bank.stop());

  it('sets its columns once per row and batch, the latest event last, and leaves the others alone', async () => {
    const tenant = freshTenant();
    const ids = await Promise.all([1, 2, 3].map((n) => bank.account(tenant, n, n * 10, n * 100)));
    await bank.host.settled(tenant);
    const shown = await bank.host.rows(
      'select id, owner, last_amount from mirror.shown_account where tenant = $1 order by last_amount',
      [tenant],
    );
    expect(shown).toEqual(ids.map((id, n) => ({ id, owner: 'Ada Testwood', last_amount: (n + 1) * 100 })));
  });
});
