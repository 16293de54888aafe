import { Hospital } from './hospital';

const loinc = (code: string, display: string) => ({ system: 'http://loinc.org', code, display });

export const GLUCOSE = loinc('2345-7', 'Glucose');

export const ADA = { name: { family: 'Testwood', given: ['Ada'] }, gender: 'female' as const, birthDate: '1984-05-17' };

/** A registered patient in an encounter, with an order for glucose. */
export async function anOrder(hospital: Hospital, given: { patient?: typeof ADA; traceparent?: string } = {}) {
  const { traceparent, patient = ADA } = given;
  const registered = await hospital.as('registrar').post('/v1/patients', { body: patient, traceparent });
  const encounter = await hospital
    .as('registrar')
    .post('/v1/encounters', { body: { patientId: registered.data.id, class: 'AMB' }, traceparent });
  const body = { encounterId: encounter.data.id, code: GLUCOSE, tests: [GLUCOSE] };
  const order = await hospital.as('physician').post('/v1/orders', { body, traceparent });
  return {
    patientId: registered.data.id,
    encounterId: encounter.data.id,
    taskId: order.data.id,
    orderId: order.data.id,
    traceparent,
  };
}

type Ordered = Awaited<ReturnType<typeof anOrder>>;

/** The specimen is in the laboratory. */
export async function aReceivedSpecimen(hospital: Hospital, { taskId, traceparent }: Ordered) {
  const technician = hospital.as('lab-technician');
  await technician.post('/v1/lab-tasks/{taskId}/collect-specimen', { path: { taskId }, body: {}, traceparent });
  return technician.post('/v1/lab-tasks/{taskId}/receive-specimen', { path: { taskId }, body: {}, traceparent });
}

/** A result that a pathologist has confirmed. */
export async function aVerifiedResult(hospital: Hospital, ordered: Ordered, value = '4.50') {
  const { taskId, traceparent } = ordered;
  await aReceivedSpecimen(hospital, ordered);
  const results = [{ code: GLUCOSE, value: { valueQuantity: { value, unit: 'mmol/L' } } }];
  await hospital
    .as('lab-technician')
    .post('/v1/lab-tasks/{taskId}/enter-results', { path: { taskId }, body: { results }, traceparent });
  return hospital.as('pathologist').post('/v1/lab-tasks/{taskId}/verify-results', { path: { taskId }, body: {}, traceparent });
}
