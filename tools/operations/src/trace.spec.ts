import { encounters } from '@orderly/contexts/encounters';
import { identity } from '@orderly/contexts/identity';
import { orders } from '@orderly/contexts/orders';
import { patients } from '@orderly/contexts/patients';
import { PlaceOrder, RegisterPatient, StartEncounter } from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { Journey } from '@orderly/platform/messaging';
import { migrate } from '@orderly/platform/persistence';
import { freshTenant, person, TEST_SECRET, TestHost, workerServers } from '@orderly/platform/testing';
import { atTheConsole } from './installation';
import { main } from './main';
import { CONTEXTS, journeyText, trace } from './trace';

const [placed, accepted] = [newId(), newId()];
const at = (second: number) => `2026-03-02T08:00:0${second}.000Z`;
const money = (amount: string) => ({ amount, currency: 'USD' as const });
const step = { version: 1, published: true, correlationId: newId(), subject: { type: 'Order', id: newId() } };
const effect = { subscription: 'chart-on-orders', context: 'chart', attempts: 1, caused: [] };

describe('the tree of a journey', () => {
  const journey: Journey = {
    ...{ id: newId(), kind: 'encounter', tenantId: newId(), state: 'waiting', startedAt: at(0), lastAt: at(1) },
    references: { orderIds: [], claimIds: [], invoiceIds: [] },
    steps: [
      {
        ...{ ...step, id: placed, type: 'orders.order-placed', context: 'orders', label: '\u001b[2JGlucose', occurredAt: at(0) },
        ...{ causationId: newId(), actor: { kind: 'person', role: 'physician' } },
        effects: [
          { ...effect, state: 'done' },
          { ...effect, context: 'laboratory', state: 'dead', attempts: 7, since: at(0) },
        ],
      },
      {
        ...{
          ...step,
          id: accepted,
          type: 'laboratory.order-accepted',
          context: 'laboratory',
          occurredAt: at(1),
          published: false,
        },
        ...{ causationId: placed, actor: { kind: 'system', role: 'accept-order' }, effects: [] },
      },
    ],
    expected: [{ type: 'orders.order-completed', context: 'orders' }],
    waiting: [{ context: 'laboratory', what: 'laboratory-on-orders', reason: 'TypeError', since: at(0), attempts: 7 }],
    money: {
      ...{ billed: money('100.00'), paid: money('80.00'), adjusted: money('5.00') },
      ...{ patientResponsibility: money('15.00'), patientPaid: money('0.00') },
    },
  };

  it('has each step below the one that caused it, then what waits, what is to come, and the money', () => {
    const lines = journeyText(journey, Date.parse(at(9))).split('\n');
    expect(lines.slice(3, 5)).toEqual([
      `${at(0)}  orders      order-placed "?[2JGlucose"  physician     done in chart; dead in laboratory after 7 attempts`,
      `${at(1)}  laboratory  └─ order-accepted           accept-order  in the outbox`,
    ]);
    expect(lines[7]).toMatch(/^laboratory +laboratory-on-orders +TypeError +2026-03-02T08:00:00.000Z +9 s +7$/);
    expect(lines.slice(-3)).toEqual([
      'still to come: orders.order-completed',
      '',
      'USD billed 100.00; paid 80.00 + adjusted 5.00 + patient 15.00 (of which paid 0.00)',
    ]);
  });
});

describe('`trace` on an installation', () => {
  let env: NodeJS.ProcessEnv;
  let host: TestHost;
  const out: string[] = [];
  const screen = { out: (text: string) => out.push(text), say: () => undefined };
  beforeAll(async () => {
    const { databaseUrl, amqpUrl, namespace } = await workerServers();
    await migrate(databaseUrl, TEST_SECRET, CONTEXTS);
    host = await TestHost.start([identity, patients, encounters, orders]);
    env = { DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl, ORDERLY_SECRET: TEST_SECRET, MESSAGING_NAMESPACE: namespace };
  });
  afterAll(() => host.stop());

  it('finds the journey of an order in whichever hospital, and leaves the name of who looked in that audit trail', async () => {
    const tenant = freshTenant();
    const ada = { name: { family: 'Testwood', given: ['Ada'] }, gender: 'female' as const, birthDate: '1984-05-17' };
    const { id: patientId } = await host.send(new RegisterPatient(ada, person(tenant)));
    await host.settled(tenant);
    const { id: encounterId } = await host.send(new StartEncounter({ patientId, class: 'AMB' }, person(tenant)));
    const code = { system: 'http://loinc.org', code: '2345-7', display: 'Glucose' };
    await host.settled(tenant);
    const { id } = await host.send(new PlaceOrder({ encounterId, code, tests: [code] }, person(tenant)));
    expect(await trace([id], env, screen)).toBe(0);
    expect(out.at(-1)).toContain(`encounter ${encounterId} of hospital ${tenant}`);
    expect(out.at(-1)).toMatch(/ orders +order-placed "Glucose" +person/);
    expect(await trace([id, '--json'], env, screen)).toBe(0);
    expect(JSON.parse(out.at(-1) as string)).toMatchObject({ id: encounterId, references: { orderIds: [id] } });
    const reads = await host.rows('select actor from orders.audit where tenant = $1 and patient_id = $2 and action = $3', [
      ...[tenant, patientId, 'R'],
    ]);
    expect(reads).toEqual([{ actor: atTheConsole().user }, { actor: atTheConsole().user }]);
  });

  it('ends with a status that says whose fault it was', async () => {
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await main(['trace', newId()], env)).toBe(1);
    expect(await main(['trace', 'Ada'], env)).toBe(64);
    expect(await main(['trace'], env)).toBe(64);
    expect(said.mock.calls.flat().join('\n')).toContain('orderly.not-found: There is nothing here under this id.');
    said.mockRestore();
  });
});
