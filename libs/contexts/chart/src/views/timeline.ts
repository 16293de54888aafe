import { Column, Entity } from 'typeorm';
import { Coding, DomainEvent, EventClass, Received } from '@orderly/kernel';
import {
  ClaimAdjudicated,
  ClaimSubmitted,
  EncounterFinished,
  InvoiceIssued,
  EncounterStarted,
  OrderCompleted,
  OrderPlaced,
  OrderReinstated,
  OrderRevoked,
  PatientRegistered,
  PaymentPosted,
  ResultCorrected,
  ResultVerified,
  SpecimenCollected,
  SpecimenReceived,
  SpecimenRejected,
} from '@orderly/contracts';
import { RowChange, TenantRow, view, when } from '@orderly/platform/persistence';

/** One line for each thing that happened to the patient; the entry's id is the event's. */
@Entity('timeline_entry')
export class TimelineEntry extends TenantRow {
  @Column('uuid') patientId!: string;
  @Column('timestamptz') at!: string;
  @Column('text') kind!: string;
  @Column('uuid') subjectId!: string;
  @Column('text') display?: string;
  @Column('text') status?: string;
}

type Told = { at: string; display?: string; status?: string; subjectId?: string };
type OfPatient = DomainEvent & { data: { patientId: string } };

const entry = <E extends OfPatient>(event: EventClass<E>, tell: (data: E['data']) => Told) =>
  when(event, ({ id, type, aggregate, data }: Received<E>): RowChange<TimelineEntry> => {
    const { patientId } = data;
    return { id, patientId, kind: type, subjectId: aggregate.id, ...tell(data) };
  });

const name = (code: Coding | undefined) => code && (code.display ?? code.code);

export const timeline = view(
  TimelineEntry,
  when(PatientRegistered, ({ id, type, time, data: { patientId } }) => ({
    id,
    patientId,
    kind: type,
    subjectId: patientId,
    at: time,
  })),
  entry(EncounterStarted, ({ start, type, class: klass }) => ({
    at: start,
    display: name(type) ?? klass,
    status: 'in-progress',
  })),
  entry(EncounterFinished, ({ end }) => ({ at: end, status: 'finished' })),
  entry(OrderPlaced, ({ authoredOn, code }) => ({ at: authoredOn, display: name(code), status: 'active' })),
  entry(OrderRevoked, ({ revokedAt }) => ({ at: revokedAt, status: 'revoked' })),
  entry(OrderReinstated, ({ reinstatedAt }) => ({ at: reinstatedAt, status: 'active' })),
  entry(OrderCompleted, ({ completedAt }) => ({ at: completedAt, status: 'completed' })),
  entry(SpecimenCollected, ({ collectedDateTime, type }) => ({
    at: collectedDateTime,
    display: name(type),
    status: 'available',
  })),
  entry(SpecimenReceived, ({ receivedTime }) => ({ at: receivedTime, status: 'available' })),
  entry(SpecimenRejected, ({ rejectedAt, reason }) => ({ at: rejectedAt, display: name(reason), status: 'unsatisfactory' })),
  entry(ResultVerified, ({ verifiedAt, code, status, resultId }) => ({
    at: verifiedAt,
    display: name(code),
    status,
    subjectId: resultId,
  })),
  entry(ResultCorrected, ({ correctedAt, code, status, resultId }) => ({
    at: correctedAt,
    display: name(code),
    status,
    subjectId: resultId,
  })),
  // How far the payment is, not how much: amounts are the billing office's.
  entry(ClaimSubmitted, ({ submittedAt }) => ({ at: submittedAt, status: 'submitted' })),
  entry(ClaimAdjudicated, ({ adjudicatedAt, state }) => ({ at: adjudicatedAt, status: state })),
  entry(PaymentPosted, ({ postedAt }) => ({ at: postedAt, status: 'posted' })),
  entry(InvoiceIssued, ({ issued }) => ({ at: issued, status: 'issued' })),
);
