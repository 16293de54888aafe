import { metrics } from '@orderly/platform/telemetry';
import { Bank, eventually, freshTenant, person, TestHost, trouble } from '@orderly/platform/testing';
import { Behind } from './behind';
import { ContextDatabases } from './context-databases';
import { GetLag, Lag, LagReport } from './lag';

const SUBSCRIPTION = 'mirror-on-ledger';
const of = ({ subscriptions }: LagReport) => subscriptions.find(({ subscription }) => subscription === SUBSCRIPTION);
const listOf = ({ lists }: LagReport, context: string, name: string) =>
  lists.find(({ context: one, list }) => one === context && list === name);

/** As if what earlier specs have left in the journal had been swept. */
const forgetTheRest = (bank: Bank) =>
  bank.host.rows(
    `insert into mirror.journal_cursor (subscription, xid, position)
     select $1, xid::text, position from ledger.event_log order by event_log.xid desc, position desc limit 1
     on conflict (subscription) do update set xid = excluded.xid, position = excluded.position`,
    [SUBSCRIPTION],
  );

describe('the lag of a running installation', () => {
  let bank: Bank;
  const report = (): Promise<LagReport> => bank.host.send(new GetLag({}, person(freshTenant())));
  beforeAll(async () => (bank = await Bank.start({ retryDelaysMs: [20], sweepEveryMs: 3_600_000 })));
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());
  beforeEach(async () => {
    await bank.host.rows('delete from mirror.inbox');
    await forgetTheRest(bank);
  });

  it('is nothing once everything has taken effect, and every queue has its one consumer', async () => {
    const tenant = freshTenant();
    await bank.account(tenant, 1, 2);
    await bank.host.settled(tenant);
    await eventually(async () =>
      expect(of(await report())).toEqual({
        subscription: SUBSCRIPTION,
        behind: 0,
        more: false,
        queue: 'there',
        messages: 0,
        consumers: 1,
      }),
    );
    await eventually(async () =>
      expect(listOf(await report(), 'ledger', 'outbox')).toEqual({ context: 'ledger', list: 'outbox', waiting: 0 }),
    );
  });

  it('counts a dead event and what waits behind it in the inbox, with their age, and nowhere else', async () => {
    const tenant = freshTenant();
    const account = await bank.account(tenant);
    trouble.set(account, () => {
      throw new TypeError();
    });
    await bank.post(person(tenant), account, 1);
    await bank.post(person(tenant), account, 2);
    await eventually(async () => {
      expect((await bank.inbox(tenant)).map(({ state }) => state).sort()).toEqual(['dead', 'parked']);
    });
    await bank.host.rows(`update mirror.inbox set first_at = now() - interval '1 hour' where state = 'dead'`);
    await eventually(async () => expect(of(await report())).toMatchObject({ behind: 0 }));
    const lag = await report();
    expect(listOf(lag, 'mirror', 'dead')).toMatchObject({ waiting: 1, oldestSeconds: expect.closeTo(3600, -2) as number });
    expect(listOf(lag, 'mirror', 'parked')).toMatchObject({ waiting: 1, oldestSeconds: expect.any(Number) as number });
  });

  it('stands in the metrics, without a tenant, a user or a patient', async () => {
    await bank.host.rows(
      `insert into mirror.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, first_at, event)
       values ($1, gen_random_uuid(), 'Account', gen_random_uuid(), 2, gen_random_uuid(), 'x', 'dead', now() - interval '2 hours', '{}')`,
      [SUBSCRIPTION],
    );
    await eventually(async () => {
      await bank.host.get(Lag).measure();
      const text = await metrics.registry.metrics();
      const value = (series: string) => Number(new RegExp(`^${series.replace(/[{}]/g, '\\$&')} (.+)$`, 'm').exec(text)?.[1]);
      expect(value('orderly_waiting{context="mirror",list="dead"}')).toBe(1);
      expect(value('orderly_waiting_age_seconds{context="mirror",list="dead"}')).toBeCloseTo(7200, -2);
      expect(value('orderly_waiting_age_seconds{context="ledger",list="quarantine"}')).toBe(0);
      expect(value(`orderly_queue_consumers{subscription="${SUBSCRIPTION}"}`)).toBe(1);
      expect(value(`orderly_queue_messages{subscription="${SUBSCRIPTION}"}`)).toBe(0);
      expect(value(`orderly_behind_events{subscription="${SUBSCRIPTION}"}`)).toBe(0);
      expect(value(`orderly_behind_age_seconds{subscription="${SUBSCRIPTION}"}`)).toBe(0);
    });
  });

  it('names a queue that is not there, without harm to the others', async () => {
    const stopped = bank.running('mirror').subscriptions[0];
    await stopped?.stop();
    await bank.channel.deleteQueue(`${bank.host.namespace}.${SUBSCRIPTION}.v1`);
    await eventually(async () => {
      const lag = await report();
      expect(of(lag)).toMatchObject({ queue: 'missing' });
      expect(lag.subscriptions.find(({ subscription }) => subscription === 'ledger-on-mirror')).toMatchObject({
        queue: 'there',
        consumers: 1,
      });
      await bank.host.get(Lag).measure();
      expect(await metrics.registry.metrics()).toContain(`orderly_queue_consumers{subscription="${SUBSCRIPTION}"} 0`);
    });
  });
});

