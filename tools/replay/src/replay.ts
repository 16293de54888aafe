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
  private readonly organizations = new Map<string, string>();
  private readonly practitioners = new Map<string, string>();
  /** The first order's trace is kept whatever the sampling ratio is. */
  private sampled?: string;

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
    await this.orSkip('', `Organization/${sourceId}`, async () => {
      const body = { name, identifier: identifierBody(identifier), npi };
      const { data } = await this.cast
        .as('registrar')
        .post('/v1/organizations', { body, idempotencyKey: this.cast.key(sourceId, 'register') });
      this.organizations.set(sourceId, data.id);
      this.stepped();
    });
  }

  private async practitioner({ sourceId, name, identifier, npi }: PlannedPractitioner): Promise<void> {
    await this.orSkip('', `Practitioner/${sourceId}`, async () => {
      const body = { name: nameBody(name), identifier: identifierBody(identifier), npi };
      const { data } = await this.cast
        .as('registrar')
        .post('/v1/practitioners', { body, idempotencyKey: this.cast.key(sourceId, 'register') });
      this.practitioners.set(sourceId, data.id);
      this.stepped();
    });
  }

  private async patient({ file, patient, encounters }: PatientJourney): Promise<void> {
    const { sourceId, birthDate } = patient;
    if (!birthDate) return this.skip(file, `Patient/${sourceId} has no birth date`);
    await this.orSkip(file, `Patient/${sourceId}`, async () => {
      const body = patientBody(patient, birthDate);
      const { data } = await this.cast
        .as('registrar')
        .post('/v1/patients', { body, idempotencyKey: this.cast.key(sourceId, 'register') });
      this.stepped();
      for (const encounter of encounters)
        await this.orSkip(file, `Encounter/${encounter.sourceId}`, () => this.encounter(file, data.id, encounter));
    });
  }

  private async encounter(file: string, patientId: string, planned: PlannedEncounter): Promise<void> {
    const { sourceId, class: klass, type, reason, period, orders } = planned;
    const practitionerId = this.practitioners.get(planned.practitionerSourceId ?? '');
    const serviceProviderId = this.organizations.get(planned.organizationSourceId ?? '');
    const body = { patientId, class: klass, type, reasonCode: reason, start: period.start, practitionerId, serviceProviderId };
    const { data } = await this.cast
      .as('registrar')
      .post('/v1/encounters', { body, idempotencyKey: this.cast.key(sourceId, 'start') });
    this.stepped();
    await Promise.all(
      orders.map((order) => this.orSkip(file, `Order/${order.sourceId}`, () => this.order(data.id, practitionerId, order))),
    );
    if (!period.end) return;
    const path = { encounterId: data.id };
    await this.cast.as('physician').post('/v1/encounters/{encounterId}/finish', {
      path,
      body: { end: period.end },
      idempotencyKey: this.cast.key(sourceId, 'finish'),
    });
    this.stepped();
  }

  private async order(encounterId: string, requesterId: string | undefined, planned: PlannedOrder): Promise<void> {
    const { sourceId, code, effective, issued, tests } = planned;
    const traceparent = this.traceparent();
    const options = (step: string) => ({ idempotencyKey: this.cast.key(sourceId, step), traceparent });
    const body = { encounterId, requesterId, code, tests: tests.map((test) => test.code), authoredOn: effective };
    const { data } = await this.cast.as('physician').post('/v1/orders', { body, ...options('place') });
    this.stepped();
    const path = { taskId: data.id };
    const technician = this.cast.as('lab-technician');
    await technician.post('/v1/lab-tasks/{taskId}/collect-specimen', {
      path,
      body: { collectedDateTime: effective },
      ...options('collect'),
    });
    this.stepped();
    await technician.post('/v1/lab-tasks/{taskId}/receive-specimen', {
      path,
      body: { receivedTime: issued },
      ...options('receive'),
    });
    this.stepped();
    await technician.post('/v1/lab-tasks/{taskId}/enter-results', {
      path,
      body: { results: tests.map(resultBody) },
      ...options('enter'),
    });
    this.stepped();
    await this.cast.as('pathologist').post('/v1/lab-tasks/{taskId}/verify-results', { path, body: {}, ...options('verify') });
    this.stepped();
  }

  private traceparent(): string | undefined {
    if (this.sampled) return undefined;
    this.sampled = `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
    return this.sampled;
  }

  private async orSkip(file: string, resource: string, play: () => Promise<void>): Promise<void> {
    try {
      await play();
    } catch (error) {
      if (!(error instanceof OrderlyProblem) || error.status >= 500) throw error;
      this.skip(file, `${resource} was refused: ${error.code}`);
    }
  }

  private skip(file: string, reason: string): void {
    this.skipped.push({ file, reason });
  }
}

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
