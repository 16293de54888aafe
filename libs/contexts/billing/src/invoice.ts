import { Column, Entity } from 'typeorm';
import { centsOf, DomainEvent, moneyOf, newId } from '@orderly/kernel';
import {
  billingRefuses,
  InvoiceAdjusted,
  InvoiceCancelled,
  InvoiceIssued,
  InvoiceResource,
  PatientPaymentReceived,
} from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof InvoiceResource)['_output'];

/** What the patient is asked to pay; FHIR Invoice. */
@Entity('invoice')
export class Invoice extends Aggregate {
  @Column('text') status!: Resource['status'];
  @Column('text') reason!: Resource['reason'];
  @Column('uuid') accountId!: string;
  @Column('uuid') claimId?: string;
  @Column('uuid') patientId!: string;
  @Column('bigint') totalNet!: number;
  @Column('bigint') paid = 0;
  /** Paid beyond what is due: cents to be given back. */
  @Column('bigint') credit = 0;
  @Column('timestamptz') issued!: string;
  @Column('json') payments: Resource['payments'] = [];

  static issue(
    of: Pick<Invoice, 'accountId' | 'claimId' | 'patientId' | 'reason'>,
    totalNet: number,
    issued: string,
  ): [Invoice, DomainEvent] {
    const invoice = make(Invoice, { id: newId(), status: 'issued', ...of, totalNet, issued });
    return [invoice, new InvoiceIssued({ ...invoice.subject(), reason: of.reason, totalNet: moneyOf(totalNet), issued })];
  }

  /** The same reference twice is one payment; with another amount it is a mistake. */
  pay(reference: string, cents: number, receivedBy: string, receivedAt: string): DomainEvent[] {
    const known = this.payments.find((payment) => payment.reference === reference);
    if (known && centsOf(known.amount) !== cents) throw billingRefuses('payment-exists', { pointer: '/amount' });
    if (known) return [];
    if (this.status !== 'issued') throw billingRefuses('invoice-not-open');
    if (cents <= 0 || this.paid + cents > this.totalNet) throw billingRefuses('pays-too-much', { pointer: '/amount' });
    const amount = moneyOf(cents);
    this.payments = [...this.payments, { reference, amount, receivedAt, receivedBy }];
    this.paid += cents;
    if (this.paid === this.totalNet) this.status = 'balanced';
    return [new PatientPaymentReceived({ ...this.subject(), amount, status: this.status, receivedAt })];
  }

  /** Only as long as nothing was paid: what the patient has paid is given back by people. */
  cancel(cancelledAt: string): DomainEvent[] {
    if (this.status !== 'issued' || this.paid > 0) return [];
    this.status = 'cancelled';
    return [new InvoiceCancelled({ ...this.subject(), cancelledAt })];
  }

  /** So many cents are due in the end. It never asks for less than was paid: what is too much stands as `credit`. */
  adjust(cents: number, adjustedAt: string): DomainEvent[] {
    const totalNet = Math.max(cents, this.paid);
    const credit = totalNet - cents;
    if (this.status === 'cancelled' || (totalNet === this.totalNet && credit === this.credit)) return [];
    const status = this.paid === totalNet ? 'balanced' : 'issued';
    Object.assign(this, { totalNet, credit, status });
    const sums = { totalNet: moneyOf(totalNet), credit: moneyOf(credit) };
    return [new InvoiceAdjusted({ ...this.subject(), ...sums, status, adjustedAt })];
  }

  override patient(): string {
    return this.patientId;
  }

  resource(): Resource {
    const { tenant: _, ...rest } = this;
    return { ...rest, totalNet: moneyOf(this.totalNet), paid: moneyOf(this.paid), credit: moneyOf(this.credit) };
  }

  private subject() {
    return { invoiceId: this.id, accountId: this.accountId, patientId: this.patientId, claimId: this.claimId };
  }
}
