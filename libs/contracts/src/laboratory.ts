import { z } from 'zod';
import {
  Coding,
  command,
  Decimal,
  Id,
  Instant,
  Line,
  listInput,
  pageOf,
  phi,
  publicEvent,
  query,
  refusals,
} from '@orderly/kernel';
import { OrderId, Priority } from './orders';
import { PatientId } from './patients';

/** A lab task has the id of the order that it fulfils (FHIR Task.focus): one order, one task. */
export const LabTaskId = OrderId;
export const SpecimenId = Id;
export const ResultId = Id;
/** FHIR R4 TaskStatus, as far as the laboratory uses it. */
export const LabTaskStatus = z.enum(['accepted', 'in-progress', 'completed', 'cancelled']);
/** FHIR R4 SpecimenStatus. */
export const SpecimenStatus = z.enum(['available', 'unavailable', 'unsatisfactory', 'entered-in-error']);
/** FHIR R4 ObservationStatus. */
export const ObservationStatus = z.enum([
  'registered',
  'preliminary',
  'final',
  'amended',
  'corrected',
  'cancelled',
  'entered-in-error',
  'unknown',
]);
/** The number on the tube's label. */
export const AccessionNumber = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,19}$/, 'capital letters, digits, hyphen; 3 to 20');

/** FHIR R4 Quantity; the number keeps its digits. */
const Quantity = z.object({
  value: Decimal,
  comparator: z.enum(['<', '<=', '>=', '>']).optional(),
  unit: Line(50).optional(),
  system: Line(200).optional(),
  code: Line(50).optional(),
});
const CodeableConcept = z.object({ coding: z.array(Coding).max(10).default([]), text: Line(300).optional() });

/** FHIR R4 Observation.value[x] or dataAbsentReason: exactly one of them. */
export const ResultValue = z
  .object({
    valueQuantity: Quantity.optional(),
    valueCodeableConcept: CodeableConcept.optional(),
    valueString: Line(2000).optional(),
    dataAbsentReason: Coding.optional(),
  })
  .refine((value) => Object.values(value).filter((part) => part !== undefined).length === 1, 'exactly one value');
export type ResultValue = z.output<typeof ResultValue>;

export const ReferenceRange = z.object({ low: Quantity.optional(), high: Quantity.optional(), text: Line(200).optional() });

/** v3-ObservationInterpretation and v2 table 0078: N, L, H, LL, HH, A, AA, POS, NEG ... */
const Interpretation = z.string().regex(/^[A-Z<>]{1,5}$/);

const finding = { value: ResultValue, interpretation: Interpretation.optional(), referenceRange: ReferenceRange.optional() };

/** A result as somebody, or an analyser, tells it. */
export const ToldResult = z.object({ code: Coding, ...finding, effectiveDateTime: Instant.optional() });
export type ToldResult = z.output<typeof ToldResult>;

const SpecimenPart = z.object({
  id: SpecimenId,
  status: SpecimenStatus,
  type: Coding.optional(),
  collectedDateTime: Instant,
  collectedBy: z.string(),
  receivedTime: Instant.optional(),
  accessionNumber: AccessionNumber.optional(),
  rejectReason: Coding.optional(),
});
export type SpecimenPart = z.output<typeof SpecimenPart>;

const ResultPart = z.object({
  id: ResultId,
  status: ObservationStatus,
  code: Coding,
  ...finding,
  effectiveDateTime: Instant,
  enteredBy: z.string(),
  verifiedBy: z.string().optional(),
  issued: Instant.optional(),
});
export type ResultPart = z.output<typeof ResultPart>;

export const LabTaskResource = z
  .object({
    id: LabTaskId,
    version: z.int(),
    status: LabTaskStatus,
    orderId: OrderId,
    patientId: PatientId,
    code: Coding,
    tests: z.array(Coding),
    priority: Priority,
    specimens: z.array(SpecimenPart),
    results: z.array(ResultPart),
  })
  .meta({ title: 'LabTask' });

const LabTaskSummary = z
  .object({
    id: LabTaskId,
    status: LabTaskStatus,
    patientId: PatientId,
    code: Coding,
    priority: Priority,
    accessionNumber: AccessionNumber.optional(),
    acceptedAt: Instant,
    unverified: z.int().meta({ description: 'results that wait for a pathologist' }),
  })
  .meta({ title: 'LabTaskSummary' });

const of = { taskId: LabTaskId, orderId: OrderId, patientId: PatientId };

/** The laboratory will work on the order. */
export class OrderAccepted extends publicEvent('laboratory.order-accepted', 1, { ...of, acceptedAt: Instant }) {}

/** The laboratory stopped working on a revoked order. */
export class TaskCancelled extends publicEvent('laboratory.task-cancelled', 1, { ...of, cancelledAt: Instant }) {}

/** The specimen was here before the revocation: the laboratory goes on (HL7 v2 ORC-1 `UC`). */
export class RevocationRefused extends publicEvent('laboratory.revocation-refused', 1, { ...of, refusedAt: Instant }) {}

/** Somebody has taken the specimen from the patient. */
export class SpecimenCollected extends publicEvent('laboratory.specimen-collected', 1, {
  ...of,
  specimenId: SpecimenId,
  type: Coding.optional(),
  collectedDateTime: Instant,
  collectedBy: z.string(),
}) {}

/** The specimen has arrived in the laboratory and has its accession number. */
export class SpecimenReceived extends publicEvent('laboratory.specimen-received', 1, {
  ...of,
  specimenId: SpecimenId,
  accessionNumber: phi(AccessionNumber),
  receivedTime: Instant,
}) {}

