import { z } from 'zod';
import { ModuleRef } from '@nestjs/core';
import { event, Id } from '@orderly/kernel';
import { Tx } from '@orderly/platform/persistence';
import {
  arrivals,
  Bank,
  eventually,
  FollowOnAmountPosted,
  freshTenant,
  mirror,
  person,
  trouble,
} from '@orderly/platform/testing';
import { Effects } from './effects';
import { Inbox } from './inbox';
import { Intake } from './intake';
import { on } from './definition';

const SECRET = 'Ada Testwood was born in 1984';
const fails = () => {
  throw new TypeError(SECRET);
};

describe('an event whose effect fails', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: [40, 40, 40] })));
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  async function givenFailing(tenant: string, how: () => void = fails) {
    const id = await bank.account(tenant);
    trouble.set(id, how);
    await bank.post(person(tenant), id, 1);
    await bank.post(person(tenant), id, 2);
    return id;
  }
  const states = async (tenant: string) => (await bank.inbox(tenant)).map(({ state, version }) => [version, state]);

  it('holds up the later ones of its own aggregate only', async () => {
    const tenant = freshTenant();
    let failed = 0;
    await givenFailing(tenant, () => {
      // Heals, as long as attempts are left, when the other account has been followed.
      failed++;
      if (failed < 3) fails();
    });
    const other = await bank.account(tenant, 5, 6);
    await bank.host.settled(tenant);
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
    const followed = await bank.followed(tenant);
    expect(followed.filter(({ account }) => account === other)).toMatchObject([{ total: 5 }, { total: 11 }]);
    expect(followed.filter(({ account }) => account !== other)).toMatchObject([
      { follows: 2, total: 1 },
      { follows: 3, total: 3 },
    ]);
    expect(failed).toBe(4);
  });

  it('is dead after the last attempt, and says why without saying what', async () => {
    const tenant = freshTenant();
    await givenFailing(tenant);
    await eventually(async () => expect(await states(tenant)).toEqual([[2, 'dead'], [3, 'parked']])); // prettier-ignore
    const [dead] = await bank.inbox(tenant);
    expect(dead).toMatchObject({ attempts: 4, reason: 'TypeError' });
    expect(JSON.stringify(dead)).not.toContain(SECRET);
    expect(await bank.followed(tenant)).toEqual([]);
  });

  it('is not at fault when the database goes away again and again', async () => {
    const tenant = freshTenant();
    let runs = 0;
    await givenFailing(tenant, async () => {
      if (++runs === 1) fails();
      // Counted, these would use up the attempts.
      else if (runs <= 4) await bank.endConnections('mirror');
    });
    await bank.host.settled(tenant);
    expect(runs).toBe(6);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 2 }, { follows: 3 }]);
  });
});

describe('an event whose position cannot be written', () => {
  let bank: Bank;
  // So many that it is not dead before it can be written.
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: Array.from({ length: 1_000 }, () => 40) })));
  afterAll(() => bank.stop());

  it('leaves nothing behind, and takes effect once when it can', async () => {
    const tenant = freshTenant();
    const mend = await bank.failWrites('mirror.consumer_position', tenant);
    try {
      await bank.account(tenant, 1);
      await eventually(async () => expect(await bank.inbox(tenant)).toMatchObject([{ state: 'retry' }, { state: 'parked' }]));
      expect(await bank.host.rows('select 1 from mirror.shown_account where tenant = $1', [tenant])).toEqual([]);
    } finally {
      await mend();
    }
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 2, total: 1 }]);
  });
});

describe('events that fail among others', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await Bank.start({ retryDelaysMs: [] });
    await bank.stopRelay();
  });
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  it('are put aside, and the rest of the batch takes effect together', async () => {
    const tenant = freshTenant();
    const ids = await Promise.all(Array.from({ length: 40 }, (_, n) => bank.account(tenant, n + 1)));
    const failing = ids.filter((_, n) => n % 2 === 0);
    for (const id of failing) trouble.set(id, fails);
    await bank.forgetOutbox();
    const effects = bank.secondEffects();
    const together = jest.spyOn(effects, 'takeTogether');
    const intake = new Intake(effects, new Inbox(bank.mirror, effects, 'ledger'));

    await expect(intake.take(arrivals(await bank.journal(tenant)), 'queue')).resolves.toBe(true);

    expect(together).toHaveBeenCalledTimes(1);
    expect((await bank.followed(tenant)).map(({ account }) => account).sort()).toEqual(ids.filter((_, n) => n % 2).sort());
    await eventually(async () => {
      const kept = await bank.inbox<{ aggregate_id: string; state: string; reason: string }>(tenant);
      expect(kept.map(({ aggregate_id: id }) => id)).toEqual([...failing].sort());
      expect(new Set(kept.map(({ state, reason }) => `${state} ${reason}`))).toEqual(new Set(['dead TypeError']));
    });
  });
});

