import { Column, Entity } from 'typeorm';
import { Coding } from '@orderly/kernel';
import {
  OrderAccepted,
  OrderCompleted,
  OrderPlaced,
  OrderReinstated,
  OrderResource,
  OrderRevoked,
  ResultEntered,
  ResultVerified,
  SpecimenCollected,
  SpecimenReceived,
  SpecimenRejected,
  TaskCancelled,
} from '@orderly/contracts';
import { TenantRow, view, when } from '@orderly/platform/persistence';

type Resource = (typeof OrderResource)['_output'];

/** An order and where the laboratory is with it. Orders and laboratory arrive in any order, so each sets columns of its own. */
@Entity('chart_order')
export class ChartOrder extends TenantRow {
  @Column('uuid') patientId!: string;
  @Column('text') status?: Resource['status'];
  /** Task.businessStatus, HL7 AU eRequesting codes. */
  @Column('text') businessStatus?: string;
  @Column('json') code?: Coding;
  @Column('text') priority?: Resource['priority'];
  @Column('uuid') encounterId?: string;
  @Column('uuid') requesterId?: string;
  @Column('timestamptz') authoredOn?: string;
}

type OfOrder = { data: { orderId: string; patientId: string } };

const ordered = ({ data: { orderId, patientId } }: OfOrder, status: Resource['status']) => ({ id: orderId, patientId, status });
const atLaboratory = ({ data: { orderId, patientId } }: OfOrder, businessStatus: string) => ({
  id: orderId,
  patientId,
  businessStatus,
});

export const chartOrder = view(
  ChartOrder,
  when(OrderPlaced, (event) => {
    const { code, priority, encounterId, requesterId, authoredOn } = event.data;
    return { ...ordered(event, 'active'), code, priority, encounterId, requesterId, authoredOn };
  }),
  when(OrderRevoked, (event) => ordered(event, 'revoked')),
  when(OrderReinstated, (event) => ordered(event, 'active')),
  when(OrderCompleted, (event) => ordered(event, 'completed')),
  when(OrderAccepted, (event) => atLaboratory(event, 'service-booked')),
  when(TaskCancelled, (event) => atLaboratory(event, 'cancel-handled')),
  when(SpecimenCollected, (event) => atLaboratory(event, 'specimen-collected')),
  when(SpecimenReceived, (event) => atLaboratory(event, 'pathology-in-lab')),
  when(SpecimenRejected, (event) => atLaboratory(event, 'service-booked')),
  when(ResultEntered, (event) => atLaboratory(event, 'preliminary-results')),
  when(ResultVerified, (event) =>
    atLaboratory(event, event.data.taskStatus === 'completed' ? 'final-results' : 'preliminary-results'),
  ),
);
