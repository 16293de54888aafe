import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { moneyOf } from '@orderly/kernel';
import { type Crew, NotYet } from './crew';
import { pause } from './line';
import type { Order } from './orders';

/** What the rest of the sandbox does for a visit. */
export interface Outside {
  pays(visit: string, amount: string): Promise<void>;
  measures(order: Order): Promise<'AA' | 'AE' | 'AR' | 'unsent'>;
}

export type Step =
  | ('arrived' | 'placed' | 'collected' | 'received' | 'measured' | 'verified' | 'corrected')
  | ('finished' | 'charged' | 'coded' | 'paid' | 'settled');

export interface VisitOptions {
  /** Between two steps. */
  breathMs: number;
  /** A verified result turns out to be wrong. */
  corrected: boolean;
  signal: AbortSignal;
}

/** How long a step may take, outages included; the payer is waited for twice as long. */
const STEP_MS = 300_000;

const loinc = (code: string, display: string) => ({ system: 'http://loinc.org', code, display });
const TESTS = [
  { code: loinc('2345-7', 'Glucose [Mass/volume] in Serum or Plasma'), unit: 'mg/dL', low: 70, high: 130 },
  { code: loinc('718-7', 'Hemoglobin [Mass/volume] in Blood'), unit: 'g/dL', low: 11, high: 17 },
  { code: loinc('2160-0', 'Creatinine [Mass/volume] in Serum or Plasma'), unit: 'mg/dL', low: 1, high: 3 },
] as const;
const CHECK_UP = { system: 'http://snomed.info/sct', code: '185349003', display: 'Encounter for check up' };
/** v2-0203: National Insurance Payor Identifier (Payor). */
const NATIONAL_PAYER = { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NIIP' };
const PAYER = {
  name: 'Sandbox Health Plan',
  identifier: [{ system: 'urn:orderly:sandbox-payer', value: 'P900000001', type: NATIONAL_PAYER }],
};

/** One invented patient, whom the staff of the demo hospital carry from the door to the paid claim. */
export class Visit {
  step: Step = 'arrived';
  /** Why it ends before it is paid. */
  failed?: string;
  encounterId = '';
  private patientId = '';
  orderId = '';
  /** With every repeat of a step come the same key and the same body: it stays one action. */
  private readonly key = randomUUID();
  private readonly traceparent = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
  private readonly test = TESTS[randomInt(TESTS.length)] as (typeof TESTS)[number];
  private readonly value = valueBetween(this.test);
  private readonly rightValue = valueBetween(this.test);
  private readonly cents = randomInt(90, 400) * 100;
  private accessionNumber?: string;
  private resultId?: string;

  constructor(
    private readonly crew: Crew,
    private readonly outside: Outside,
    private readonly options: VisitOptions,
  ) {}

  /** The patient is registered and the encounter begun; each of the two may take as long as is left. */
  async arrive(leftMs: () => number): Promise<void> {
    const registrar = this.crew.as('registrar');
    const family = `Patient ${String(randomInt(10_000)).padStart(4, '0')}`;
    const name = { family, given: ['Sample'] };
    const patient = {
      name,
      gender: 'unknown' as const,
      birthDate: `19${randomInt(30, 99)}-0${randomInt(1, 9)}-1${randomInt(10)}`,
    };
    const registered = await this.crew.patiently(
      () => registrar.post('/v1/patients', { body: patient, ...this.once('register') }),
      leftMs(),
    );
    this.patientId = registered.data.id;
    const body = { patientId: this.patientId, class: 'AMB' as const };
    const started = await this.crew.patiently(() => registrar.post('/v1/encounters', { body, ...this.once('start') }), leftMs());
    this.encounterId = started.data.id;
  }

  /** From now on an order can be placed even while no message goes through. */
  async isKnownToOrders(withinMs: number): Promise<void> {
    const path = { journeyId: this.encounterId };
    await this.crew.patiently(async () => {
      const { steps } = (await this.crew.as('physician').get('/v1/journeys/{journeyId}', { path })).data;
      const heard = steps.flatMap(({ effects }) => effects).filter(({ state }) => state === 'done');
      if (!heard.some(({ subscription }) => subscription === 'orders-on-encounters'))
        throw new NotYet('orders has not heard of the encounter');
    }, withinMs);
  }

  async place(withinMs: number): Promise<void> {
    const { encounterId, test } = this;
    const body = { encounterId, code: test.code, tests: [test.code] };
    const physician = this.crew.as('physician');
    const placed = await this.crew.patiently(() => physician.post('/v1/orders', { body, ...this.once('place') }), withinMs);
    this.orderId = placed.data.id;
    this.step = 'placed';
  }

  /** Everything after the order. Throws what no patience helps against. */
  async carryOn(): Promise<void> {
    for (const [step, take] of this.steps()) {
      await pause(this.options.breathMs, this.options.signal);
      await this.crew.patiently(take, step === 'paid' ? 2 * STEP_MS : STEP_MS);
      this.step = step;
    }
  }

  private steps(): [Step, () => Promise<unknown>][] {
    return [
      ['collected', () => this.laboratory('lab-technician', 'collect-specimen')],
      ['received', () => this.receive()],
      ['measured', () => this.measure()],
      ['verified', () => this.verify()],
      ...(this.options.corrected ? [['corrected', () => this.correct()] as [Step, () => Promise<unknown>]] : []),
      ['finished', () => this.finish()],
      ['charged', () => this.charge()],
      ['coded', () => this.code()],
      ['paid', () => this.beenPaid()],
      ['settled', () => this.settle()],
    ];
  }

  private laboratory(role: 'lab-technician' | 'pathologist', action: 'collect-specimen' | 'receive-specimen' | 'verify-results') {
    const path = { taskId: this.orderId };
    return this.crew.as(role).post(`/v1/lab-tasks/{taskId}/${action}`, { path, body: {}, ...this.once(action) });
  }

  private async receive(): Promise<void> {
    const { data } = await this.laboratory('lab-technician', 'receive-specimen');
    this.accessionNumber = data.specimens.at(-1)?.accessionNumber;
  }

  /** The analyser goes on sending what is unsent; asked again, it sends the same message. */
  private async measure(): Promise<void> {
    const { test, value, accessionNumber, orderId: placerOrderNumber } = this;
    const { analyser: sendingApplication, tenant } = this.crew.hospital;
    const result = { code: test.code, status: 'final' as const, value: { valueQuantity: { value, unit: test.unit } } };
    const report = { accessionNumber, code: test.code, results: [result] };
    const sender = { sendingApplication, sendingFacility: tenant.slug };
    const answer = await this.outside.measures({ ...sender, placerOrderNumber, accessionNumber, report });
    if (answer === 'unsent') throw new NotYet('the analyser cannot deliver');
    if (answer !== 'AA') throw new Error(`the laboratory answered the analyser with ${answer}`);
  }

  private async verify(): Promise<void> {
    const { data } = await this.laboratory('pathologist', 'verify-results');
    this.resultId = data.results.at(-1)?.id;
  }

  private correct() {
    const value = { valueQuantity: { value: this.rightValue, unit: this.test.unit } };
    const body = { resultId: this.resultId ?? '', value, reason: 'The specimen was measured again.' };
    const given = { path: { taskId: this.orderId }, body, ...this.once('correct') };
    return this.crew.as('pathologist').post('/v1/lab-tasks/{taskId}/correct-result', given);
  }

  private finish() {
    const given = { path: { encounterId: this.encounterId }, body: {}, ...this.once('finish') };
    return this.crew.as('physician').post('/v1/encounters/{encounterId}/finish', given);
  }

  private async charge(): Promise<void> {
    const { encounterId: accountId, cents } = this;
    await this.outside.pays(accountId, moneyOf(Math.round(cents * 0.8)).amount);
    const charges = [{ serviceReference: `visit ${accountId}`, code: CHECK_UP, priceOverride: moneyOf(cents) }];
    const given = { path: { accountId }, body: { charges }, ...this.once('charge') };
    await this.crew.as('biller').post('/v1/accounts/{accountId}/capture-charges', given);
  }

  private async code(): Promise<void> {
    const biller = this.crew.as('biller');
    // The same key for all visits of a hospital: it has one such payer.
    const idempotencyKey = `sandbox-payer-${this.crew.hospital.tenant.slug}`;
    const payer = await biller.post('/v1/organizations', { body: PAYER, idempotencyKey });
    const coverage = { payorId: payer.data.id, subscriberId: `M${this.key.slice(0, 8).toUpperCase()}` };
    const body = { orderIds: [this.orderId], chargeCount: 1, coverage };
    const given = { path: { accountId: this.encounterId }, body, ...this.once('code') };
    await biller.post('/v1/accounts/{accountId}/complete-coding', given);
  }

  private async beenPaid(): Promise<void> {
    const { data } = await this.crew.as('biller').get('/v1/claims', { query: { accountId: this.encounterId } });
    if (data.items.at(-1)?.state !== 'adjudicated') throw new NotYet('the claim is not paid');
  }

  /** The patient pays what the payer has left to him. */
  private async settle(): Promise<void> {
    const biller = this.crew.as('biller');
    const { data } = await biller.get('/v1/invoices', { query: { patientId: this.patientId, status: 'issued' } });
    for (const { id: invoiceId, totalNet: amount } of data.items) {
      const once = { ...this.once('settle'), idempotencyKey: `sandbox-settle-${invoiceId}` };
      const given = { path: { invoiceId }, body: { reference: `receipt ${invoiceId}`, amount }, ...once };
      await biller.post('/v1/invoices/{invoiceId}/record-payment', given);
    }
  }

  private once(step: string) {
    return { idempotencyKey: `sandbox-${this.key}-${step}`, traceparent: this.traceparent };
  }
}

const valueBetween = ({ low, high }: { low: number; high: number }) => (randomInt(low * 10, high * 10) / 10).toFixed(1);