describe('an event whose effect takes long', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: [20, 20, 20] })));
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  it('does not hold up the others, and takes effect all the same, in order', async () => {
    const tenant = freshTenant();
    const [slow, ...others] = await Promise.all([1, 2, 3, 4].map(() => bank.account(tenant)));
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    trouble.set(slow as string, () => finished);
    for (const amount of [1, 2]) for (const id of [slow as string, ...others]) await bank.post(person(tenant), id, amount);
    await eventually(async () => expect(await bank.followed(tenant)).toHaveLength(6));
    expect((await bank.followed(tenant)).map(({ account }) => account)).not.toContain(slow);
    finish();
    await bank.host.settled(tenant);
    const followed = (await bank.followed(tenant)).filter(({ account }) => account === slow);
    expect(followed).toMatchObject([{ follows: 2 }, { follows: 3 }]);
  });
});

describe('the slow lane', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start()));
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  const theInbox = () => {
    const [subscription] = bank.running('mirror').subscriptions;
    return (subscription as unknown as { lanes: { inbox: Inbox } }).lanes.inbox;
  };

  /** The first posting of an account runs in the slow lane, together with that of another account, and does not come to its end. */
  async function givenOneThatHangs() {
    await bank.stopRelay();
    const tenant = freshTenant();
    const [slow, beside, sound] = (await Promise.all([1, 2, 3].map(() => bank.account(tenant, 1, 2)))) as [
      string,
      string,
      string,
    ];
    await bank.forgetOutbox();
    const of = async (id: string) =>
      arrivals(await bank.journal(tenant)).filter(({ event: { aggregate } }) => aggregate.id === id);
    const hung: (() => void)[] = [];
    trouble.set(slow, () => new Promise((resolve) => hung.push(resolve)));
    await bank.secondEffects().takeTogether((await Promise.all([slow, beside].map(of))).flatMap((all) => all.slice(0, 1)));
    await theInbox().takeOver((await Promise.all([slow, beside].map(of))).flatMap((all) => all.slice(1, 2)));
    const key = `${tenant}/Account/${beside}`;
    await eventually(async () => expect(theInbox().holds(key)).toBe(true));
    const goOn = () => {
      trouble.clear();
      for (const resolve of hung) resolve();
    };
    return { tenant, slow, beside, sound, of, goOn };
  }

  it('does not hold up what the queue brings while one of its events takes long', async () => {
    const { tenant, slow, beside, sound, of, goOn } = await givenOneThatHangs();
    for (const { text } of [...(await of(beside)).slice(2), ...(await of(sound))]) await bank.publish(text);
    const accounts = async () => (await bank.followed(tenant)).map(({ account }) => account);
    await eventually(async () => expect((await accounts()).filter((account) => account === sound)).toHaveLength(2));
    expect(await accounts()).not.toContain(slow);
    goOn();
    await eventually(async () => expect(await bank.followed(tenant)).toHaveLength(5));
  });

  it('gives up an event that does not come to its end, and counts that as an attempt; those beside it take effect', async () => {
    const { tenant, slow, beside, goOn } = await givenOneThatHangs();
    await eventually(async () => {
      expect((await bank.followed(tenant)).map(({ account }) => account)).toEqual([beside]);
      expect(await bank.inbox(tenant)).toMatchObject([{ aggregate_id: slow, attempts: 1, reason: 'Slow' }]);
    }, 45_000);
    goOn();
  }, 60_000);
});

describe('many events that wait behind a failed one', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: [300] })));
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  it('run in order, and together with those of other aggregates, once it has had its effect', async () => {
    const tenant = freshTenant();
    const ids = await Promise.all([1, 2, 3].map(() => bank.account(tenant)));
    const failed = new Set<string>();
    for (const id of ids) trouble.set(id, () => (failed.has(id) ? undefined : (failed.add(id), fails())));
    await Promise.all(
      ids.map(async (id) => {
        for (let amount = 1; amount <= 8; amount++) await bank.post(person(tenant), id, amount);
      }),
    );
    await bank.host.settled(tenant);
    const followed = await bank.followed(tenant);
    for (const id of ids)
      expect(followed.filter(({ account }) => account === id).map(({ follows }) => follows)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
  });

  it('are found also when nobody has released them', async () => {
    const tenant = freshTenant();
    await bank.stopRelay();
    const id = await bank.account(tenant, 1, 2);
    const events = await bank.journal(tenant);
    await bank.forgetOutbox();
    await bank.publish(events[2] as string);
    await eventually(async () => expect(await bank.inbox(tenant)).toMatchObject([{ state: 'parked', version: 3 }]));
    await bank.host.rows(
      `insert into mirror.consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
       values ('mirror-on-ledger', $1, 'Account', $2, 2)`,
      [tenant, id],
    );
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 3, total: 2 }]);
  });
});