/** The specimen cannot be used; another one must be collected. */
export class SpecimenRejected extends publicEvent('laboratory.specimen-rejected', 1, {
  ...of,
  specimenId: SpecimenId,
  reason: Coding,
  rejectedAt: Instant,
}) {}

const result = {
  ...of,
  resultId: ResultId,
  code: Coding,
  status: ObservationStatus,
  effectiveDateTime: Instant,
  value: phi(ResultValue),
  interpretation: phi(Interpretation.optional()),
  referenceRange: phi(ReferenceRange.optional()),
};

/** A result is there, but nobody has confirmed it yet. The same result again: its value has changed before anybody did. */
export class ResultEntered extends publicEvent('laboratory.result-entered', 1, {
  ...result,
  enteredBy: z.string(),
  enteredAt: Instant,
}) {}

/** A result was taken back before anybody had confirmed it; the test may get another one. */
export class ResultCancelled extends publicEvent('laboratory.result-cancelled', 1, {
  ...of,
  resultId: ResultId,
  code: Coding,
  cancelledBy: z.string(),
  cancelledAt: Instant,
}) {}

/** A pathologist has confirmed the result. It may now reach the patient's chart. */
export class ResultVerified extends publicEvent('laboratory.result-verified', 1, {
  ...result,
  verifiedBy: z.string(),
  verifiedAt: Instant,
  /** `completed` with the last result of the order. */
  taskStatus: LabTaskStatus,
}) {}

/** A confirmed result was wrong; this is the right one, or `entered-in-error` when there is none. The old one stays in the history. */
export class ResultCorrected extends publicEvent('laboratory.result-corrected', 1, {
  ...result,
  correctedBy: z.string(),
  correctedAt: Instant,
  reason: phi(Line(500)),
}) {}

const labCommand = { output: LabTaskResource, resource: 'LabTask' };

export class CollectSpecimen extends command('laboratory.collect-specimen', {
  ...labCommand,
  summary: 'Records that the specimen was taken.',
  permission: 'specimens:collect',
  input: { taskId: LabTaskId, type: Coding.optional(), collectedDateTime: Instant.optional() },
}) {}

export class ReceiveSpecimen extends command('laboratory.receive-specimen', {
  ...labCommand,
  summary: 'Records that the specimen arrived; without `accessionNumber` the laboratory gives one.',
  permission: 'specimens:receive',
  input: { taskId: LabTaskId, accessionNumber: AccessionNumber.optional(), receivedTime: Instant.optional() },
}) {}

export class RejectSpecimen extends command('laboratory.reject-specimen', {
  ...labCommand,
  summary: 'Refuses the specimen (HL7 v2 table 0490, SPM-21); another one is to be collected.',
  permission: 'specimens:reject',
  input: { taskId: LabTaskId, reason: Coding },
}) {}

export class EnterResults extends command('laboratory.enter-results', {
  ...labCommand,
  summary: 'Enters results of an order, preliminary until somebody else verifies them.',
  permission: 'results:enter',
  input: { taskId: LabTaskId, results: z.array(ToldResult).min(1).max(100) },
}) {}

export class VerifyResults extends command('laboratory.verify-results', {
  ...labCommand,
  summary: 'Confirms results; without `resultIds` all that wait. Never by the person who entered them.',
  permission: 'results:verify',
  input: { taskId: LabTaskId, resultIds: z.array(ResultId).min(1).max(100).optional() },
}) {}

export class CorrectResult extends command('laboratory.correct-result', {
  ...labCommand,
  summary: 'Replaces the value of a verified result, with a reason; the old value stays in the history.',
  permission: 'results:correct',
  input: { taskId: LabTaskId, resultId: ResultId, ...finding, reason: Line(500) },
}) {}

export class GetLabTask extends query('laboratory.get-lab-task', {
  summary: 'One lab task with its specimens and results.',
  permission: 'lab:read',
  input: { taskId: LabTaskId },
  output: LabTaskResource,
  resource: 'LabTask',
}) {}

export class ListLabTasks extends query('laboratory.list-lab-tasks', {
  summary: 'The laboratory worklist, the oldest first.',
  permission: 'lab:read',
  input: { ...listInput, status: LabTaskStatus.optional(), accessionNumber: AccessionNumber.optional() },
  output: pageOf(LabTaskSummary),
}) {}

export const laboratoryRefuses = refusals('laboratory', {
  'self-verification': [422, 'Whoever entered a result may not verify it.', 'Ask another pathologist to verify.'],
  'not-open': [409, 'The task is completed or cancelled.', 'Read the task; a verified result is changed by correct-result.'],
  'specimen-missing': [409, 'There is no collected specimen that waits to be received.', 'Collect a specimen first.'],
  'specimen-not-received': [409, 'The laboratory has not received the specimen.', 'Receive the specimen first.'],
  'already-collected': [409, 'There is a specimen for this task already.', 'Reject it before another one is collected.'],
  'has-results': [409, 'Results of this specimen have been verified.', 'Correct the results instead.'],
  'test-not-ordered': [
    422,
    'The order does not ask for this test, or has its result already.',
    'Place another order for further tests.',
  ],
  'nothing-to-verify': [409, 'None of these results waits to be verified.', 'Read the task to see its results.'],
  'not-verified': [409, 'Only a verified result can be corrected.', 'Verify it first.'],
  'accession-number-taken': [409, 'Another specimen has this accession number.', 'Look at the label again.'],
});
