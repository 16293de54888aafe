import { Column, Entity } from 'typeorm';
import { Coding, DomainEvent, moneyOf, Received } from '@orderly/kernel';
import {
  AccountResource,
  billingRefuses,
  BillingOverdue,
  CompleteCoding,
  Coverage,
  EncounterCoded,
  EncounterStarted,
} from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';
import { ChargeItem } from './charge-item';

type Resource = (typeof AccountResource)['_output'];
/** Lines of an 837I claim (005010X223A2, loop 2400). */
const MOST_CHARGES = 999;

type Reason = NonNullable<Resource['waitingFor']>;

/** What one encounter costs, and how far its billing is; FHIR Account under the encounter's id. */
@Entity('account')
export class Account extends Aggregate {
  @Column('text') billingStatus!: Resource['billingStatus'];
  @Column('text') waitingFor?: Reason;
  @Column('uuid') patientId!: string;
  @Column('text') class!: string;
  @Column('uuid') practitionerId?: string;
  @Column('timestamptz') start!: string;
  @Column('json') orderIds?: string[];
  @Column('int') chargeCount?: number;
  @Column('timestamptz') codedAt?: string;
  @Column('json') coverage?: Coverage;
  @Column('json') diagnosis?: Coding[];
  /** Charges captured so far, and how many of them a claim or invoice holds. */
  @Column('int') captured = 0;
  @Column('int') billed = 0;
  @Column('json') claimIds: string[] = [];
  @Column('json') invoiceIds: string[] = [];
  @Column('timestamptz') overdueSince?: string;

  static open({ data }: Received<EncounterStarted>): Account {
    const { encounterId, patientId, practitionerId, start } = data;
    return make(Account, {
      ...{ id: encounterId, patientId, practitionerId, start, class: data.class },
      billingStatus: 'open',
      waitingFor: 'encounter-not-finished',
    });
  }

  /** Takes the next places among the account's charges; answers the first of them. */
  reserve(count: number): number {
    if (this.captured + count > MOST_CHARGES) throw billingRefuses('too-many-charges');
    this.captured += count;
    return this.captured - count + 1;
  }

  /** Once billed, only what was rejected can be corrected: by the payer's answer the claim was never there. */
  code({ orderIds, chargeCount, coverage, diagnosis }: CompleteCoding['data'], codedAt: string, isRejected = false): DomainEvent {
    if (this.billed > 0 && !isRejected) throw billingRefuses('already-billed');
    Object.assign(this, { orderIds, chargeCount, codedAt, coverage, diagnosis });
    return new EncounterCoded({ accountId: this.id, patientId: this.patientId, orderIds, chargeCount, coverage, diagnosis });
  }

  get isCoded(): boolean {
    return this.chargeCount !== undefined;
  }

  /** Care is complete, and something in the way of billing all of it. */
  get isBillable(): boolean {
    return this.waitingFor !== undefined && this.waitingFor !== 'encounter-not-finished';
  }

  /** Notes why nothing can be billed yet. */
  waitFor(reason: Reason): void {
    this.waitingFor = reason;
    if (reason !== 'encounter-not-finished' && this.billed === 0) this.billingStatus = 'carecomplete-notbilled';
  }

  /** Nothing is in the way any more; answers whether something was. */
  goOn(): boolean {
    const waited = this.waitingFor !== undefined;
    this.waitingFor = undefined;
    this.overdueSince = undefined;
    return waited;
  }

  /** A claim or an invoice holds all charges captured so far; without any there was nothing to pay. */
  settle(by: { claimId?: string; invoiceId?: string }): void {
    this.goOn();
    this.billed = this.captured;
    this.billingStatus = by.claimId || by.invoiceId ? 'billing' : 'closed-completed';
    if (by.claimId) this.claimIds = [...this.claimIds, by.claimId];
    if (by.invoiceId) this.invoiceIds = [...this.invoiceIds, by.invoiceId];
  }

  /** Also when only what came after the claim is not billed. */
  overdue(overdueSince: string): DomainEvent[] {
    if (!this.isBillable || this.overdueSince) return [];
    this.overdueSince = overdueSince;
    return [new BillingOverdue({ accountId: this.id, patientId: this.patientId, waitingFor: this.waitingFor, overdueSince })];
  }

  override patient(): string {
    return this.patientId;
  }

  resource(charges: readonly ChargeItem[]): Resource {
    const { tenant: _, practitionerId: __, captured: ___, billed: ____, codedAt: _____, ...rest } = this;
    return { ...rest, charges: charges.map(partOf) };
  }
}

const partOf = ({ id, serviceReference, code, revenueCode, quantity, serviced, net }: ChargeItem) => {
  const money = net === undefined || net === null ? undefined : moneyOf(net);
  return { id, serviceReference, code, revenueCode, quantity, serviced, net: money };
};
