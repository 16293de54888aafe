import { createHash, randomBytes } from 'node:crypto';
import { moneyOf } from '@orderly/kernel';
import { OrderlyProblem } from '@orderly/sdk';
import type {
  Journeys,
  PatientJourney,
  PlannedBilling,
  PlannedEncounter,
  PlannedOrder,
  PlannedOrganization,
  PlannedPractitioner,
} from '@orderly/standards/fhir';
import { chargeBodies, identifierBody, nameBody, patientBody, reportOf } from './bodies';
import type { Cast } from './cast';
import type { Outside } from './outside';
import { noUnits, UNITS, unitsOf, type Units } from './units';

export interface Skipped {
  file: string;
  reason: string;
}

/** So many patients are under way at once; more only lengthens the queues in front of two cores. */
const AT_ONCE = 24;

/** Plays the journeys through the REST edge, each patient's in order. What is refused for good is named, and the rest goes on. */
export class Replay {
  readonly skipped: Skipped[] = [];
  /** What cannot be in the database, because of what was skipped. */
  readonly lost: Units = noUnits();
  /** Orders that this replay has placed, now or before. */
  readonly orders = new Set<string>();
  readonly encounters = new Set<string>();
  /** Orders that stay open and encounters that cannot be billed, each with its reason in `skipped`. */
  readonly explained = new Set<string>();
  private readonly organizations = new Map<string, string>();
  private readonly practitioners = new Map<string, string>();
  private readonly payers = new Map<string, string>();
  /** The first order's trace is kept whatever the sampling ratio is. */
  sampled?: string;

  constructor(
    private readonly cast: Cast,
    private readonly outside: Outside,
    private readonly journeys: Journeys,
    private readonly stepped: () => void,
  ) {}

  async run(): Promise<void> {
    const { organizations, practitioners, patients } = this.journeys;
    await inParallel(organizations, (one) => this.organization(one));
    await inParallel(practitioners, (one) => this.practitioner(one));
    await this.prepareBilling();
    // The longest journeys first: they decide when the last one ends.
    await inParallel(
      [...patients].sort((a, b) => stepsOf(b) - stepsOf(a)),
      (journey) => this.patient(journey),
    );
  }

  private async organization({ sourceId, name, identifier, npi }: PlannedOrganization): Promise<void> {
    const body = { name, identifier: identifierBody(identifier), npi };
    const options = { body, idempotencyKey: this.cast.key(sourceId, 'register') };
    const id = await this.orSkip('', `Organization/${sourceId}`, {}, async () => {
      return (await this.cast.as('registrar').post('/v1/organizations', options)).data.id;
    });
    if (id) this.organizations.set(sourceId, id);
  }

  private async practitioner({ sourceId, name, identifier, npi }: PlannedPractitioner): Promise<void> {
    const body = { name: nameBody(name), identifier: identifierBody(identifier), npi };
    const options = { body, idempotencyKey: this.cast.key(sourceId, 'register') };
    const id = await this.orSkip('', `Practitioner/${sourceId}`, {}, async () => {
      return (await this.cast.as('registrar').post('/v1/practitioners', options)).data.id;
    });
    if (id) this.practitioners.set(sourceId, id);
  }

  private async patient({ file, patient, encounters }: PatientJourney): Promise<void> {
    const { sourceId, birthDate } = patient;
    const lost = { ...unitsOf(encounters), patients: 1 };
    if (!birthDate) return this.skip(file, `Patient/${sourceId} has no birth date`, lost);
    const options = { body: patientBody(patient, birthDate), idempotencyKey: this.cast.key(sourceId, 'register') };
    const id = await this.orSkip(file, `Patient/${sourceId}`, lost, async () => {
      return (await this.cast.as('registrar').post('/v1/patients', options)).data.id;
    });
    if (!id) return;
    for (const encounter of encounters) await this.encounter(file, id, encounter);
  }

