import {
  CollectSpecimen,
  CorrectResult,
  EnterResults,
  FinishEncounter,
  GetOrder,
  ListChartOrders,
  ListChartResults,
  ListResultHistory,
  ListTimeline,
  PlaceOrder,
  ReceiveSpecimen,
  RegisterPatient,
  StartEncounter,
  VerifyResults,
} from '@orderly/contracts';
import { freshTenant, person, TestHost } from '@orderly/platform/testing';
import { contexts } from './contexts';

const loinc = (code: string, display: string) => ({ system: 'http://loinc.org', code, display });
const glucose = loinc('2345-7', 'Glucose');

describe('the journey from a placed order to a verified result', () => {
  let host: TestHost;
  beforeAll(async () => (host = await TestHost.start(contexts)));
  afterAll(() => host.stop());

  it('reaches the chart, and a correction replaces the result but not its history', async () => {
    const tenant = freshTenant();
    const as = (user: string) => person(tenant, { user });
    const patient = await host.send(
      new RegisterPatient(
        { name: { family: 'Testwood', given: ['Ada'] }, gender: 'female', birthDate: '1984-05-17' },
        as('registrar'),
      ),
    );
    const encounter = await host.send(new StartEncounter({ patientId: patient.id, class: 'AMB' }, as('physician')));
    const order = await host.send(
      new PlaceOrder({ encounterId: encounter.id, code: glucose, tests: [glucose] }, as('physician')),
    );
    const taskId = order.id;
    await host.send(new CollectSpecimen({ taskId }, as('technician')));
    await host.send(new ReceiveSpecimen({ taskId, accessionNumber: 'ACC-1' }, as('technician')));
    const results = [{ code: glucose, value: { valueQuantity: { value: '4.50', unit: 'mmol/L' } } }];
    const entered = await host.send(new EnterResults({ taskId, results }, as('technician')));
    expect(entered.results[0]?.status).toBe('preliminary');
    await expect(host.send(new VerifyResults({ taskId }, as('technician')))).rejects.toMatchObject({
      code: 'laboratory.self-verification',
    });
    const verified = await host.send(new VerifyResults({ taskId }, as('pathologist')));
    expect(verified.status).toBe('completed');
    await host.send(new FinishEncounter({ encounterId: encounter.id }, as('physician')));
    await host.settled(tenant);

    expect((await host.send(new GetOrder({ orderId: order.id }, as('physician')))).status).toBe('completed');
    const chart = { patientId: patient.id };
    expect((await host.send(new ListChartOrders(chart, as('physician')))).items).toMatchObject([
      { status: 'completed', businessStatus: 'final-results' },
    ]);
    expect((await host.send(new ListChartResults(chart, as('physician')))).items).toMatchObject([
      { status: 'final', value: { valueQuantity: { value: '4.50' } } },
    ]);
    expect((await host.send(new ListTimeline(chart, as('physician')))).items.map(({ kind }) => kind).sort()).toEqual([
      'encounters.encounter-finished',
      'encounters.encounter-started',
      'laboratory.result-verified',
      'laboratory.specimen-collected',
      'laboratory.specimen-received',
      'orders.order-completed',
      'orders.order-placed',
      'patients.patient-registered',
    ]);

    const resultId = verified.results[0]?.id as string;
    const value = { valueQuantity: { value: '5.40', unit: 'mmol/L' } };
    await host.send(new CorrectResult({ taskId, resultId, value, reason: 'digits swapped' }, as('pathologist')));
    await host.settled(tenant);
    expect((await host.send(new ListChartResults(chart, as('physician')))).items).toMatchObject([
      { status: 'corrected', value: { valueQuantity: { value: '5.40' } } },
    ]);
    expect((await host.send(new ListResultHistory({ ...chart, resultId }, as('physician')))).items).toMatchObject([
      { status: 'corrected', value: { valueQuantity: { value: '5.40' } }, reason: 'digits swapped' },
      { status: 'final', value: { valueQuantity: { value: '4.50' } } },
      { status: 'preliminary' },
    ]);
  });
});