describe('the lag of an installation that takes nothing', () => {
  let bank: Bank;
  const behind = new Behind();
  const look = (most = 5_000) => behind.of({ subscription: SUBSCRIPTION, consumer: bank.mirror, source: bank.ledger }, most);
  const cursorToTheEnd = () => forgetTheRest(bank);
  beforeAll(async () => (bank = await Bank.start({ transport: false })));
  afterAll(() => bank.stop());

  /** Somebody else's open transaction hides what came after it, so it may take a moment. */
  const expectBehind = (expected: object) => eventually(async () => expect(await look()).toMatchObject(expected));

  it('tells how many events wait to be taken, from where the sweep has come to', async () => {
    await bank.account(freshTenant());
    await cursorToTheEnd();
    await expectBehind({ behind: 0, more: false });
    const account = await bank.account(freshTenant(), 1, 2, 3);
    await expectBehind({ behind: 4, oldestSeconds: expect.any(Number) as number });
    // One that waits in the inbox is known there.
    await bank.host.rows(
      `insert into mirror.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, event)
       select $1, tenant, aggregate_type, aggregate_id, version, event_id, type, 'dead', event from ledger.event_log
       where aggregate_id = $2 and version = 1`,
      [SUBSCRIPTION, account],
    );
    await expectBehind({ behind: 3 });
    await bank.host.rows('delete from mirror.inbox');
  });

  it('is told again when the sweep begins anew', async () => {
    await bank.account(freshTenant(), 1);
    const { behind: before } = await look();
    await cursorToTheEnd();
    await expectBehind({ behind: 0 });
    await bank.host.rows('delete from mirror.journal_cursor');
    await eventually(async () => expect((await look(1_000_000)).behind).toBeGreaterThanOrEqual(before));
  });

  it('is told of contexts that run elsewhere, and of queues nothing while the broker is away', async () => {
    await cursorToTheEnd();
    const elsewhere = await TestHost.start([], { transport: false });
    const databases = elsewhere.get(ContextDatabases);
    await databases.openElsewhere();
    expect(databases.all.map(({ shop }) => shop.context)).toEqual(expect.arrayContaining(['ledger', 'mirror']));
    const lag = await elsewhere.get(Lag).report();
    expect(of(lag)).toMatchObject({ behind: 0, queue: 'unknown' });
    expect(listOf(lag, 'ledger', 'outbox')?.waiting).toBeGreaterThan(0);
    expect(lag.away).toEqual([]);
    await elsewhere.close();
  });
});