describe('an event of an unknown major version', () => {
  class AmountPostedV2 extends event('ledger.amount-posted', 2, { accountId: Id, amount: z.number().int() }) {}
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: [30] })));
  afterAll(() => bank.stop());

  it('is kept, never counted to death, and runs in order once a build knows it', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.change(person(tenant), id, () => [new AmountPostedV2({ accountId: id, amount: 8 })]);
    await bank.post(person(tenant), id, 1);
    const first = await eventually(async () => {
      const [row] = await bank.inbox<{ last_at: Date; first_at: Date }>(tenant);
      if (!row || row.last_at.getTime() - row.first_at.getTime() < 300) throw new Error('not tried often enough yet');
      return row;
    });
    expect(first).toMatchObject({ version: 2, reason: 'UnknownMajor' });
    expect(['retry', 'running']).toContain((first as unknown as { state: string }).state);

    const newBuild = { ...mirror, reactions: [...mirror.reactions, on(AmountPostedV2, FollowOnAmountPosted as never)] };
    const modules = bank.host.app.get(ModuleRef, { strict: false });
    const inbox = new Inbox(bank.mirror, new Effects(bank.mirror, newBuild, modules, 'mirror-on-ledger'), 'ledger', [30]);
    await eventually(async () => {
      await inbox.work(new AbortController().signal);
      expect(await bank.followed(tenant)).toMatchObject([
        { follows: 2, total: 8 },
        { follows: 3, total: 9 },
      ]);
    });
  });

  it('wakes whoever runs the errands that it asks for', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.change(person(tenant), id, () => [new AmountPostedV2({ accountId: id, amount: 8 })]);
    await eventually(async () => expect(await bank.inbox(tenant)).toHaveLength(1));
    const build = { ...mirror, reactions: [on(AmountPostedV2, FollowOnAmountPosted as never)] };
    const asks = { react: (_: unknown, tx: Tx) => Promise.resolve(tx.errand('note', id)) };
    const modules = { get: () => asks } as unknown as ModuleRef;
    const inbox = new Inbox(bank.mirror, new Effects(bank.mirror, build, modules, 'mirror-on-ledger'), 'ledger', [30]);
    const { rings } = bank.mirror.errandsAsked('note');
    await eventually(async () => {
      await inbox.work(new AbortController().signal);
      expect(await bank.inbox(tenant)).toEqual([]);
    });
    expect(bank.mirror.errandsAsked('note').rings).toBe(rings + 1);
  });
});

describe('an event that may have killed the process', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await Bank.start();
    await bank.stopRelay();
  });
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  async function given(amount: number) {
    const tenant = freshTenant();
    const id = await bank.account(tenant, amount);
    await bank.forgetOutbox();
    const events = await bank.journal(tenant);
    return { tenant, id, events };
  }

  const inTheInbox = (tenant: string, id: string, row: { state: string; attempts: number; text: string; runs?: string }) =>
    bank.host.rows(
      `insert into mirror.inbox
         (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, attempts, next_at, event, runs)
       values ('mirror-on-ledger', $1, 'Account', $2, 2, $2, 'ledger.amount-posted', $3, $4, now(), $5, $6)`,
      [tenant, id, row.state, row.attempts, row.text, row.runs],
    );

  it('has not, when it was the database that went away in its last attempt', async () => {
    const { tenant, id, events } = await given(4);
    let runs = 0;
    trouble.set(id, async () => {
      if (++runs <= 2) await bank.endConnections('mirror');
    });
    await bank.publish(events[0] as string);
    await inTheInbox(tenant, id, { state: 'retry', attempts: 6, text: events[1] as string });
    await bank.host.settled(tenant);
    expect(runs).toBe(3);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 2, total: 4 }]);
  });

  it('runs alone from the inbox, once', async () => {
    const { tenant, events } = await given(4);
    for (const text of events) await bank.publish(text, { headers: { 'x-delivery-count': 3 } });
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 2, total: 4 }]);
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
  });

  it.each([
    { crashes: 1, state: [], followed: 1 },
    { crashes: 2, state: [{ state: 'dead', reason: 'crashed', attempts: 2 }], followed: 0 },
  ])('after dying alone $crashes times is tried again $followed times', async ({ crashes, state, followed }) => {
    const { tenant, id, events } = await given(4);
    let runs = 0;
    trouble.set(id, () => void runs++);
    await bank.publish(events[0] as string);
    await inTheInbox(tenant, id, { state: 'running', attempts: crashes, text: events[1] as string, runs: 'alone' });
    await eventually(async () => expect(await bank.inbox(tenant)).toMatchObject(state));
    expect(runs).toBe(followed);
    expect(await bank.followed(tenant)).toHaveLength(followed);
  });

  it('is not counted against those that ran beside it, however often they have failed before', async () => {
    const { tenant, id, events } = await given(4);
    const attempts: number[] = [];
    trouble.set(id, async () => {
      attempts.push(...(await bank.inbox(tenant)).map((row) => row.attempts));
    });
    await bank.publish(events[0] as string);
    await inTheInbox(tenant, id, { state: 'running', attempts: 5, text: events[1] as string, runs: 'together' });
    await bank.host.settled(tenant);
    expect(attempts).toEqual([5]);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 2, total: 4 }]);
  });
});
