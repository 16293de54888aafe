import { randomBytes } from 'node:crypto';
import { OrderlyProblem } from '@orderly/sdk';
import type {
  Journeys,
  PatientJourney,
  PlannedEncounter,
  PlannedOrder,
  PlannedOrganization,
  PlannedPractitioner,
} from '@orderly/standards/fhir';
import { identifierBody, nameBody, patientBody, resultBody } from './bodies';
import type { Cast } from './cast';

export interface Skipped {
  file: string;
  reason: string;
}

/** So many patients are under way at once; more only lengthens the queues in front of two cores. */
const AT_ONCE = 32;

/** Plays the journeys through the REST edge, each patient's in order. What is refused for good is named, and the rest goes on. */
export class Replay {
  readonly skipped: Skipped[] = [];
  /** What cannot be in the database, because of what was skipped. */
  readonly lost: Units = { patients: 0, encounters: 0, orders: 0, results: 0 };
  /** Orders that this replay has placed, now or before. */
  readonly orders = new Set<string>();
  /** Orders that stay open, each with its reason in `skipped`. */
  readonly explained = new Set<string>();
  private readonly organizations = new Map<string, string>();
  private readonly practitioners = new Map<string, string>();
  /** The first order's trace is kept whatever the sampling ratio is. */
  sampled?: string;

  constructor(
    private readonly cast: Cast,
    private readonly journeys: Journeys,
    private readonly stepped: () => void,
  ) {}

  async run(): Promise<void> {
    const { organizations, practitioners, patients } = this.journeys;
    await inParallel(organizations, (one) => this.organization(one));
    await inParallel(practitioners, (one) => this.practitioner(one));
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
    const lost = { patients: 1, ...unitsOf(encounters) };
    if (!birthDate) return this.skip(file, `Patient/${sourceId} has no birth date`, lost);
    const options = { body: patientBody(patient, birthDate), idempotencyKey: this.cast.key(sourceId, 'register') };
    const id = await this.orSkip(file, `Patient/${sourceId}`, lost, async () => {
      return (await this.cast.as('registrar').post('/v1/patients', options)).data.id;
    });
    if (!id) return;
    for (const encounter of encounters) await this.encounter(file, id, encounter);
  }

  private async encounter(file: string, patientId: string, planned: PlannedEncounter): Promise<void> {
    const { sourceId, class: klass, type, reason, period, orders } = planned;
    const practitionerId = this.practitioners.get(planned.practitionerSourceId ?? '');
    const serviceProviderId = this.organizations.get(planned.organizationSourceId ?? '');
    const body = { patientId, class: klass, type, reasonCode: reason, start: period.start, practitionerId, serviceProviderId };
    const resource = `Encounter/${sourceId}`;
    const encounterId = await this.orSkip(file, resource, unitsOf([planned]), async () => {
      const options = { body, idempotencyKey: this.cast.key(sourceId, 'start') };
      return (await this.cast.as('registrar').post('/v1/encounters', options)).data.id;
    });
    if (!encounterId) return;
    await Promise.all(orders.map((order) => this.order(file, { encounterId, requesterId: practitionerId }, order)));
    const { end } = period;
    if (!end) return;
    const options = { path: { encounterId }, body: { end }, idempotencyKey: this.cast.key(sourceId, 'finish') };
    await this.orSkip(file, resource, {}, () => this.cast.as('physician').post('/v1/encounters/{encounterId}/finish', options));
  }

  private async order(file: string, of: { encounterId: string; requesterId?: string }, planned: PlannedOrder): Promise<void> {
    const { sourceId, code, effective, tests } = planned;
    const traceparent = this.traceparent();
    const resource = `Order/${sourceId}`;
    const taskId = await this.orSkip(file, resource, { orders: 1, results: tests.length }, async () => {
      const body = { ...of, code, tests: tests.map((test) => test.code), authoredOn: effective };
      const options = { body, idempotencyKey: this.cast.key(sourceId, 'place'), traceparent };
      return (await this.cast.as('physician').post('/v1/orders', options)).data.id;
    });
    if (!taskId) return;
    this.orders.add(taskId);
    const done = await this.orSkip(file, resource, { results: tests.length }, () => this.fulfil(taskId, planned, traceparent));
    // The order stays open, and `skipped` says why.
    if (!done) this.explained.add(taskId);
  }

  private async fulfil(
    taskId: string,
    { sourceId, effective, issued, tests }: PlannedOrder,
    traceparent?: string,
  ): Promise<true> {
    const options = (step: string) => ({ path: { taskId }, idempotencyKey: this.cast.key(sourceId, step), traceparent });
    const technician = this.cast.as('lab-technician');
    const collected = { collectedDateTime: effective };
    await technician.post('/v1/lab-tasks/{taskId}/collect-specimen', { body: collected, ...options('collect') });
    this.stepped();
    await technician.post('/v1/lab-tasks/{taskId}/receive-specimen', { body: { receivedTime: issued }, ...options('receive') });
    this.stepped();
    const entered = { results: tests.map(resultBody) };
    await technician.post('/v1/lab-tasks/{taskId}/enter-results', { body: entered, ...options('enter') });
    this.stepped();
    await this.cast.as('pathologist').post('/v1/lab-tasks/{taskId}/verify-results', { body: {}, ...options('verify') });
    return true;
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
      if (!(error instanceof OrderlyProblem) || !REFUSALS.has(error.status)) throw error;
      this.skip(file, `${resource} was refused: ${error.code}`, lost);
      return undefined;
    }
  }

  private skip(file: string, reason: string, lost: Partial<Units>): void {
    this.skipped.push({ file, reason });
    for (const unit of UNITS) this.lost[unit] += lost[unit] ?? 0;
  }
}

const REFUSALS = new Set([400, 409, 422]);

const UNITS = ['patients', 'encounters', 'orders', 'results'] as const;
export type Units = Record<(typeof UNITS)[number], number>;

const unitsOf = (encounters: readonly PlannedEncounter[]) => {
  const orders = encounters.flatMap((encounter) => encounter.orders);
  return { encounters: encounters.length, orders: orders.length, results: orders.flatMap(({ tests }) => tests).length };
};

const stepsOf = ({ encounters }: PatientJourney): number =>
  1 + encounters.reduce((sum, { orders, period }) => sum + (period.end ? 2 : 1) + orders.length * 5, 0);

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
