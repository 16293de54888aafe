import { Socket } from 'node:net';
import { Bank, eventually, freshTenant, ledger, mirror, person, TestHost, trouble } from '@orderly/platform/testing';
import { Broker } from './broker';
import { Contexts } from './context-module';

/** The two connections of a process to the broker, as amqplib holds them. */
const sockets = (broker: Broker) =>
  (['publishing', 'consuming'] as const).map(
    (which) =>
      (broker as unknown as Record<string, { _core: { _model: { connection: { stream: Socket } } | null } }>)[which]?._core._model
        ?.connection.stream,
  );

describe('events', () => {
  let bank: Bank;
  // The sweep would find again what the queue had lost; here the queue has to do without.
  beforeAll(async () => (bank = await Bank.start({ sweepEveryMs: 3_600_000 })));
  afterAll(() => bank.stop());
  afterEach(() => trouble.clear());

  async function thenFollowed(tenant: string, totals: readonly number[]) {
    await bank.host.settled(tenant);
    expect((await bank.followed(tenant)).map(({ total }) => total)).toEqual(totals);
    await eventually(async () => expect(await bank.inbox(tenant)).toEqual([]));
  }

  it('survive a broken connection to the broker, also the one in a batch', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    trouble.set(id, () => {
      trouble.clear();
      for (const socket of sockets(bank.host.get(Broker))) socket?.destroy(new Error('connection reset'));
    });
    await bank.post(person(tenant), id, 1);
    await bank.post(person(tenant), id, 2);
    await thenFollowed(tenant, [1, 3]);
  });

  it('survive a queue that is deleted', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1);
    await bank.host.settled(tenant);
    await bank.channel.deleteQueue(`${bank.host.namespace}.mirror-on-ledger.v1`);
    await bank.post(person(tenant), id, 2);
    await thenFollowed(tenant, [1, 3]);
  });

  it('survive the end of every database connection of their consumer in the middle of a batch', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.host.settled(tenant);
    let runs = 0;
    trouble.set(id, async () => {
      runs++;
      if (runs <= 2) await bank.endConnections('mirror');
    });
    await bank.post(person(tenant), id, 1);
    await thenFollowed(tenant, [1]);
    expect(runs).toBe(3);
    expect(await bank.host.rows('select 1 from mirror.event_log where tenant = $1', [tenant])).toHaveLength(1);
  });

  it('survive the end of idle database connections', async () => {
    const tenant = freshTenant();
    await bank.account(tenant, 1);
    await bank.host.settled(tenant);
    await bank.endConnections('mirror');
    await bank.endConnections('ledger');
    await eventually(() => bank.account(tenant, 5));
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toHaveLength(2);
  });

  it('that the queue lost at the very end are found by the sweep', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant, 1);
    await bank.host.settled(tenant);
    await bank.stopRelay();
    await bank.post(person(tenant), id, 2);
    await bank.forgetOutbox();
    const [subscription] = bank.running('mirror').subscriptions;
    const { sweep } = (
      subscription as unknown as { lanes: { sweep: { run(interrupted: () => boolean, settledMs: number): Promise<number> } } }
    ).lanes;
    expect(await bank.followed(tenant)).toHaveLength(1);
    await eventually(async () => {
      await sweep.run(() => false, 0);
      await thenFollowedNow(tenant);
    });
    expect(await sweep.run(() => false, 0)).toBe(0);
  });

  async function thenFollowedNow(tenant: string) {
    expect((await bank.followed(tenant)).map(({ total }) => total)).toEqual([1, 3]);
  }
});

describe('two processes', () => {
  it('share the work: when the one that consumes stops, the other takes over, and both leave no client behind', async () => {
    const first = await Bank.start({ sweepEveryMs: 3_600_000 });
    const second = await TestHost.start([ledger, mirror], { sweepEveryMs: 3_600_000 });
    const tenant = freshTenant();
    const ids = await Promise.all([1, 2, 3].map(() => first.account(tenant, 1)));
    const databases = second.get(Contexts).running.map(({ db }) => db);
    const post = (id: string) => first.post(person(tenant), id, 1);
    const posting = Promise.all(ids.map(async (id) => {
      for (let n = 0; n < 20; n++) await post(id);
    })); // prettier-ignore
    const subscriptions = first.running('mirror').subscriptions;
    await Promise.all(subscriptions.map((subscription) => subscription.stop()));
    await posting;
    await second.settled(tenant);
    const followed = await first.followed(tenant);
    for (const id of ids)
      expect(followed.filter(({ account }) => account === id).map(({ follows }) => follows)).toEqual(
        Array.from({ length: 21 }, (_, index) => index + 2),
      );
    await second.close();
    for (const { source } of databases) expect(source.isInitialized).toBe(false);
    await first.stop();
  });
});
