import { moneyOf } from '@orderly/kernel';
import { Hospital } from './hospital';
import { Sandbox } from './sandbox';
import { anOrder, GLUCOSE } from './stay';

const VISIT = { system: 'http://snomed.info/sct', code: '185349003', display: 'Encounter for check up' };
export const ANALYSER = 'BENCH';

/** The hospital bills under a number of its own, knows a payer and lets an analyser deliver. */
export async function aHospitalThatBills(hospital: Hospital) {
  const address = { line: '1 Test Street', city: 'Boston', state: 'MA', postalCode: '021010001' };
  const provider = { name: 'Test Hospital', npi: '1234567893', taxId: '123456789', telephone: '6175550100', address };
  await hospital.as('biller').post('/v1/billing-providers', { body: provider });
  const type = { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NIIP' };
  const payer = { name: 'Samplecare', identifier: [{ system: 'urn:test:payer', value: 'P0001', type }] };
  const { data } = await hospital.as('biller').post('/v1/organizations', { body: payer });
  const analyser = { name: 'Bench', sendingApplication: ANALYSER, sendingFacility: hospital.slug };
  await hospital.as('administrator').post('/v1/analysers', { body: analyser });
  return { payorId: data.id };
}

/** Charges, coding and the end of the encounter, for an insured patient. */
export async function aFinishedVisit(
  hospital: Hospital,
  of: { encounterId: string; orderIds?: string[]; payorId: string },
  cents: number,
) {
  const { encounterId: accountId, orderIds = [], payorId } = of;
  const biller = hospital.as('biller');
  const charges = [{ serviceReference: `visit ${accountId}`, code: VISIT, priceOverride: moneyOf(cents) }];
  await biller.post('/v1/accounts/{accountId}/capture-charges', { path: { accountId }, body: { charges } });
  const coded = { orderIds, chargeCount: 1, coverage: { payorId, subscriberId: 'M-100' } };
  await biller.post('/v1/accounts/{accountId}/complete-coding', { path: { accountId }, body: coded });
  await hospital.as('physician').post('/v1/encounters/{encounterId}/finish', { path: { encounterId: accountId }, body: {} });
}

/** An order whose result the analyser sends and the pathologist verifies. */
export async function anOrderMeasuredByTheAnalyser(hospital: Hospital, outside: Sandbox, given: { traceparent?: string } = {}) {
  const ordered = await anOrder(hospital, given);
  const { taskId } = ordered;
  const technician = hospital.as('lab-technician');
  await technician.post('/v1/lab-tasks/{taskId}/collect-specimen', { path: { taskId }, body: {} });
  const received = await technician.post('/v1/lab-tasks/{taskId}/receive-specimen', { path: { taskId }, body: {} });
  const accessionNumber = received.data.specimens[0]?.accessionNumber;
  const value = { valueQuantity: { value: '5.60', unit: 'mmol/L' } };
  const report = { accessionNumber, code: GLUCOSE, results: [{ code: GLUCOSE, status: 'final', value }] };
  const answered = await outside.measures({
    ...{ sendingApplication: ANALYSER, sendingFacility: hospital.slug, placerOrderNumber: taskId, accessionNumber, report },
  });
  await hospital.as('pathologist').post('/v1/lab-tasks/{taskId}/verify-results', { path: { taskId }, body: {} });
  return { ...ordered, answered };
}
