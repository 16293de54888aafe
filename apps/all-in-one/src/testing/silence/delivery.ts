import { randomUUID } from 'node:crypto';
import { Envelope } from '@orderly/kernel';
import { Broker, Relay } from '@orderly/platform/messaging';
import { eventually } from '@orderly/platform/testing';
import { anOrder, GLUCOSE } from '../stay';
import { publish } from './inbox';
import { office } from './office';
import { Injection, Injections, Undo, World } from './world';

/** As if what waits in the outbox waited since ten minutes. */
const age = (world: World, context: string) =>
  eventually(async () => {
    const aged = await world.sql(`update ${context}.outbox set written_at = now() - interval '10 minutes' returning 1`);
    expect(aged.length).toBeGreaterThan(0);
  });

/** As if the latest event of a context had happened ten minutes ago. */
const ageLatest = (world: World, context: string) =>
  world.sql(
    `update ${context}.event_log set occurred_at = occurred_at - interval '10 minutes'
     where position = (select max(position) from ${context}.event_log)`,
  );

const both =
  (...undo: Undo[]) =>
  async () => {
    for (const one of undo) await one();
  };

const someUser = (world: World) =>
  world.call('POST', '/v1/users', {
    as: 'administrator',
    body: {
      username: `u-${randomUUID().slice(0, 8)}`,
      displayName: 'Somebody',
      password: 'somebody of the tests',
      roles: ['nurse'],
    },
  });
const someOrganization = (world: World) =>
  world.call('POST', '/v1/organizations', { as: 'biller', body: { name: 'Some payer' } });

const unbind = (world: World, subscription: string, source: string) =>
  world.broker.unbindQueue(world.queue(subscription), `${world.running.namespace}.events`, `*.${source}.#`);

/** Its role is shut out, as by a server that takes no more connections. */
async function shutOut(world: World, context: string): Promise<Undo> {
  const [{ role = '' } = {}] = await world.sql<{ role: string }>(`select current_database() || '_' || $1 as role`, [context]);
  await world.sql(`alter role "${role}" connection limit 0`);
  await world.sql('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [role]);
  return async () => {
    await world.sql(`alter role "${role}" connection limit -1`);
    await eventually(async () => expect(await world.places.shows(`/health/ready: ${context} = up`)).toBe(true));
  };
}

/** Orders that all wait for the same lock; undone, they are placed. */
const stuckOrders =
  (count: number, key?: string): Injection =>
  async (world) => {
    const { encounterId } = await anOrder(world.hospital);
    const release = await world.holding('lock table orders."order" in exclusive mode');
    const body = { encounterId, code: GLUCOSE, tests: [GLUCOSE] };
    const sent = Array.from({ length: count }, () => world.call('POST', '/v1/orders', { as: 'physician', body, key }));
    return both(release, () => Promise.all(sent));
  };

/** Between the outbox, the broker, the consumers and the database. In this order: what comes late is harder to undo. */
export const delivery: Injections = {
  S01: async (world) => {
    world.path?.cut();
    await eventually(async () => expect(await world.places.shows('/health/ready: broker = away')).toBe(true));
    await someUser(world);
    await age(world, 'identity');
    return async () => world.path?.mend();
  },
  S02: async (world) => {
    const broker = world.running.app.get(Broker);
    broker.blocked = true;
    await someUser(world);
    await age(world, 'identity');
    return async () => (broker.blocked = false);
  },
  S03: async (world) => {
    const restart = await world.stopSubscription('chart-on-identity');
    await unbind(world, 'chart-on-identity', 'identity');
    await someUser(world);
    await age(world, 'identity');
    return restart;
  },
  S05: async (world) => {
    const { relay, db } = world.context('directory');
    await relay.stop();
    await someOrganization(world);
    await age(world, 'directory');
    return async () => {
      const again = new Relay(db, world.running.app.get(Broker));
      world.stopAtTheEnd(again);
      again.start();
    };
  },
  S06: async (world) => {
    const release = await world.holding('select 1 from identity.outbox_lane for update');
    await someUser(world);
    await age(world, 'identity');
    return release;
  },
  S07: (world) => world.stopSubscription('encounters-on-directory'),
  S08: async (world) => {
    const restart = await world.stopSubscription('encounters-on-directory');
    await world.broker.deleteQueue(world.queue('encounters-on-directory'));
    return restart;
  },
  S09: async (world) => {
    const restart = await world.stopSubscription('billing-on-directory');
    await unbind(world, 'billing-on-directory', 'directory');
    await someOrganization(world);
    await ageLatest(world, 'directory');
    const [latest] = await world.sql<{ event: string }>('select event from directory.event_log order by position desc limit 1');
    // The sweep would bring it within two minutes.
    return both(restart, async () => publish(world, JSON.parse(latest?.event as string) as Envelope));
  },
  S10: async (world) => {
    const release = await world.holding('lock table chart.chart_order in exclusive mode');
    await anOrder(world.hospital);
    await ageLatest(world, 'orders');
    return release;
  },
  S11: async (world) => {
    const release = await world.holding('select 1 from orders.outbox_lane for update');
    const { orderId } = await anOrder(world.hospital);
    await world.sql('delete from orders.outbox');
    await world.hospital.as('physician').post('/v1/orders/{orderId}/revoke', { path: { orderId }, body: { reason: 'a test' } });
    await release();
    return () => Promise.resolve();
  },
  S12: (world) => world.holding('lock table chart.inbox in exclusive mode'),
  S13: async (world) => {
    const release = await world.holding('select pg_current_xact_id()');
    await someUser(world);
    await ageLatest(world, 'identity');
    return release;
  },
  S30: async (world) => {
    const claimed = await (office['S31'] as Injection)(world);
    const errand = await world.row('billing.errand', {
      ...{ kind: 'submit-claim', group: 'x', token: randomUUID(), due_at: '2020-01-01', asked_at: '2020-01-01' },
      ...{ correlation_id: 'x', causation_id: 'x' },
    });
    return both(errand, claimed);
  },
  S57: async (world) => {
    const undo = await shutOut(world, 'laboratory');
    await world.deliver('MSH|^~\\&|NOBODY|NOWHERE|ORDERLY|HOSPITAL|20260302080000||ORU^R01^ORU_R01|1|P|2.5.1\r');
    return undo;
  },
  S62: async (world) => {
    const body = { encounterId: randomUUID(), code: GLUCOSE, tests: [GLUCOSE] };
    const { body: problem } = await world.call('POST', '/v1/orders', { as: 'physician', body });
    expect(problem).toMatchObject({ type: '/problems/orderly.not-known-yet' });
    return () => Promise.resolve();
  },
  S63: stuckOrders(2, randomUUID()),
  S64: stuckOrders(12),
  S65: async (world) => {
    const body = { tenant: world.hospital.slug, username: 'nurse', password: 'forgotten' };
    await world.call('POST', '/v1/login', { body });
    return () => Promise.resolve();
  },
  S68: (world) => shutOut(world, 'billing'),
  S70: (world) => world.holding('lock table chart.inbox in access exclusive mode'),
};
