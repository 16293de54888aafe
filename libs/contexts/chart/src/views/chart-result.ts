import { Column, Entity } from 'typeorm';
import { Coding } from '@orderly/kernel';
import {
  ReferenceRange,
  ResultCancelled,
  ResultCorrected,
  ResultEntered,
  ResultPart,
  ResultValue,
  ResultVerified,
} from '@orderly/contracts';
import { TenantRow, view, when } from '@orderly/platform/persistence';

/** Results that a pathologist has confirmed, as they are now. */
@Entity('chart_result')
export class ChartResult extends TenantRow {
  @Column('uuid') patientId!: string;
  @Column('uuid') orderId!: string;
  @Column('text') status!: ResultPart['status'];
  @Column('json') code!: Coding;
  @Column('json') value!: ResultValue;
  @Column('text') interpretation?: string;
  @Column('json') referenceRange?: (typeof ReferenceRange)['_output'];
  @Column('timestamptz') effectiveDateTime!: string;
  @Column('timestamptz') issued!: string;
  @Column('text') verifiedBy!: string;
}

/** Each thing that was ever said about a result; the id is the event's. */
@Entity('result_version')
export class ResultVersion extends TenantRow {
  @Column('uuid') patientId!: string;
  @Column('uuid') resultId!: string;
  /** Version of the lab task: sorts what happened in the same millisecond. */
  @Column('int') sequence!: number;
  @Column('text') status!: ResultPart['status'];
  @Column('json') value!: ResultValue;
  @Column('timestamptz') at!: string;
  @Column('text') by!: string;
  @Column('text') reason?: string;
}

type Facts = (ResultVerified | ResultCorrected)['data'];

/** Every column is named, also when it is empty: a correction may take an interpretation away. */
const confirmed = ({
  resultId,
  patientId,
  orderId,
  status,
  code,
  value,
  interpretation,
  referenceRange,
  effectiveDateTime,
}: Facts) => ({
  ...{ id: resultId, patientId, orderId, status, code, value, effectiveDateTime },
  ...{ interpretation: interpretation ?? undefined, referenceRange: referenceRange ?? undefined },
});

export const chartResult = view(
  ChartResult,
  when(ResultVerified, ({ data }) => ({ ...confirmed(data), issued: data.verifiedAt, verifiedBy: data.verifiedBy })),
  when(ResultCorrected, ({ data }) => ({ ...confirmed(data), issued: data.correctedAt, verifiedBy: data.correctedBy })),
);

/** FHIR R4 CodeSystem data-absent-reason. */
const TAKEN_BACK = {
  dataAbsentReason: { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'error', display: 'Error' },
};

type Said = {
  id: string;
  aggregate: { version: number };
  data: { patientId: string; resultId: string; status: ResultPart['status']; value: ResultValue };
};

const said = ({ id, aggregate, data: { patientId, resultId, status, value } }: Said, at: string, by: string) => ({
  ...{ id, patientId, resultId, sequence: aggregate.version, status, value, at, by },
});

export const resultVersion = view(
  ResultVersion,
  when(ResultEntered, (event) => said(event, event.data.enteredAt, event.data.enteredBy)),
  when(ResultVerified, (event) => said(event, event.data.verifiedAt, event.data.verifiedBy)),
  when(ResultCancelled, ({ id, aggregate, data }) => {
    const event = { id, aggregate, data: { ...data, status: 'cancelled' as const, value: TAKEN_BACK } };
    return said(event, data.cancelledAt, data.cancelledBy);
  }),
  when(ResultCorrected, (event) => ({
    ...said(event, event.data.correctedAt, event.data.correctedBy),
    reason: event.data.reason,
  })),
);
