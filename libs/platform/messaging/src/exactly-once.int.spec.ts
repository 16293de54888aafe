import fc from 'fast-check';
import { newId } from '@orderly/kernel';
import { startTelemetry } from '@orderly/platform/telemetry';
import { AccountViewed, arrivals, Bank, eventually, freshTenant, person, trouble } from '@orderly/platform/testing';
import { Arrival } from './arrival';
import { Inbox } from './inbox';
import { Intake } from './intake';

const ones = (n: number) => Array.from({ length: n }, () => 1);

describe('an event', () => {
  let bank: Bank;
  beforeAll(async () => {
    bank = await Bank.start();
    await bank.stopRelay();
  });
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  /** Accounts with postings, of which nothing has been published yet. */
  async function given(accounts: number, postings: number) {
    const tenant = freshTenant();
    const ids = await Promise.all(Array.from({ length: accounts }, () => bank.account(tenant, ...ones(postings))));
    await bank.forgetOutbox();
    return { tenant, ids, events: await bank.journal(tenant) };
  }

  /** Each posting was followed once, in order, with contiguous versions of the mirror's own. */
  async function thenAllFollowed(tenant: string, ids: readonly string[], postings: number) {
    const followed = await eventually(async () => {
      const seen = await bank.followed(tenant);
      if (seen.length < ids.length * postings) throw new Error(`${seen.length} of ${ids.length * postings} followed`);
      return seen;
    });
    const expected = ones(postings).map((_, index) => ({
      follows: index + 2,
      version: index + 1,
      total: index + 1,
      known: true,
    }));
    for (const id of ids) expect(followed.filter(({ account }) => account === id)).toMatchObject(expected);
    expect(followed).toHaveLength(ids.length * postings);
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
  }

  it('has one effect, in order, although every event is published twice and shuffled', async () => {
    const { tenant, ids, events } = await given(6, 8);
    const [shuffled] = fc.sample(fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }), 1);
    for (const text of shuffled as string[]) await bank.publish(text);
    await thenAllFollowed(tenant, ids, 8);
  });

  it('has one effect when it comes five times at once', async () => {
    const { tenant, ids, events } = await given(5, 4);
    for (const text of events) await Promise.all(ones(5).map(() => bank.publish(text)));
    await thenAllFollowed(tenant, ids, 4);
  });

  it('has one effect when two consumers work on it at the same time', async () => {
    const { tenant, ids, events } = await given(5, 4);
    const zombie = bank.secondEffects();
    const alone = async () => {
      for (const arrival of arrivals(events)) await eventually(() => zombie.takeTogether([arrival]));
    };
    await Promise.all([alone(), ...events.map((text) => bank.publish(text))]);
    await thenAllFollowed(tenant, ids, 4);
  });

  it('waits for its turn when an earlier one takes long, and the other consumer then finds a duplicate', async () => {
    const { tenant, ids, events } = await given(1, 2);
    let goOn: () => void = () => undefined;
    let started: () => void = () => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    trouble.set(ids[0] as string, () => {
      trouble.clear();
      started();
      return new Promise<void>((resolve) => (goOn = resolve));
    });
    await bank.secondEffects().takeTogether(arrivals(events.slice(0, 1)));
    const frozen = bank.secondEffects().takeTogether(arrivals(events));
    await running;
    const successor = bank.secondEffects().takeTogether(arrivals(events));
    goOn();
    await Promise.all([frozen, successor]);
    await thenAllFollowed(tenant, ids, 2);
  });

  it('that only advances the position has no effect, and the next one runs', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.change(person(tenant), id, () => [new AccountViewed({ accountId: id })]);
    await bank.post(person(tenant), id, 7);
    await bank.forgetOutbox();
    for (const text of await bank.journal(tenant)) await bank.publish(text);
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ follows: 3, total: 7 }]);
  });

  it('that never came is fetched from the journal once a later one waits', async () => {
    const { tenant, ids, events } = await given(2, 4);
    const withoutSecond = events.filter((text) => (JSON.parse(text) as { sequence: string }).sequence !== '2');
    for (const text of withoutSecond) await bank.publish(text);
    await thenAllFollowed(tenant, ids, 4);
  });

  it('is followed in one batch by events with contiguous versions', async () => {
    const { tenant, ids, events } = await given(3, 30);
    await bank.secondEffects().takeTogether(arrivals(events));
    await thenAllFollowed(tenant, ids, 30);
  });

  it('stays with its own hospital in a batch of several, whose reactions run side by side', async () => {
    const hospitals = await Promise.all([given(2, 6), given(2, 6), given(2, 6)]);
    const mixed = hospitals[0]?.events.flatMap((_, index) => hospitals.map(({ events }) => events[index] as string)) ?? [];
    await bank.secondEffects().takeTogether(arrivals(mixed));
    for (const { tenant, ids } of hospitals) {
      await thenAllFollowed(tenant, ids, 6);
      const rows = await bank.host.rows('select id, total, version from mirror.mirror where tenant = $1', [tenant]);
      expect(rows).toHaveLength(2);
      expect(rows).toEqual(expect.arrayContaining(ids.map((id) => ({ id, total: 6, version: 6 }))));
    }
  });

  const tables = ['mirror', 'shown_account', 'event_log', 'outbox', 'audit', 'consumer_position'];
  async function thenNothingIsWritten(tenant: string) {
    for (const table of tables)
      expect([table, await bank.host.rows(`select 1 from mirror.${table} where tenant = $1`, [tenant])]).toEqual([table, []]);
  }

  it.each(tables)('has no effect at all when %s cannot be written, and one when it can', async (table) => {
    const { tenant, ids, events } = await given(1, 3);
    const mend = await bank.failWrites(`mirror.${table}`, tenant);
    try {
      await expect(bank.secondEffects().takeTogether(arrivals(events))).rejects.toThrow('this table is out of order');
    } finally {
      await mend();
    }
    await thenNothingIsWritten(tenant);
    await bank.secondEffects().takeTogether(arrivals(events));
    await thenAllFollowed(tenant, ids, 3);
  });

  it('has no effect, with all of its batch, when another one has written something and fails', async () => {
    const [sound, failing] = [await given(1, 3), await given(1, 3)];
    trouble.set(`${failing.ids[0]} saved`, () => Promise.reject(new Error('out of order')));
    const batch = arrivals([...sound.events, ...failing.events]);
    await expect(bank.secondEffects().takeTogether(batch)).rejects.toThrow('some events of a batch failed');
    for (const { tenant } of [sound, failing]) await thenNothingIsWritten(tenant);
    trouble.clear();
    await bank.secondEffects().takeTogether(batch);
    await thenAllFollowed(sound.tenant, sound.ids, 3);
    await thenAllFollowed(failing.tenant, failing.ids, 3);
  });

  it('has its effect when another one of the batch fails before it writes anything; what follows that one is left', async () => {
    const [sound, failing] = [await given(1, 3), await given(1, 3)];
    trouble.set(failing.ids[0] as string, () => Promise.reject(new Error('out of order')));
    const taken = await bank.secondEffects().takeTogether(arrivals([...sound.events, ...failing.events]));
    await thenAllFollowed(sound.tenant, sound.ids, 3);
    const versions = (all: Iterable<Arrival>) => [...all].map(({ event }) => event.aggregate.version);
    expect([versions(taken.failures.keys()), versions(taken.left)]).toEqual([[2], [3, 4]]);
    trouble.clear();
    await bank.secondEffects().takeTogether([...taken.failures.keys(), ...taken.left]);
    await thenAllFollowed(failing.tenant, failing.ids, 3);
  });

  it('never has its effect before an earlier one of its aggregate that failed, whatever partition it says it belongs to', async () => {
    const { tenant, ids, events } = await given(1, 2);
    const [opened, one, two] = events as [string, string, string];
    const moved = JSON.stringify({ ...(JSON.parse(two) as object), partitionkey: newId() });
    await bank.secondEffects().takeTogether(arrivals([opened]));
    trouble.set(ids[0] as string, () => (trouble.clear(), Promise.reject(new Error('out of order'))));
    await expect(bank.secondEffects().takeTogether(arrivals([one, moved]))).rejects.toThrow('some events of a batch failed');
    await bank.secondEffects().takeTogether(arrivals([one, two]));
    await thenAllFollowed(tenant, ids, 2);
  });

  it.each(['', ' saved'])('that is slow%s and given up leaves nothing behind when it goes on later', async (when) => {
    const [sound, slow] = [await given(1, 3), await given(1, 3)];
    const waiting: (() => void)[] = [];
    trouble.set(`${slow.ids[0]}${when}`, () => new Promise((resolve) => waiting.push(resolve)));
    const intake = new Intake(bank.secondEffects(), new Inbox(bank.mirror, bank.secondEffects(), 'ledger'));
    await intake.take(arrivals([...sound.events, ...slow.events]), 'queue');
    await thenAllFollowed(sound.tenant, sound.ids, 3);
    trouble.clear();
    for (const goOn of waiting) goOn();
    await bank.host.settled(slow.tenant);
    await thenAllFollowed(slow.tenant, slow.ids, 3);
  });

  it('sees in a view what an earlier event of the same batch has shown', async () => {
    const { tenant, events } = await given(1, 1);
    await bank.secondEffects().takeTogether(arrivals(events));
    expect(await bank.followed(tenant)).toMatchObject([{ known: true }]);
    expect(await bank.host.rows('select owner, last_amount from mirror.shown_account where tenant = $1', [tenant])).toEqual([
      { owner: 'Ada Testwood', last_amount: 1 },
    ]);
  });

  it('belongs to the trace of the command that wrote it, and so does what follows', async () => {
    const telemetry = startTelemetry({ service: 'spec', ratio: 0 });
    try {
      const [tenant, traceId] = [freshTenant(), '0af7651916cd43dd8448eb211c80319c'];
      const id = await bank.account(tenant);
      await bank.post(person(tenant, { traceparent: `00-${traceId}-b7ad6b7169203331-01` }), id, 1);
      await bank.forgetOutbox();
      await bank.secondEffects().takeTogether(arrivals(await bank.journal(tenant)));
      const events = await bank.host.rows<{ event: string }>(
        `select event from ledger.event_log where tenant = $1 and version = 2 union all select event from mirror.event_log where tenant = $1`,
        [tenant],
      );
      const parents = events.map(({ event }) => (JSON.parse(event) as { traceparent: string }).traceparent);
      expect(parents).toEqual([`00-${traceId}-b7ad6b7169203331-01`, expect.stringMatching(`^00-${traceId}-[0-9a-f]{16}-01$`)]);
      expect(parents[1]).not.toBe(parents[0]);
    } finally {
      await telemetry.stop();
    }
  });

  it('carries who began it, and names what caused it', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    const ctx = person(tenant, { correlationId: newId() });
    await bank.post(ctx, id, 1);
    await bank.forgetOutbox();
    const events = await bank.journal(tenant);
    await bank.secondEffects().takeTogether(arrivals(events));
    const [row] = await bank.host.rows<{ event: string }>('select event from mirror.event_log where tenant = $1', [tenant]);
    expect(JSON.parse(row?.event as string)).toMatchObject({
      correlationid: ctx.correlationId,
      causationid: (JSON.parse(events[1] as string) as { id: string }).id,
      actorid: 'system:follow-on-amount-posted',
      tenantid: tenant,
    });
  });
});
