import { Client } from 'pg';
import { newId } from '@orderly/kernel';
import { Session } from '@orderly/platform/persistence';
import { eventually } from '@orderly/platform/testing';
import { orderly } from '@orderly/sdk';
import { Hospital, OPERATOR_PASSWORD, RunningOrderly } from './testing/hospital';
import { anOrder, aVerifiedResult } from './testing/stay';
import { aFinishedVisit, aHospitalThatBills } from './testing/visit';

const journeyOf = async (hospital: Hospital, journeyId: string) =>
  (await hospital.as('physician').get('/v1/journeys/{journeyId}', { path: { journeyId } })).data;
type Journey = Awaited<ReturnType<typeof journeyOf>>;

/** What the list says of it. */
const summaryOf = ({ id, state, startedAt, lastAt, steps, waiting, references }: Journey) => ({
  ...{ id, state, startedAt, lastAt, steps: steps.length, waiting: waiting.length, orders: references.orderIds.length },
});
const effectsOf = ({ steps }: Journey, type: string) => steps.find((step) => step.type === type)?.effects ?? [];

describe('a journey that is held up', () => {
  let running: RunningOrderly;
  let hospital: Hospital;
  beforeAll(async () => (running = await RunningOrderly.start()));
  afterAll(() => running.stop());
  beforeEach(async () => (hospital = await running.hospital()));
  afterEach(() => hospital.leave());

  /** Nobody writes to the table until the work is done. */
  async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
    const client = new Client({ connectionString: running.databaseUrl });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`lock table ${table} in exclusive mode`);
      await work();
    } finally {
      await client.end();
    }
  }

  it('shows an order that has not left the outbox, and since when', async () => {
    let orderId = '';
    await whileLocked('orders.outbox_lane', async () => {
      ({ orderId } = await anOrder(hospital));
      await eventually(async () => {
        const journey = await journeyOf(hospital, orderId);
        const placed = journey.steps.find(({ type }) => type === 'orders.order-placed');
        expect(placed).toMatchObject({ published: false, label: 'Glucose', actor: { kind: 'person', role: 'physician' } });
        expect(journey.waiting).toEqual([{ context: 'orders', what: 'outbox', since: placed?.occurredAt, attempts: 0 }]);
        expect(journey.expected.map(({ type }) => type)).toContain('laboratory.order-accepted');
      });
    });
    await eventually(async () => expect((await journeyOf(hospital, orderId)).waiting).toMatchObject([{ what: 'task-accepted' }]));
  });

  it('shows an order that a consumer does not take, turns from moving to waiting, and goes on by itself', async () => {
    let orderId = '';
    await whileLocked('laboratory.consumer_position', async () => {
      ({ orderId } = await anOrder(hospital));
      const [first, later] = await eventually(async () => {
        const journey = await journeyOf(hospital, orderId);
        expect(journey.steps.map(({ published }) => published)).toEqual([true, true]);
        return [
          journey,
          await eventually(async () => {
            const held = await journeyOf(hospital, orderId);
            expect(held.state).toBe('waiting');
            return held;
          }),
        ] as const;
      });
      expect(first.state).toBe('moving');
      const { occurredAt: since } = first.steps.at(-1) as Journey['steps'][0];
      expect(later.waiting).toEqual([{ context: 'laboratory', what: 'laboratory-on-orders', since, attempts: 0 }]);
      const effects = effectsOf(later, 'orders.order-placed').filter(({ context }) => context === 'laboratory');
      expect(effects).toMatchObject([{ subscription: 'laboratory-on-orders', state: 'waiting', since, caused: [] }]);
    });
    await eventually(async () => {
      const journey = await journeyOf(hospital, orderId);
      const accepted = journey.steps.find(({ type }) => type === 'laboratory.order-accepted');
      expect(effectsOf(journey, 'orders.order-placed').find(({ context }) => context === 'laboratory')).toMatchObject({
        ...{ state: 'done', caused: [accepted?.id] },
      });
      expect(accepted).toMatchObject({ actor: { kind: 'system', role: 'accept-order-on-order-placed' } });
    });
  });

  it('shows an effect that fails, dies, and is given up, and later ones that are held behind it', async () => {
    await running.rows(`
      create or replace function laboratory.refuse() returns trigger language plpgsql as $$ begin
        if new.tenant = '${hospital.tenant}' then raise exception 'refused'; end if; return new; end $$;
      create or replace trigger refuse before insert on laboratory.lab_task for each row execute function laboratory.refuse()`);
    const { orderId, encounterId } = await anOrder(hospital);
    const path = { orderId };
    await hospital.as('physician').post('/v1/orders/{orderId}/revoke', { path, body: { reason: 'not needed' } });
    const ofLaboratory = (journey: Journey, type: string) =>
      effectsOf(journey, type).find(({ context }) => context === 'laboratory');
    await eventually(async () => {
      const journey = await journeyOf(hospital, encounterId);
      expect(journey.state).toBe('waiting');
      expect(ofLaboratory(journey, 'orders.order-placed')).toMatchObject({ state: 'waiting', reason: 'DatabaseError P0001' });
      expect(ofLaboratory(journey, 'orders.order-revoked')).toMatchObject({ state: 'held' });
    });
    // As it will be after seven attempts in nine hours.
    const die = `update laboratory.inbox set state = 'dead', attempts = 7 where tenant = $1 and state = 'retry' returning 1`;
    await eventually(async () => expect(await running.rows(die, [hospital.tenant])).toHaveLength(1));
    const dead = await journeyOf(hospital, orderId);
    expect(ofLaboratory(dead, 'orders.order-placed')).toMatchObject({ state: 'dead', attempts: 7 });
    expect(dead.waiting.filter(({ context }) => context === 'laboratory')).toMatchObject([
      { context: 'laboratory', what: 'laboratory-on-orders', reason: 'DatabaseError P0001', attempts: 7 },
    ]);
    expect(JSON.stringify(dead)).not.toContain('not needed');
    await running.rows('drop trigger refuse on laboratory.lab_task');
    const operator = orderly({ baseUrl: running.url, tenant: 'operations', username: 'operator', password: OPERATOR_PASSWORD });
    await operator.post('/v1/dead-letters/discard', { body: { tenantId: hospital.tenant, because: 'a test' } });
    const givenUp = (await operator.get('/v1/operations/journeys/{journeyId}', { path: { journeyId: orderId } })).data;
    expect(ofLaboratory(givenUp, 'orders.order-placed')).toMatchObject({ state: 'done', reason: 'discarded' });
    operator.close();
  });

  it('is none of another hospital, and nobody sees it without the permission', async () => {
    const { orderId, encounterId, patientId } = await anOrder(hospital);
    const stranger = await running.hospital();
    for (const id of [orderId, encounterId, patientId, newId()])
      await expect(journeyOf(stranger, id)).rejects.toMatchObject({ status: 404, code: 'orderly.not-found' });
    expect((await stranger.as('biller').get('/v1/journeys', { query: {} })).data.items).toEqual([]);
    await expect(hospital.as('administrator').get('/v1/journeys', { query: {} })).rejects.toMatchObject({ status: 403 });
    stranger.leave();
  });

  it('is that of a request alone where no encounter is concerned', async () => {
    const { patientId } = await anOrder(hospital);
    const [registered] = await running.rows<{ correlation: string }>(
      `select event::json ->> 'correlationid' as correlation from patients.event_log where tenant = $1 and aggregate_id = $2`,
      [hospital.tenant, patientId],
    );
    const journey = await journeyOf(hospital, registered?.correlation as string);
    expect(journey).toMatchObject({ kind: 'request', id: registered?.correlation, references: { orderIds: [] }, expected: [] });
    expect(journey.steps.map(({ type, actor }) => [type, actor.role])).toEqual([['patients.patient-registered', 'registrar']]);
    await expect(journeyOf(hospital, patientId)).rejects.toMatchObject({ status: 404 });
  });

  it('stands in a list that costs the same for one row and for many, page by page', async () => {
    const { payorId } = await aHospitalThatBills(hospital);
    const visits: string[] = [];
    for (let n = 0; n < 5; n++) {
      const ordered = await anOrder(hospital);
      await aVerifiedResult(hospital, ordered);
      await aFinishedVisit(hospital, { ...ordered, orderIds: [ordered.orderId], payorId }, 10_000);
      visits.unshift(ordered.encounterId);
    }
    const list = async (query: object) => (await hospital.as('biller').get('/v1/journeys', { query })).data;
    await eventually(async () => {
      const { items } = await list({});
      expect(items.map(({ id, orders, state, money }) => [id, orders, state, money?.billed.amount])).toEqual(
        visits.map((id) => [id, 1, 'waiting', '100.00']),
      );
    });
    const [newest] = (await list({ limit: 1 })).items;
    expect(newest).toMatchObject(summaryOf(await journeyOf(hospital, visits[0] as string)));
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await list({ limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    }
    expect(seen).toEqual(visits);
    const filtered = await list({ limit: 2, state: 'waiting' });
    expect(filtered.items.map(({ id }) => id)).toEqual(visits.slice(0, 2));
    const rest = await list({ limit: 10, state: 'waiting', cursor: filtered.next });
    expect(rest.items.map(({ id }) => id)).toEqual(visits.slice(2));
    expect((await list({ state: 'settled' })).items).toEqual([]);
    const cost = async (limit: number) => {
      const run = jest.spyOn(Session.prototype as unknown as { run: (statement: { name?: string }) => unknown }, 'run');
      await list({ limit });
      const { calls, contexts } = run.mock;
      run.mockRestore();
      // Beside the list, relays and subscriptions are at work in this process.
      const mine = new Set(contexts.filter((_, index) => calls[index]?.[0].name?.startsWith('journey')));
      return contexts.filter((session) => mine.has(session)).length;
    };
    const costs = [await cost(1), await cost(5)];
    expect(costs[0]).toBeGreaterThan(20);
    expect(costs[1]).toBe(costs[0]);
  });
});
