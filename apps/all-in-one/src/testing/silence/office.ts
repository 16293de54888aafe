import { randomUUID } from 'node:crypto';
import { Injection, Injections } from './world';

const LONG_AGO = '2020-01-01T00:00:00Z';
const now = () => new Date().toISOString();
const control = () => randomUUID().replaceAll('-', '').slice(0, 20).toUpperCase();

/** `state` as nothing but a claim's own transitions would make it; the balance rule of the table holds. */
const claim =
  (state: string, given: Record<string, unknown> = {}): Injection =>
  (world) =>
    world.row('billing.claim', {
      ...{ version: 1, state, claim_control_number: control(), frequency: '1', account_id: randomUUID() },
      ...{ patient_id: randomUUID(), payor_id: randomUUID(), created: now(), total: 100, paid: 0, adjusted: 0, patient_share: 0 },
      ...{ underpaid: false, transmissions: 1, document: {}, postings: [], awaited_by: [], cause: {} },
      ...given,
    });

const account =
  (waitingFor: string, given: Record<string, unknown> = {}): Injection =>
  (world) =>
    world.row('billing.account', {
      ...{
        version: 1,
        billing_status: 'carecomplete-notbilled',
        waiting_for: waitingFor,
        patient_id: randomUUID(),
        class: 'AMB',
      },
      ...{ start: now(), captured: 0, billed: 0, claim_ids: [], invoice_ids: [] },
      ...given,
    });

const remittance =
  (outcome: string): Injection =>
  (world) =>
    world.row('billing.remittance', {
      ...{ version: 1, outcome, payer: 'P0001', trace_number: control(), cents: 100, payment_date: '2026-01-05' },
      ...{ received_at: now(), parts: [], provider_adjustments: [], unmatched: 1, held: false },
    });

const invoice =
  (status: string, given: Record<string, unknown> = {}): Injection =>
  (world) =>
    world.row('billing.invoice', {
      ...{ version: 1, status, reason: 'self-pay', account_id: randomUUID(), patient_id: randomUUID(), total_net: 1000 },
      ...{ paid: 0, credit: 0, issued: now(), payments: [], ...given },
    });

const loinc = { system: 'http://loinc.org', code: '2345-7' };
const task =
  (status: string, unverified = 0): Injection =>
  (world) =>
    world.row('laboratory.lab_task', {
      ...{ version: 1, status, patient_id: randomUUID(), code: loinc, tests: [loinc], priority: 'routine' },
      ...{ accepted_at: LONG_AGO, specimens: [], results: [], unverified },
    });

const labMessage =
  (status: string, given: Record<string, unknown> = {}): Injection =>
  async (world) => {
    const [analyser] = await world.sql<{ id: string }>('select id from laboratory.analyser where tenant = $1', [world.tenant]);
    return world.row('laboratory.lab_message', {
      ...{ version: 1, analyser_id: analyser?.id, device: 'device:Bench', control_id: control(), fingerprint: control() },
      ...{ received_at: now(), status, faults: [], acknowledgment: { code: 'AA', faults: [] }, task_ids: '{}', sealed: 'x' },
      ...given,
    });
  };

/** What waits for people of the hospital. */
export const office: Injections = {
  S31: claim('drafted', { created: LONG_AGO, state_reason: 'no-payer-number' }),
  S32: claim('transmission-rejected', { state_reason: '999:R' }),
  S33: claim('rejected', { state_reason: 'A3:21' }),
  S34: claim('submitted', { created: LONG_AGO }),
  S35: claim('acknowledged', { created: LONG_AGO }),
  S36: claim('denied', { adjusted: 100 }),
  S37: claim('adjudicated', { underpaid: true, paid: 60, adjusted: 40 }),
  S38: invoice('balanced', { paid: 1000, credit: 500 }),
  S39: remittance('partial'),
  S40: remittance('error'),
  S41: async (world) => {
    const body = { name: `garbage ${control()}`, text: 'this is no interchange' };
    await world.call('POST', '/v1/interchanges', { as: 'biller', body });
    return () => world.sql('delete from billing.interchange where name = $1', [body.name]);
  },
  S42: invoice('issued'),
  S43: account('encounter-not-finished', { billing_status: 'open' }),
  S44: account('not-coded'),
  S45: account('orders-open'),
  S46: account('charges-missing'),
  S47: account('no-price'),
  S48: account('no-coverage'),
  S49: account('no-payer-identifier'),
  S50: account('no-patient'),
  S51: account('no-npi'),
  S52: account('not-expressible'),
  S53: account('not-coded', { overdue_since: LONG_AGO }),
  S54: labMessage('refused', { reason: 'hl7-0357.101' }),
  S55: labMessage('waiting', { reason: 'laboratory.unknown-order' }),
  S56: labMessage('entered', { received_at: LONG_AGO }),
  S58: task('accepted'),
  S59: task('in-progress'),
  S60: task('in-progress', 1),
  S61: (world) =>
    world.row('orders."order"', {
      ...{ version: 1, status: 'active', priority: 'routine', code: loinc, tests: [loinc], patient_id: randomUUID() },
      ...{ encounter_id: randomUUID(), authored_on: LONG_AGO, specimen_received: false },
    }),
};
