import { z } from 'zod';
import { Coding, HumanName, Id, Instant, Line, listInput, pageOf, query } from '@orderly/kernel';
import { EncounterId } from './encounters';
import { ObservationStatus, ReferenceRange, ResultId, ResultValue } from './laboratory';
import { OrderId, OrderStatus, Priority } from './orders';
import { Gender, PatientId } from './patients';

const TimelineEntry = z
  .object({
    id: Id,
    at: Instant,
    /** `encounters.encounter-started`: the event that this entry shows. */
    kind: z.string(),
    subjectId: Id,
    display: Line(300).optional(),
    status: z.string().optional(),
  })
  .meta({ title: 'TimelineEntry' });

const ChartHeader = z
  .object({
    patientId: PatientId,
    mrn: z.string().optional(),
    name: HumanName.optional(),
    gender: Gender.optional(),
    birthDate: z.string().optional(),
  })
  .meta({ title: 'ChartHeader' });

const ChartOrder = z
  .object({
    id: OrderId,
    status: OrderStatus,
    /** Where the laboratory is: service-booked, specimen-collected, pathology-in-lab, preliminary-results, final-results, cancel-handled (Task.businessStatus) */
    businessStatus: z.string().optional(),
    code: Coding.optional(),
    priority: Priority.optional(),
    encounterId: EncounterId.optional(),
    authoredOn: Instant.optional(),
    requester: z.string().optional(),
  })
  .meta({ title: 'ChartOrder' });

const ChartResult = z
  .object({
    id: ResultId,
    orderId: OrderId,
    status: ObservationStatus,
    code: Coding,
    value: ResultValue,
    interpretation: z.string().optional(),
    referenceRange: ReferenceRange.optional(),
    effectiveDateTime: Instant,
    issued: Instant.optional(),
    verifiedBy: z.string().optional(),
  })
  .meta({ title: 'ChartResult' });

const ResultVersion = z
  .object({
    id: Id,
    status: ObservationStatus,
    value: ResultValue,
    at: Instant,
    by: z.string(),
    reason: z.string().optional(),
  })
  .meta({ title: 'ResultVersion' });

export class GetChart extends query('chart.get-chart', {
  summary: 'Who the patient is, as the chart knows it.',
  permission: 'chart:read',
  input: { patientId: PatientId },
  output: ChartHeader,
}) {}

export class ListTimeline extends query('chart.list-timeline', {
  summary: 'What happened to the patient, the latest first.',
  permission: 'chart:read',
  input: { ...listInput, patientId: PatientId },
  output: pageOf(TimelineEntry),
}) {}

export class ListChartOrders extends query('chart.list-orders', {
  summary: 'Orders of the patient and where each one is, the latest first.',
  permission: 'chart:read',
  input: { ...listInput, patientId: PatientId },
  output: pageOf(ChartOrder),
}) {}

export class ListChartResults extends query('chart.list-results', {
  summary: 'Verified results of the patient, the latest first.',
  permission: 'chart:read',
  input: { ...listInput, patientId: PatientId },
  output: pageOf(ChartResult),
}) {}

export class ListResultHistory extends query('chart.list-result-history', {
  summary: 'Every version of one result, the latest first: who said what, when, and why it changed.',
  permission: 'chart:read',
  input: { ...listInput, patientId: PatientId, resultId: ResultId },
  output: pageOf(ResultVersion),
}) {}
