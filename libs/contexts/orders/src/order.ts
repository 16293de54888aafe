import { Column, Entity } from 'typeorm';
import { Coding, DomainEvent, newId } from '@orderly/kernel';
import {
  OrderCompleted,
  OrderPlaced,
  OrderReinstated,
  OrderResource,
  OrderRevoked,
  ordersRefuses,
  PlaceOrder,
} from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof OrderResource)['_output'];

/** A laboratory order; FHIR ServiceRequest with intent `order`. The laboratory fulfils it, the order only hears of it. */
@Entity('order')
export class Order extends Aggregate {
  @Column('text') status!: Resource['status'];
  @Column('text') priority!: Resource['priority'];
  @Column('json') code!: Coding;
  @Column('json') tests!: Coding[];
  @Column('uuid') patientId!: string;
  @Column('uuid') encounterId!: string;
  @Column('uuid') requesterId?: string;
  @Column('timestamptz') authoredOn!: string;
  @Column('boolean') specimenReceived = false;
  @Column('text') statusReason?: string;

  static place({ id, authoredOn, ...request }: PlaceOrder['data'], patientId: string, now: string): [Order, DomainEvent] {
    const order = make(Order, { ...request, id: id ?? newId(), patientId, status: 'active', authoredOn: authoredOn ?? now });
    return [order, new OrderPlaced({ ...request, orderId: order.id, patientId, authoredOn: order.authoredOn })];
  }

  revoke(reason: string, revokedAt: string): DomainEvent {
    if (this.status !== 'active') throw ordersRefuses('not-active');
    if (this.specimenReceived) throw ordersRefuses('specimen-received');
    this.status = 'revoked';
    this.statusReason = reason;
    return new OrderRevoked({ ...this.subject(), revokedAt, reason });
  }

  /** The laboratory was quicker than the revocation. */
  reinstate(reinstatedAt: string): DomainEvent[] {
    if (this.status !== 'revoked') return [];
    this.status = 'active';
    this.statusReason = undefined;
    return [new OrderReinstated({ ...this.subject(), reinstatedAt })];
  }

  /** A rejected specimen makes the order revocable again, until the next one arrives. */
  noteSpecimen(received: boolean): void {
    this.specimenReceived = received;
  }

  complete(completedAt: string): DomainEvent[] {
    if (this.status === 'completed') return [];
    this.status = 'completed';
    this.statusReason = undefined;
    return [new OrderCompleted({ ...this.subject(), completedAt })];
  }

  override patient(): string {
    return this.patientId;
  }

  resource(): Resource {
    const { tenant: _, ...rest } = this;
    return { ...rest, intent: 'order' };
  }

  private subject() {
    return { orderId: this.id, patientId: this.patientId, encounterId: this.encounterId };
  }
}