  private async encounter(file: string, patientId: string, planned: PlannedEncounter): Promise<void> {
    const { sourceId, class: klass, type, reason, period, orders, billing } = planned;
    const practitionerId = this.practitioners.get(planned.practitionerSourceId ?? '');
    const serviceProviderId = this.organizations.get(planned.organizationSourceId ?? '');
    const body = { patientId, class: klass, type, reasonCode: reason, start: period.start, practitionerId, serviceProviderId };
    const resource = `Encounter/${sourceId}`;
    const encounterId = await this.orSkip(file, resource, unitsOf([planned]), async () => {
      const options = { body, idempotencyKey: this.cast.key(sourceId, 'start') };
      return (await this.cast.as('registrar').post('/v1/encounters', options)).data.id;
    });
    if (!encounterId) return;
    this.encounters.add(encounterId);
    // The facts that a claim waits for come in no particular order.
    const placed = orders.map((order) => this.place(file, { encounterId, requesterId: practitionerId }, { ...order, billing }));
    const visit = { encounterId, patientId };
    await Promise.all([...placed.map(({ done }) => done), billing && this.bill(file, visit, { billing, placed })]);
    const { end } = period;
    if (!end) return;
    const options = { path: { encounterId }, body: { end }, idempotencyKey: this.cast.key(sourceId, 'finish') };
    await this.orSkip(file, resource, {}, () => this.cast.as('physician').post('/v1/encounters/{encounterId}/finish', options));
  }

  /** Answers at once: the id comes when the order is placed, `done` when its results are verified. */
  private place(
    file: string,
    of: { encounterId: string; requesterId?: string },
    planned: PlannedOrder & { billing?: PlannedBilling },
  ): Placed {
    const { sourceId, code, effective, tests, billing } = planned;
    const traceparent = this.traceparent();
    const resource = `Order/${sourceId}`;
    const id = this.orSkip(file, resource, { orders: 1, results: tests.length }, async () => {
      const body = { ...of, code, tests: tests.map((test) => test.code), authoredOn: effective };
      const options = { body, idempotencyKey: this.cast.key(sourceId, 'place'), traceparent };
      return (await this.cast.as('physician').post('/v1/orders', options)).data.id;
    });
    const done = id.then(async (taskId) => {
      if (!taskId) return;
      this.orders.add(taskId);
      const fulfilled = await this.orSkip(file, resource, { results: tests.length }, () =>
        this.fulfil(taskId, planned, traceparent),
      );
      // The order stays open, and `skipped` says why.
      if (!fulfilled) this.explain(taskId, of.encounterId, billing);
    });
    return { id, done };
  }

  private async fulfil(taskId: string, planned: PlannedOrder, traceparent?: string): Promise<true> {
    const { sourceId, effective, issued } = planned;
    const options = (step: string) => ({ path: { taskId }, idempotencyKey: this.cast.key(sourceId, step), traceparent });
    const technician = this.cast.as('lab-technician');
    const collected = { collectedDateTime: effective };
    await technician.post('/v1/lab-tasks/{taskId}/collect-specimen', { body: collected, ...options('collect') });
    this.stepped();
    const received = { body: { receivedTime: issued }, ...options('receive') };
    const task = (await technician.post('/v1/lab-tasks/{taskId}/receive-specimen', received)).data;
    this.stepped();
    if (!(await this.measure(taskId, planned, task.specimens.at(-1)?.accessionNumber))) throw new ResultsRefused();
    this.stepped();
    await this.cast.as('pathologist').post('/v1/lab-tasks/{taskId}/verify-results', { body: {}, ...options('verify') });
    return true;
  }

