import { Ctx, newId, refuses } from '@orderly/kernel';
import { Account, Bank, freshTenant, person } from '@orderly/platform/testing';
import { Tx } from '.';

const operation = { name: 'ledger.open-account', permission: 'ledger:open', resource: 'Account' };

describe('a command under an idempotency key', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ transport: false })));
  afterAll(() => bank.stop());

  function given(body = 'a') {
    const [tenant, user, key] = [freshTenant(), newId(), newId()];
    const ctx = (fingerprint = body): Ctx => person(tenant, { user, operation, idempotency: { key, fingerprint } });
    return { tenant, user, key, ctx };
  }
  const open = (tx: Tx) => Promise.resolve({ id: tx.save(...Account.open('Ada Testwood')).id, owner: 'Ada Testwood' });
  const accounts = (tenant: string) => bank.host.rows('select id from ledger.account where tenant = $1', [tenant]);
  const answers = (tenant: string) =>
    bank.host.rows<{ answer: string }>('select answer from ledger.command_answer where tenant = $1', [tenant]);

  it('that is repeated gets the first answer, its version and a note that it is one', async () => {
    const { tenant, ctx } = given();
    const first = await bank.ledger.write(ctx(), open);
    const again = ctx();
    expect(await bank.ledger.write(again, open)).toEqual(first);
    expect(again.outcome).toEqual({ replayed: true, saved: { type: 'Account', id: first.id, version: 1 } });
    expect(await accounts(tenant)).toHaveLength(1);
  });

  it('names what the first one saved, also when the repeat reads before it saves', async () => {
    const { ctx } = given();
    const readThenOpen = async (tx: Tx) => {
      await tx.find(Account, newId());
      return open(tx);
    };
    const first = await bank.ledger.write(ctx(), readThenOpen);
    const again = ctx();
    expect(await bank.ledger.write(again, readThenOpen)).toEqual(first);
    expect(again.outcome.saved).toEqual({ type: 'Account', id: first.id, version: 1 });
  });

  it('that is repeated ten times at once has one effect; each is answered alike or told to wait', async () => {
    for (let round = 0; round < 5; round++) {
      const { tenant, ctx } = given();
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => bank.ledger.write(ctx(), open)));
      const [account] = await accounts(tenant);
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') expect(outcome.value).toEqual({ ...account, owner: 'Ada Testwood' });
        else expect(outcome.reason).toMatchObject({ code: 'orderly.in-flight', details: { retryAfterSeconds: 1 } });
      }
      expect(outcomes.map(({ status }) => status)).toContain('fulfilled');
      expect(await accounts(tenant)).toHaveLength(1);
    }
  });

  it('that is repeated while the first is under way is told to wait', async () => {
    const { tenant, ctx } = given();
    let goOn: () => void = () => undefined;
    let started: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    const first = bank.ledger.write(ctx(), async (tx) => {
      const answer = await open(tx);
      await tx.query('select 1');
      started();
      await new Promise<void>((resolve) => (goOn = resolve));
      return answer;
    });
    await running;
    await expect(bank.ledger.write(ctx(), open)).rejects.toMatchObject({ code: 'orderly.in-flight', page: { status: 409 } });
    goOn();
    const answer = await first;
    expect(await bank.ledger.write(ctx(), open)).toEqual(answer);
    expect(await accounts(tenant)).toHaveLength(1);
  });

  it('that comes with another body is refused', async () => {
    const { tenant, ctx } = given();
    await bank.ledger.write(ctx(), open);
    await expect(bank.ledger.write(ctx('b'), open)).rejects.toMatchObject({
      code: 'orderly.idempotency-key-reused',
      page: { status: 422 },
    });
    expect(await accounts(tenant)).toHaveLength(1);
  });

  it('that was refused left no answer: the next attempt decides anew', async () => {
    const { tenant, ctx } = given();
    const refused = () => Promise.reject(refuses('conflict'));
    await expect(bank.ledger.write(ctx(), refused)).rejects.toMatchObject({ code: 'orderly.conflict' });
    expect(await answers(tenant)).toEqual([]);
    await bank.ledger.write(ctx(), open);
    expect(await answers(tenant)).toHaveLength(1);
  });

  it('means nothing to another user, another route or another hospital', async () => {
    const { tenant, user, key, ctx } = given();
    await bank.ledger.write(ctx(), open);
    const idempotency = { key, fingerprint: 'b' };
    const elsewhere = { ...operation, name: 'ledger.open-other' };
    const [colleague, route, hospital] = [
      person(tenant, { operation, idempotency }),
      person(tenant, { user, operation: elsewhere, idempotency }),
      person(freshTenant(), { user, operation, idempotency }),
    ];
    for (const other of [colleague, route, hospital]) {
      await bank.ledger.write(other, open);
      expect(other.outcome.replayed).toBeUndefined();
    }
  });

  it('keeps its answer sealed', async () => {
    const { tenant, ctx } = given();
    await bank.ledger.write(ctx(), open);
    const [row] = await answers(tenant);
    expect(row?.answer).toMatch(/^ey/);
    expect(row?.answer).not.toContain('Testwood');
  });
});
