import { Column, Entity } from 'typeorm';
import { DomainEvent, moneyOf, newId } from '@orderly/kernel';
import { RemittanceReceived, RemittanceResource, remittancesRefuses } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';
import { isBalanced, Remittance as Payment, RemittanceClaim } from '@orderly/standards/x12';
import { Unmatched } from './posting';

type Resource = (typeof RemittanceResource)['_output'];

/** One part of a payment, and where it went. */
export interface Part {
  readonly part: RemittanceClaim;
  readonly claimId?: string;
  readonly unmatched?: Unmatched;
}

/** One payment of a payer: one BPR of an 835, however many files repeat it; FHIR PaymentReconciliation. */
@Entity('remittance')
export class Remittance extends Aggregate {
  @Column('text') outcome!: Resource['outcome'];
  @Column('text') payer!: string;
  @Column('text') traceNumber!: string;
  @Column('bigint') cents!: number;
  @Column('date') paymentDate!: string;
  @Column('timestamptz') receivedAt!: string;
  @Column('json') parts: Part[] = [];
  @Column('int') unmatched = 0;
  /** The sum of the payment is not what its claims say: nothing is posted unless somebody matches it by hand. */
  @Column('boolean') held!: boolean;

  static receive(payment: Payment, receivedAt: string): [Remittance, DomainEvent] {
    const { payer, traceNumber, cents, paymentDate, claims } = payment;
    const held = !isBalanced(payment);
    const remittance = make(Remittance, {
      ...{ id: newId(), outcome: held ? 'error' : 'queued', payer: payerKeyOf(payment), held },
      ...{ traceNumber, cents, paymentDate, receivedAt },
      parts: claims.map((part) => (held ? { part, unmatched: 'out-of-balance' } : { part })),
      unmatched: held ? claims.length : 0,
    });
    const facts = { payer: payer.name, traceNumber, amount: moneyOf(cents), claims: claims.length, receivedAt };
    return [remittance, new RemittanceReceived({ remittanceId: remittance.id, ...facts })];
  }

  /** The same payment in another file. What that one says beyond this one is not lost; a sum that is right now ends the waiting. */
  receiveAgain(payment: Payment): void {
    if (!isBalanced(payment)) return;
    if (this.held && this.parts.some(({ claimId }) => claimId)) return;
    const said = this.held ? [] : this.parts;
    const known = new Set(said.map(({ part }) => contentOf(part)));
    const fresh = payment.claims.filter((part) => !known.has(contentOf(part)));
    if (fresh.length === 0) return;
    this.held = false;
    this.parts = [...said, ...fresh.map((part) => ({ part }))];
    this.outcome = 'queued';
    this.unmatched = this.parts.filter(({ unmatched }) => unmatched).length;
  }

  /** Parts that nobody has tried to post, with their places from 0. */
  get fresh(): [index: number, part: RemittanceClaim][] {
    return this.partsThat(({ claimId, unmatched }) => !this.held && !claimId && !unmatched);
  }

  /** Parts that only make sense after another payment or reversal. */
  get early(): [index: number, part: RemittanceClaim][] {
    return this.partsThat(({ unmatched }) => unmatched === 'paid-already' || unmatched === 'reversal-without-payment');
  }

  /** What became of the part at this place. */
  note(index: number, became: { claimId: string } | { unmatched: Unmatched }): void {
    const { part } = this.parts[index] as Part;
    this.parts = this.parts.with(index, { part, ...became });
    this.unmatched = this.parts.filter(({ unmatched }) => unmatched).length;
    if (this.fresh.length > 0) return;
    this.outcome = this.unmatched === 0 ? 'complete' : this.unmatched < this.parts.length ? 'partial' : 'error';
  }

  private partsThat(fit: (part: Part) => boolean): [index: number, part: RemittanceClaim][] {
    return this.parts.flatMap((part, index) => (fit(part) ? [[index, part.part] as [number, RemittanceClaim]] : []));
  }

  /** The part with this number from 1, which nobody could post. */
  unmatchedPart(sequence: number): RemittanceClaim {
    const found = this.parts[sequence - 1];
    if (!found?.unmatched) throw remittancesRefuses('nothing-unmatched');
    return found.part;
  }

  summary() {
    const { tenant: _, parts: __, held: ___, cents, ...rest } = this;
    return { ...rest, paymentAmount: moneyOf(cents) };
  }

  resource(): Resource {
    const detail = this.parts.map(({ part, claimId, unmatched }, index) => ({
      ...{ sequence: index + 1, claimControlNumber: part.claimControlNumber, status: part.status, claimId, unmatched },
      ...{ billed: moneyOf(part.billedCents), paid: moneyOf(part.paidCents) },
    }));
    return { ...this.summary(), detail };
  }
}

const contentOf = ({ claimControlNumber, status, paidCents, lines }: RemittanceClaim): string =>
  JSON.stringify([claimControlNumber, status, paidCents, lines]);

/** Payers are known by their number where the file has one. */
export const payerKeyOf = ({ payer }: Payment): string => payer.id ?? payer.name;