  /** The analyser sends the results; one that cannot deliver now goes on trying, so we wait until they are there. Answers whether they are. */
  private async measure(taskId: string, planned: PlannedOrder, accessionNumber?: string): Promise<boolean> {
    const { slug } = this.cast.hospital;
    const report = reportOf(planned, taskId, accessionNumber);
    const order = { sendingApplication: ANALYSER, sendingFacility: slug, placerOrderNumber: taskId, accessionNumber, report };
    const answer = await this.outside.measures(order);
    if (answer !== 'unsent') return answer === 'AA';
    const technician = this.cast.as('lab-technician');
    for (let tries = 0; tries < MOST_LOOKS; tries++) {
      if ((await technician.get('/v1/lab-tasks/{taskId}', { path: { taskId } })).data.results.length > 0) return true;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
    return false;
  }

  /** Who bills, who pays, and which analyser may send. */
  private async prepareBilling(): Promise<void> {
    const { slug, name } = this.cast.hospital;
    const options = (body: object, step: string) => ({ body, idempotencyKey: this.cast.key(slug, step) });
    const address = { line: '1 Demo Street', city: 'Boston', state: 'MA', postalCode: '021010001' };
    const provider = { name, npi: '1234567893', taxId: '123456789', telephone: '6175550100', address };
    const biller = this.cast.as('biller');
    await biller.post('/v1/billing-providers', options(provider, 'enrol') as never);
    const analyser = { name: 'Demo analyser', sendingApplication: ANALYSER, sendingFacility: slug };
    await this.cast.as('administrator').post('/v1/analysers', options(analyser, 'analyser') as never);
    const payers = new Set(
      this.journeys.patients.flatMap(({ encounters }) => encounters.flatMap(({ billing }) => billing?.payerName ?? [])),
    );
    for (const payer of payers) {
      const identifier = [{ system: 'urn:orderly:demo-payer', value: payerNumberOf(payer), type: NATIONAL_PAYER }];
      const registered = await biller.post('/v1/organizations', options({ name: payer, identifier }, `payer ${payer}`) as never);
      this.payers.set(payer, (registered.data as { id: string }).id);
    }
  }

  /** Charges, coding, and what the payer will say of them. */
  private async bill(
    file: string,
    visit: { encounterId: string; patientId: string },
    what: { billing: PlannedBilling; placed: Placed[] },
  ) {
    const { billing, placed } = what;
    const { sourceId, payerName, payCents } = billing;
    const { encounterId: accountId } = visit;
    const biller = this.cast.as('biller');
    const options = (step: string) => ({ path: { accountId }, idempotencyKey: this.cast.key(sourceId, step) });
    const billed = await this.orSkip(file, `Claim/${sourceId}`, unitsOf([{ billing }]), async () => {
      if (payCents !== undefined) await this.outside.pays(accountId, moneyOf(payCents).amount);
      const charges = chargeBodies(billing);
      await biller.post('/v1/accounts/{accountId}/capture-charges', { body: { charges }, ...options('charges') });
      this.stepped();
      const orderIds = (await Promise.all(placed.map(({ id }) => id))).filter((id) => id !== undefined);
      const coverage = payerName
        ? { payorId: this.payers.get(payerName) as string, subscriberId: subscriberOf(visit.patientId) }
        : { selfPay: true as const };
      const coded = { orderIds, chargeCount: charges.length, coverage, diagnosis: billing.diagnoses };
      await biller.post('/v1/accounts/{accountId}/complete-coding', { body: coded, ...options('coding') });
      return true;
    });
    if (!billed) this.explained.add(accountId);
  }

  private traceparent(): string | undefined {
    if (this.sampled) return undefined;
    this.sampled = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    return this.sampled;
  }

  /** What the server refuses for good is skipped, with what is lost by it; anything else ends the replay. */
  private async orSkip<T>(file: string, resource: string, lost: Partial<Units>, play: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await play();
      this.stepped();
      return answer;
    } catch (error) {
      const refused = error instanceof OrderlyProblem && REFUSALS.has(error.status);
      if (!refused && !(error instanceof ResultsRefused)) throw error;
      this.skip(file, `${resource} was refused: ${refused ? error.code : 'its results are not what a laboratory takes'}`, lost);
      return undefined;
    }
  }

  /** The order stays open, so its encounter cannot be billed. */
  private explain(orderId: string, encounterId: string, billing?: PlannedBilling): void {
    if (!this.explained.has(encounterId) && billing) this.lose(unitsOf([{ billing }]));
    this.explained.add(orderId).add(encounterId);
  }

  private lose(lost: Partial<Units>): void {
    for (const unit of UNITS) this.lost[unit] += lost[unit] ?? 0;
  }

  private skip(file: string, reason: string, lost: Partial<Units>): void {
    this.skipped.push({ file, reason });
    this.lose(lost);
  }
}

/** The laboratory has answered the analyser with AE or AR. */
class ResultsRefused extends Error {}

const REFUSALS = new Set([400, 409, 422]);

interface Placed {
  readonly id: Promise<string | undefined>;
  readonly done: Promise<void>;
}

export const ANALYSER = 'DEMO-ANALYSER';
const LOOK_AGAIN_MS = 250;
const MOST_LOOKS = 720;
/** v2-0203: National Insurance Payor Identifier (Payor). */
const NATIONAL_PAYER = { system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NIIP' };

const digits = (text: string, length: number) =>
  String(BigInt(`0x${createHash('sha256').update(text).digest('hex')}`) % 10n ** BigInt(length)).padStart(length, '0');
const payerNumberOf = (name: string) => `P${digits(name, 9)}`;
/** Invented: the files have no member numbers. */
const subscriberOf = (patientId: string) => `M${digits(patientId, 9)}`;

const stepsOf = ({ encounters }: PatientJourney): number =>
  1 +
  encounters.reduce((sum, { orders, period, billing }) => sum + (period.end ? 2 : 1) + (billing ? 2 : 0) + orders.length * 5, 0);

/** Requests that a replay sends. */
export const allStepsOf = ({ organizations, practitioners, patients }: Journeys): number =>
  organizations.length + practitioners.length + patients.reduce((sum, patient) => sum + stepsOf(patient), 0);

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
