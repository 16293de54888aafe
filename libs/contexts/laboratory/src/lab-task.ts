import { Column, Entity } from 'typeorm';
import { Coding, DomainEvent, newId, Received } from '@orderly/kernel';
import {
  analyserRefuses,
  CorrectResult,
  EnterResults,
  LabTaskResource,
  laboratoryRefuses,
  OrderAccepted,
  OrderPlaced,
  ResultCancelled,
  ResultCorrected,
  ResultEntered,
  ResultPart,
  ResultVerified,
  RevocationRefused,
  SpecimenCollected,
  SpecimenPart,
  SpecimenReceived,
  SpecimenRejected,
  TaskCancelled,
  ToldResult,
} from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof LabTaskResource)['_output'];

/** The laboratory's side of an order: FHIR Task with the order as focus, its specimens and its results. */
@Entity('lab_task')
export class LabTask extends Aggregate {
  @Column('text') status!: Resource['status'];
  @Column('uuid') patientId!: string;
  @Column('json') code!: Coding;
  @Column('json') tests!: Coding[];
  @Column('text') priority!: Resource['priority'];
  @Column('timestamptz') acceptedAt!: string;
  /** Of the specimen in use; unique in the hospital. */
  @Column('text') accessionNumber?: string;
  @Column('json') specimens: SpecimenPart[] = [];
  @Column('json') results: ResultPart[] = [];
  /** Results that wait for a pathologist, for the worklist. */
  @Column('int') unverified = 0;

  static accept({ data }: Received<OrderPlaced>, acceptedAt: string): [LabTask, DomainEvent] {
    const { orderId, patientId, code, tests, priority } = data;
    const task = make(LabTask, { id: orderId, status: 'accepted', patientId, code, tests, priority, acceptedAt });
    return [task, new OrderAccepted({ ...task.subject(), acceptedAt })];
  }

  /** The order was revoked. Once a specimen is here the laboratory goes on (HL7 v2 ORC-1 `UC`). */
  cancel(at: string): DomainEvent {
    if (this.status !== 'accepted' && this.specimen()?.receivedTime)
      return new RevocationRefused({ ...this.subject(), refusedAt: at });
    this.status = 'cancelled';
    return new TaskCancelled({ ...this.subject(), cancelledAt: at });
  }

  collect(type: Coding | undefined, collectedDateTime: string, collectedBy: string): DomainEvent {
    const specimenId = newId();
    this.requireOpen();
    if (this.specimen()) throw laboratoryRefuses('already-collected');
    this.specimens = [...this.specimens, { id: specimenId, status: 'available', type, collectedDateTime, collectedBy }];
    this.status = 'in-progress';
    return new SpecimenCollected({ ...this.subject(), specimenId, type, collectedDateTime, collectedBy });
  }

  receive(accessionNumber: string, receivedTime: string): DomainEvent {
    this.requireOpen();
    const specimen = this.specimen();
    if (!specimen || specimen.receivedTime) throw laboratoryRefuses('specimen-missing');
    Object.assign(specimen, { accessionNumber, receivedTime });
    this.accessionNumber = accessionNumber;
    return new SpecimenReceived({ ...this.subject(), specimenId: specimen.id, accessionNumber, receivedTime });
  }

  /** The task waits for another specimen. Results that nobody has confirmed fall with this one (FHIR Observation.status `cancelled`). */
  reject(reason: Coding, rejectedAt: string): DomainEvent {
    this.requireOpen();
    const specimen = this.specimen();
    if (!specimen) throw laboratoryRefuses('specimen-missing');
    if (this.results.some(({ status }) => CONFIRMED.has(status))) throw laboratoryRefuses('has-results');
    for (const result of this.results) result.status = 'cancelled';
    this.unverified = 0;
    Object.assign(specimen, { status: 'unsatisfactory', rejectReason: reason });
    this.status = 'accepted';
    this.accessionNumber = undefined;
    return new SpecimenRejected({ ...this.subject(), specimenId: specimen.id, reason, rejectedAt });
  }

  enter(entries: EnterResults['data']['results'], enteredBy: string, enteredAt: string): DomainEvent[] {
    this.requireOpen();
    if (!this.specimen()?.receivedTime) throw laboratoryRefuses('specimen-not-received');
    return entries.map(({ effectiveDateTime, ...finding }, index) => {
      if (!this.missingTests().has(keyOf(finding.code)))
        throw laboratoryRefuses('test-not-ordered', { pointer: `/results/${index}/code` });
      const effective = effectiveDateTime ?? (this.specimen() as SpecimenPart).collectedDateTime;
      const result: ResultPart = {
        id: newId(),
        status: 'preliminary',
        ...finding,
        effectiveDateTime: effective,
        enteredBy,
      };
      this.results = [...this.results, result];
      this.unverified += 1;
      return new ResultEntered({ ...this.facts(result), enteredBy, enteredAt });
    });
  }

  /** All that wait, or the named ones. Four eyes: never by whoever entered one of them. */
  verify(resultIds: readonly string[] | undefined, verifiedBy: string, verifiedAt: string): DomainEvent[] {
    const waiting = this.results.filter(({ id, status }) => status === 'preliminary' && (resultIds?.includes(id) ?? true));
    if (waiting.length === 0 || waiting.length < (resultIds?.length ?? 0)) throw laboratoryRefuses('nothing-to-verify');
    if (waiting.some(({ enteredBy }) => enteredBy === verifiedBy)) throw laboratoryRefuses('self-verification');
    return waiting.map((result) => {
      Object.assign(result, { status: 'final', verifiedBy, issued: verifiedAt });
      this.unverified -= 1;
      if (this.missingTests().size === 0 && this.unverified === 0) this.status = 'completed';
      return new ResultVerified({ ...this.facts(result), verifiedBy, verifiedAt, taskStatus: this.status });
    });
  }

