import { Envelope } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { AccountViewed, Bank, eventually, freshTenant, person } from '@orderly/platform/testing';
import { Broker } from './broker';
import { Relay } from './relay';

describe('the relay', () => {
  let bank: Bank;
  beforeAll(async () => (bank = await Bank.start({ sweepEveryMs: 3_600_000 })));
  afterAll(() => bank.stop());

  const waiting = async (tenant: string) =>
    (
      await bank.host.rows<{ version: number }>(
        'select version from ledger.outbox join ledger.event_log using (event_id) where outbox.tenant = $1 order by seq',
        [tenant],
      )
    ).map(({ version }) => version);

  /** A queue beside the mirror's, with everything that the ledger publishes about this tenant. */
  async function listen(tenant: string, words = '#') {
    const { queue } = await bank.channel.assertQueue('', { exclusive: true });
    await bank.channel.bindQueue(queue, `${bank.host.namespace}.events`, `${tenant}.ledger.${words}`);
    const heard: Envelope[] = [];
    await bank.channel.consume(queue, (message) => heard.push(JSON.parse(String(message?.content)) as Envelope), { noAck: true });
    return heard;
  }

  const inOrder = (heard: readonly Envelope[]) => {
    const last = new Map<string, number>();
    return heard.every(({ subject, sequence }) => {
      const before = last.get(subject) ?? 0;
      last.set(subject, Math.max(before, Number(sequence)));
      return Number(sequence) <= before + 1;
    });
  };

  it('publishes what commands have committed and then forgets it', async () => {
    const tenant = freshTenant();
    const heard = await listen(tenant);
    await bank.account(tenant, 1, 2);
    await bank.host.settled(tenant);
    await eventually(() =>
      expect(heard.map(({ sequence, type }) => `${sequence} ${type}`)).toEqual([
        '1 orderly.ledger.account-opened.v1',
        '2 orderly.ledger.amount-posted.v1',
        '3 orderly.ledger.amount-posted.v1',
      ]),
    );
    expect(await waiting(tenant)).toEqual([]);
  });

  it('shows nothing about a patient to the broker', async () => {
    const tenant = freshTenant();
    const heard = await listen(tenant);
    await bank.account(tenant);
    await bank.host.settled(tenant);
    await eventually(() => expect(heard).toMatchObject([{ data: { sealed: expect.stringMatching(/^ey/) as string } }]));
    expect(JSON.stringify(heard)).not.toContain('Testwood');
  });

  it('never turns round the versions of an aggregate, with three at work and writers in parallel', async () => {
    const tenant = freshTenant();
    const heard = await listen(tenant);
    const others = [1, 2].map(() => new Relay(bank.ledger, bank.host.get(Broker)));
    for (const relay of others) relay.start();
    try {
      const ids = await Promise.all(Array.from({ length: 12 }, () => bank.account(tenant)));
      const write = async (id: string) => {
        for (let n = 0; n < 15; n++) await bank.post(person(tenant), id, 1);
      };
      await Promise.all(ids.map(write));
      await eventually(async () => expect(await waiting(tenant)).toEqual([]));
      await eventually(() => expect(new Set(heard.map(({ id }) => id)).size).toBe(12 * 16));
    } finally {
      await Promise.all(others.map((relay) => relay.stop()));
    }
    expect(inOrder(heard)).toBe(true);
    expect(heard).toHaveLength(12 * 16);
  });

  it('keeps back what the broker refuses, and the later events of that aggregate with it', async () => {
    const tenant = freshTenant();
    const full = `${bank.host.namespace}.full`;
    await bank.channel.assertQueue(full, { arguments: { 'x-max-length': 1, 'x-overflow': 'reject-publish' } });
    await bank.channel.bindQueue(full, `${bank.host.namespace}.events`, `${tenant}.ledger.amount-posted.#`);
    try {
      const id = await bank.account(tenant, 1, 2, 3);
      await bank.change(person(tenant), id, () => [new AccountViewed({ accountId: id })]);
      const other = freshTenant();
      await bank.account(other, 1);
      await bank.host.settled(other);
      await eventually(async () => expect((await waiting(tenant))[0]).toBeGreaterThan(2));
      expect((await waiting(tenant)).at(-1)).toBe(5);
    } finally {
      await bank.channel.deleteQueue(full);
    }
    await bank.host.settled(tenant);
    expect(await waiting(tenant)).toEqual([]);
    expect(await bank.followed(tenant)).toMatchObject([{ total: 1 }, { total: 3 }, { total: 6 }]);
  });

  it('keeps what no queue takes until a binding appears, and the subscription binds itself again', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.host.settled(tenant);
    const [queue, exchange] = [`${bank.host.namespace}.mirror-on-ledger.v1`, `${bank.host.namespace}.events`];
    // It looks after its binding every two seconds; not before this has been seen.
    const binding = bank.running('mirror').subscriptions[0] as unknown as { boundAt: number };
    binding.boundAt = Infinity;
    await bank.channel.unbindQueue(queue, exchange, '*.ledger.#');
    await bank.post(person(tenant), id, 9);
    expect(await waiting(tenant)).toEqual([2]);
    binding.boundAt = -Infinity;
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ total: 9 }]);
  });

  it('declares the exchange again when somebody has deleted it', async () => {
    const tenant = freshTenant();
    const id = await bank.account(tenant);
    await bank.host.settled(tenant);
    await bank.channel.deleteExchange(`${bank.host.namespace}.events`);
    await bank.post(person(tenant), id, 9);
    await bank.host.settled(tenant);
    expect(await bank.followed(tenant)).toMatchObject([{ total: 9 }]);
  });

  it('survives the end of its database connection while it publishes', async () => {
    const tenant = freshTenant();
    const heard = await listen(tenant);
    const writing = bank.account(tenant, ...Array.from({ length: 30 }, () => 1)).catch(() => undefined);
    await eventually(() => expect(heard.length).toBeGreaterThan(3));
    await bank.host.rows(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and application_name = 'orderly ledger' and query like '%outbox%'`,
    );
    await writing;
    await eventually(async () => expect(await waiting(tenant)).toEqual([]));
    expect(inOrder(heard)).toBe(true);
    await bank.host.settled(tenant);
  });

  it('stops within seconds although the broker does not answer', async () => {
    const broker = { connected: true, blocked: false, publisher: () => Promise.resolve(deaf) } as unknown as Broker;
    const deaf = { on: () => undefined, close: () => new Promise(() => undefined) };
    const empty = {
      committed: bank.ledger.committed,
      shop: bank.ledger.shop,
      work: () => Promise.resolve(0),
    } as unknown as Database;
    const relay = new Relay(empty, broker);
    relay.start();
    await expect(relay.stop()).resolves.toBeUndefined();
  });
});
