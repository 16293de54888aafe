import { randomUUID } from 'node:crypto';
import { Envelope } from '@orderly/kernel';
import { eventually } from '@orderly/platform/testing';
import { Injection, Injections, Undo, World } from './world';

const LONG_AGO = '2020-01-01T00:00:00Z';
const LATER = '2090-01-01T00:00:00Z';

interface Waiting {
  readonly state: 'parked' | 'retry' | 'running' | 'dead';
  readonly version?: number;
  readonly aggregate?: string;
  readonly next?: string;
  readonly reason?: string;
}

/** An event in the inbox that nobody can run. */
async function waits(world: World, { state, version = 2, aggregate = randomUUID(), next, reason }: Waiting): Promise<Undo> {
  await world.sql(
    `insert into chart.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, attempts, next_at, reason, event, first_at)
     values ('chart-on-orders', $1, 'Order', $2, $3, gen_random_uuid(), 'orders.order-placed', $4, 3, $5, $6, '{}', $7)`,
    [world.tenant, aggregate, version, state, next ?? null, reason ?? null, LONG_AGO],
  );
  return () => world.sql('delete from chart.inbox where aggregate_id = $1', [aggregate]);
}

const errand =
  (kind: string, given: Record<string, unknown> = {}): Injection =>
  (world) =>
    world.row('billing.errand', {
      ...{ kind, group: kind, token: randomUUID(), due_at: LATER, asked_at: LONG_AGO, attempts: 3, takes: 0 },
      ...{ correlation_id: 'x', causation_id: 'x', ...given },
    });

/** As it stands in the journal of `context`. */
async function eventOf(world: World, context: string, type: string): Promise<Envelope> {
  const [row] = await world.sql<{ event: string }>(
    `select event from ${context}.event_log where tenant = $1 and type = $2 limit 1`,
    [world.tenant, type],
  );
  return JSON.parse(row?.event as string) as Envelope;
}

/** Not before each of these contexts has it: one that comes later would stay. */
const forget = (world: World, contexts: readonly string[], rows: string) => () =>
  Promise.all(
    contexts.map((one) =>
      eventually(async () => expect(await world.sql(`delete from ${one}.${rows} returning 1`)).not.toEqual([])),
    ),
  );

const toTheChart =
  (body: (world: World) => Promise<Buffer>): Injection =>
  async (world) => {
    world.broker.sendToQueue(world.queue('chart-on-patients'), await body(world));
    return forget(world, ['chart'], 'quarantine');
  };

/** Under the address that an event of ours would have. */
export function publish(world: World, envelope: Envelope): void {
  const address = `${envelope.tenantid}.${envelope.type.replace(/^orderly\./, '')}.p00`;
  world.broker.publish(`${world.running.namespace}.events`, address, Buffer.from(JSON.stringify(envelope)));
}

/** Nobody knows this one yet: its first version. */
const asNew = (envelope: Envelope): Envelope => ({
  ...envelope,
  ...{ id: randomUUID(), sequence: '1', subject: `${envelope.subject.split('/')[0]}/${randomUUID()}` },
});

/** Events, messages and errands that have arrived and wait. */
export const inbox: Injections = {
  S14: (world) => waits(world, { state: 'retry', next: LATER, reason: 'TypeError' }),
  S15: (world) => waits(world, { state: 'parked', version: 3 }),
  S16: async (world) => {
    const aggregate = randomUUID();
    await waits(world, { state: 'dead', version: 1, aggregate });
    return waits(world, { state: 'parked', version: 2, aggregate });
  },
  S17: (world) => waits(world, { state: 'dead', version: 1, reason: 'TypeError' }),
  S18: (world) => waits(world, { state: 'dead', reason: 'crashed' }),
  S19: (world) => waits(world, { state: 'running', next: LATER }),
  S20: async (world) => {
    const placed = await eventOf(world, 'orders', 'orders.order-placed');
    publish(world, { ...asNew(placed), type: placed.type.replace(/v1$/, 'v9') });
    return forget(world, ['chart', 'billing', 'laboratory'], `inbox where reason = 'UnknownMajor'`);
  },
  S21: toTheChart(() => Promise.resolve(Buffer.from('this is no event'))),
  S22: async (world) => {
    // Sealed for another event.
    publish(world, asNew(await eventOf(world, 'patients', 'patients.patient-registered')));
    return forget(world, ['chart', 'billing', 'encounters'], 'quarantine');
  },
  S23: toTheChart(async (world) => Buffer.from(JSON.stringify(await eventOf(world, 'orders', 'orders.order-placed')))),
  S24: toTheChart(() => Promise.resolve(Buffer.alloc(1024 * 1024 + 1, '{'))),
  S25: async (world) => {
    const msh = 'MSH|^~\\&|NOBODY|NOWHERE|ORDERLY|HOSPITAL|20260302080000||ORU^R01^ORU_R01|1|P|2.5.1';
    await world.deliver(`${msh}\rOBR|1|1|1|1^1^LN\r`);
    return forget(world, ['laboratory'], 'quarantine');
  },
  S26: errand('nobody-does-this', { reason: 'TypeError' }),
  S27: errand('nobody-does-this', { due_at: 'infinity', attempts: 6, reason: 'crashed' }),
  S28: errand('nobody-does-this', { due_at: LONG_AGO, attempts: 1, leased_until: LATER }),
  S29: async (world) => {
    const undo = await Promise.all(
      Array.from({ length: 6 }, () => errand('collect-files', { tenant: randomUUID(), due_at: LONG_AGO, attempts: 0 })(world)),
    );
    return () => Promise.all(undo.map((one) => one()));
  },
};