  correct(
    { resultId, value, interpretation, referenceRange, reason }: CorrectResult['data'],
    correctedBy: string,
    correctedAt: string,
  ): DomainEvent {
    const result = this.results.find(({ id }) => id === resultId);
    if (!result || !this.isCorrectable(result)) throw laboratoryRefuses('not-verified');
    Object.assign(result, {
      status: 'corrected',
      value,
      interpretation,
      referenceRange,
      verifiedBy: correctedBy,
      issued: correctedAt,
    });
    return new ResultCorrected({ ...this.facts(result), correctedBy, correctedAt, reason });
  }

  /**
   * Another value for the test's one result (OBX-11 `C`). What nobody has confirmed is entered anew under its id, by whoever tells it;
   * what somebody has confirmed is corrected.
   */
  replace({ code, effectiveDateTime, ...finding }: ToldResult, by: string, at: string): DomainEvent {
    const result =
      this.resultFor(code) ?? this.results.findLast((one) => keyOf(one.code) === keyOf(code) && this.isCorrectable(one));
    if (!result) throw analyserRefuses('nothing-to-correct');
    if (result.status !== 'preliminary')
      return this.correct({ taskId: this.id, resultId: result.id, ...finding, reason: 'corrected by the analyser' }, by, at);
    const { interpretation, referenceRange } = finding;
    Object.assign(result, { value: finding.value, interpretation, referenceRange, enteredBy: by });
    if (effectiveDateTime) result.effectiveDateTime = effectiveDateTime;
    return new ResultEntered({ ...this.facts(result), enteredBy: by, enteredAt: at });
  }

  /**
   * The test's one result does not hold (OBX-11 `D`, `W`, `X`). What nobody has confirmed falls, and the test may get another result;
   * what somebody has confirmed stays to be seen as `entered-in-error`, with its value.
   */
  withdraw(code: Coding, by: string, at: string): DomainEvent {
    const result = this.resultFor(code);
    if (!result) throw analyserRefuses('nothing-to-correct');
    if (result.status === 'preliminary') {
      result.status = 'cancelled';
      this.unverified -= 1;
      return new ResultCancelled({ ...this.subject(), resultId: result.id, code: result.code, cancelledBy: by, cancelledAt: at });
    }
    Object.assign(result, { status: 'entered-in-error', verifiedBy: by, issued: at });
    const reason = 'withdrawn by the analyser';
    return new ResultCorrected({ ...this.facts(result), correctedBy: by, correctedAt: at, reason });
  }

  /** A copy on which a change of several steps may fail half way. */
  draft(): LabTask {
    return make(LabTask, structuredClone({ ...this }));
  }

  override patient(): string {
    return this.patientId;
  }

  resource(): Resource {
    const { id, version, status, patientId, code, tests, priority, specimens, results } = this;
    return { id, version, status, orderId: id, patientId, code, tests, priority, specimens, results };
  }

  private subject() {
    return { taskId: this.id, orderId: this.id, patientId: this.patientId };
  }

  private facts({ id, code, status, effectiveDateTime, value, interpretation, referenceRange }: ResultPart) {
    return { ...this.subject(), resultId: id, code, status, effectiveDateTime, value, interpretation, referenceRange };
  }

  /** The specimen in use. */
  private specimen(): SpecimenPart | undefined {
    return this.specimens.find(({ status }) => status === 'available');
  }

  /** Ordered tests without a result; a test ordered twice needs two results. */
  private missingTests(): Map<string, number> {
    const missing = new Map<string, number>();
    for (const test of this.tests) missing.set(keyOf(test), (missing.get(keyOf(test)) ?? 0) + 1);
    for (const { code, status } of this.results) {
      if (FALLEN.has(status)) continue;
      const left = (missing.get(keyOf(code)) ?? 0) - 1;
      if (left > 0) missing.set(keyOf(code), left);
      else missing.delete(keyOf(code));
    }
    return missing;
  }

  /** The result of the test that holds. */
  private resultFor(code: Coding): ResultPart | undefined {
    const [result, another] = this.results.filter((one) => keyOf(one.code) === keyOf(code) && !FALLEN.has(one.status));
    if (another) throw analyserRefuses('ambiguous-correction');
    return result;
  }

  /** A withdrawn result of an open task is not: the test gets another result, so that somebody verifies it. */
  private isCorrectable({ status }: ResultPart): boolean {
    return CONFIRMED.has(status) && (status !== 'entered-in-error' || this.status === 'completed');
  }

  private requireOpen(): void {
    if (this.status === 'completed' || this.status === 'cancelled') throw laboratoryRefuses('not-open');
  }
}

const CONFIRMED: ReadonlySet<ResultPart['status']> = new Set(['final', 'corrected', 'entered-in-error'] as const);
/** Their test may get another result. */
const FALLEN: ReadonlySet<ResultPart['status']> = new Set(['cancelled', 'entered-in-error'] as const);

const keyOf = ({ system, code }: Coding) => `${system}|${code}`;
