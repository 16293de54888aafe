import { Column, Entity } from 'typeorm';
import { DomainEvent, moneyOf, newId } from '@orderly/kernel';
import { billingRefuses, InvoiceCancelled, InvoiceIssued, InvoiceResource, PatientPaymentReceived } from '@orderly/contracts';
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

  /** The same reference twice is one payment. */
  pay(reference: string, cents: number, receivedBy: string, receivedAt: string): DomainEvent[] {
    if (this.payments.some((payment) => payment.reference === reference)) return [];
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

  override patient(): string {
    return this.patientId;
  }

  resource(): Resource {
    const { tenant: _, ...rest } = this;
    return { ...rest, totalNet: moneyOf(this.totalNet), paid: moneyOf(this.paid) };
  }

  private subject() {
    return { invoiceId: this.id, accountId: this.accountId, patientId: this.patientId, claimId: this.claimId };
  }
}
