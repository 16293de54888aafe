import { z } from 'zod';
import { event, Id, Line, phi, Received } from '@orderly/kernel';
import { Tx, view, when } from '@orderly/platform/persistence';
import {
  AccountOpened,
  AmountPosted,
  Bank,
  eventually,
  FollowOnAmountPosted,
  freshTenant,
  ledger,
  mirror,
  person,
  ShownAccount,
} from '@orderly/platform/testing';
import { on, Reaction } from './definition';

/** Minor: what the next build of the ledger will write into the same major. */
class AmountPostedLater extends event('ledger.amount-posted', 1, {
  accountId: Id,
  amount: z.number().int(),
  note: phi(Line(100).optional()),
  channel: Line(20).optional(),
  payer: phi(Line(100)).optional(),
}) {}

/** Major: the amount has another name, and a unit. */
class AmountPostedV2 extends event('ledger.amount-posted', 2, { accountId: Id, cents: z.number().int(), note: phi(Line(100)) }) {}

/** Lifts the new event to what the old one said, and does the same. */
class FollowOnAmountPostedV2 implements Reaction<AmountPostedV2> {
  react({ data, ...event }: Received<AmountPostedV2>, tx: Tx): Promise<void> {
    return new FollowOnAmountPosted().react({ ...event, data: { accountId: data.accountId, amount: data.cents } }, tx);
  }
}

const oldBuild = mirror;
const newBuild = {
  ...mirror,
  reactions: [...mirror.reactions, on(AmountPostedV2, FollowOnAmountPostedV2)],
  views: [
    view(
      ShownAccount,
      when(AccountOpened, ({ data }) => ({ id: data.accountId, owner: data.owner })),
      when(AmountPosted, ({ data }) => ({ id: data.accountId, lastAmount: data.amount, note: data.note })),
      when(AmountPostedV2, ({ data }) => ({ id: data.accountId, lastAmount: data.cents, note: data.note })),
    ),
  ],
};

const ROUNDS = [1, 2, 3, 4, 5, 6];

/** An old and a new process of the ledger take turns with each account. Answers the accounts. */
function givenBothProducers(bank: Bank, tenant: string): Promise<string[]> {
  const withOne = async () => {
    const id = await bank.account(tenant);
    for (const round of ROUNDS) {
      if (round % 2) await bank.post(person(tenant), id, round);
      else await bank.change(person(tenant), id, () => [new AmountPostedV2({ accountId: id, cents: round, note: 'new' })]);
    }
    return id;
  };
  return Promise.all([1, 2, 3, 4].map(withOne));
}

/** Each posting of both majors, once and in the order in which it happened. */
async function thenAllFollowed(bank: Bank, tenant: string, ids: readonly string[]): Promise<void> {
  await bank.host.settled(tenant);
  await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
  const followed = await bank.followed(tenant);
  const expected = ROUNDS.map((round) => ({ follows: round + 1, version: round, total: (round * (round + 1)) / 2 }));
  for (const id of ids) expect(followed.filter(({ account }) => account === id)).toMatchObject(expected);
  expect(followed).toHaveLength(ids.length * ROUNDS.length);
  const shown = await bank.host.rows('select last_amount, note from mirror.shown_account where tenant = $1', [tenant]);
  expect(shown).toEqual(ids.map(() => ({ last_amount: 6, note: 'new' })));
}

describe('two versions of an event', () => {
  let bank: Bank | undefined;
  afterEach(() => bank?.stop());

  it('of one major: the old build does what it knows, and ignores what is new, open or sealed', async () => {
    bank = await Bank.start();
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1);
    const later = { accountId: id, amount: 2, note: 'old', channel: 'card', payer: 'Ada Testwood' };
    await bank.change(person(tenant), id, () => [new AmountPostedLater(later)]);
    await bank.post(person(tenant), id, 3);
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ total: 1 }, { total: 3 }, { total: 6 }]);
    expect(await bank.inbox(tenant)).toEqual([]);
  });

  it('of two majors, from old and new producers at once, have their effects once and in order in a build that handles both', async () => {
    bank = await Bank.start({}, [ledger, newBuild]);
    const tenant = freshTenant();
    await thenAllFollowed(bank, tenant, await givenBothProducers(bank, tenant));
  });

  it('of two majors wait in a build that handles one, and have their effects once and in order when the other is deployed', async () => {
    const before = (bank = await Bank.start({ retryDelaysMs: [30] }, [ledger, oldBuild]));
    const tenant = freshTenant();
    const ids = await givenBothProducers(before, tenant);
    await eventually(async () => {
      const waiting = await before.inbox(tenant);
      expect(waiting.filter(({ reason }) => reason === 'UnknownMajor')).toHaveLength(ids.length);
      expect(waiting).toHaveLength(ids.length * (ROUNDS.length - 1));
    });
    expect(await before.followed(tenant)).toMatchObject(ids.map(() => ({ follows: 2, total: 1 })));
    bank = undefined;
    await before.stop();

    bank = await Bank.start({ retryDelaysMs: [30] }, [ledger, newBuild]);
    await thenAllFollowed(bank, tenant, ids);
  });
});
