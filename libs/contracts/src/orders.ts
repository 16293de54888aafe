import { z } from 'zod';
import { Coding, command, Id, Instant, Line, listInput, pageOf, phi, publicEvent, query, refusals } from '@orderly/kernel';
import { PractitionerId } from './directory';
import { EncounterId } from './encounters';
import { PatientId } from './patients';

export const OrderId = Id;
/** FHIR R4 RequestStatus. */
export const OrderStatus = z.enum(['draft', 'active', 'on-hold', 'revoked', 'completed', 'entered-in-error', 'unknown']);
/** FHIR R4 RequestPriority. */
export const Priority = z.enum(['routine', 'urgent', 'asap', 'stat']);

/** What an order asks for: the panel or single test, and each test that needs a result (LOINC). */
const request = { code: Coding, tests: z.array(Coding).min(1).max(100), priority: Priority };

export const OrderResource = z
  .object({
    id: OrderId,
    version: z.int(),
    status: OrderStatus,
    intent: z.literal('order'),
    ...request,
    patientId: PatientId,
    encounterId: EncounterId,
    requesterId: PractitionerId.optional(),
    authoredOn: Instant,
    specimenReceived: z.boolean().meta({ description: 'true: the order can no longer be revoked' }),
    statusReason: z.string().optional(),
  })
  .meta({ title: 'Order' });

/** A clinician asks for laboratory tests. */
export class OrderPlaced extends publicEvent('orders.order-placed', 1, {
  orderId: OrderId,
  patientId: PatientId,
  encounterId: EncounterId,
  requesterId: PractitionerId.optional(),
  ...request,
  authoredOn: Instant,
}) {}

/** The order is withdrawn; nobody shall work on it any more. */
export class OrderRevoked extends publicEvent('orders.order-revoked', 1, {
  orderId: OrderId,
  patientId: PatientId,
  encounterId: EncounterId,
  revokedAt: Instant,
  reason: phi(Line(500)),
}) {}

/** The laboratory had the specimen already when the revocation reached it: the order stands (HL7 v2 ORC-1 `UC`, unable to cancel). */
export class OrderReinstated extends publicEvent('orders.order-reinstated', 1, {
  orderId: OrderId,
  patientId: PatientId,
  encounterId: EncounterId,
  reinstatedAt: Instant,
}) {}

/** Every test of the order has a final result. */
export class OrderCompleted extends publicEvent('orders.order-completed', 1, {
  orderId: OrderId,
  patientId: PatientId,
  encounterId: EncounterId,
  completedAt: Instant,
}) {}

export class PlaceOrder extends command('orders.place-order', {
  summary: 'Places a laboratory order in an encounter.',
  permission: 'orders:place',
  input: {
    id: OrderId.optional(),
    encounterId: EncounterId,
    ...request,
    priority: Priority.default('routine'),
    requesterId: PractitionerId.optional(),
    authoredOn: Instant.optional(),
  },
  output: OrderResource,
  resource: 'Order',
}) {}

export class RevokeOrder extends command('orders.revoke-order', {
  summary: 'Withdraws an order, as long as the laboratory has not received the specimen.',
  permission: 'orders:revoke',
  input: { orderId: OrderId, reason: Line(500) },
  output: OrderResource,
  resource: 'Order',
}) {}

export class GetOrder extends query('orders.get-order', {
  summary: 'One order.',
  permission: 'orders:read',
  input: { orderId: OrderId },
  output: OrderResource,
  resource: 'Order',
}) {}

export class ListOrders extends query('orders.list-orders', {
  summary: 'Orders, the latest first.',
  permission: 'orders:read',
  input: { ...listInput, status: OrderStatus.optional(), patientId: PatientId.optional(), encounterId: EncounterId.optional() },
  output: pageOf(OrderResource),
}) {}

export const ordersRefuses = refusals('orders', {
  'not-active': [409, 'The order is not active.', 'Read the order: it is completed or was revoked.'],
  'specimen-received': [
    422,
    'The laboratory has received the specimen; the order can no longer be revoked.',
    'Call the laboratory.',
  ],
  'encounter-cancelled': [
    422,
    'The encounter was cancelled.',
    'Place the order in the encounter in which the patient is cared for.',
  ],
});
