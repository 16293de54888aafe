import { Column, Entity } from 'typeorm';
import { DomainEvent, moneyOf, newId } from '@orderly/kernel';
import { RemittanceReceived, RemittanceResource, remittancesRefuses } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';
import { isBalanced, Remittance as Payment, RemittanceClaim } from '@orderly/standards/x12';
import { isReversal, keyOf, Unmatched } from './posting';

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
  /** Absent: the file has no number of the payer, only a name. */
  @Column('text') payerId?: string;
  @Column('text') traceNumber!: string;
  @Column('bigint') cents!: number;
  @Column('date') paymentDate!: string;
  @Column('timestamptz') receivedAt!: string;
  @Column('json') parts: Part[] = [];
  /** PLB: what belongs to no claim. */
  @Column('json') providerAdjustments!: Payment['providerAdjustments'];
  @Column('int') unmatched = 0;
  /** The sum of the payment is not what its claims say: nothing is posted unless somebody matches it by hand. */
  @Column('boolean') held!: boolean;

  static receive(payment: Payment, receivedAt: string): [Remittance, DomainEvent] {
    const { payer, traceNumber, cents, paymentDate, claims, providerAdjustments } = payment;
    const held = !isBalanced(payment);
    const remittance = make(Remittance, {
      ...{ id: newId(), payer: payerKeyOf(payment), payerId: payer.id, held },
      ...{ traceNumber, cents, paymentDate, receivedAt, providerAdjustments },
      parts: claims.map((part) => (held ? { part, unmatched: 'out-of-balance' } : { part })),
    });
    remittance.settle();
    const facts = { payer: payer.name, traceNumber, amount: moneyOf(cents), claims: claims.length, receivedAt };
    return [remittance, new RemittanceReceived({ remittanceId: remittance.id, ...facts })];
  }

  /**
   * The same payment in another file. What that one says beyond this one is not lost; what it says anew of a claim replaces the part that
   * nobody could post; a sum that is right now ends the waiting.
   */
  receiveAgain(payment: Payment): void {
    if (!isBalanced(payment)) return;
    if (this.held && this.parts.some(({ claimId }) => claimId)) return;
    this.providerAdjustments = this.held
      ? payment.providerAdjustments
      : [...this.providerAdjustments, ...unsaid(payment.providerAdjustments, this.providerAdjustments, JSON.stringify)];
    const parts = this.held ? [] : [...this.parts];
    const fresh = unsaid(
      payment.claims,
      parts.map(({ part }) => part),
      contentOf,
    );
    const repeated = new Set(payment.claims.map(contentOf));
    for (const part of fresh) {
      const at = parts.findIndex((old) => old.unmatched && !repeated.has(contentOf(old.part)) && isSameMatter(old.part, part));
      if (at < 0) parts.push({ part });
      else parts[at] = { part };
    }
    this.held = false;
    this.parts = parts;
    this.settle();
  }

  /** Parts that nobody has tried to post, with their places from 0. */
  get fresh(): [index: number, part: RemittanceClaim][] {
    return this.partsThat(({ claimId, unmatched }) => !this.held && !claimId && !unmatched);
  }

  /** Parts that only make sense after another payment or reversal. */
  get early(): [index: number, part: RemittanceClaim][] {
    return this.partsThat(({ unmatched }) => unmatched === 'paid-already' || unmatched === 'reversal-without-payment');
  }

  /** Whether another part of this payment, with the same key, is posted to the claim. */
  hasPosted(key: string, claim: string): boolean {
    return this.parts.some(({ part, claimId }) => claimId === claim && keyOf(part, this) === key);
  }

  /** What became of the part at this place. */
  note(index: number, became: { claimId: string } | { unmatched: Unmatched }): void {
    const { part } = this.parts[index] as Part;
    this.parts = this.parts.with(index, { part, ...became });
    this.settle();
  }

  /** A payment of nothing but provider adjustments (PLB) is complete as it comes. */
  private settle(): void {
    this.unmatched = this.parts.filter(({ unmatched }) => unmatched).length;
    if (this.fresh.length > 0) this.outcome = 'queued';
    else if (this.held) this.outcome = 'error';
    else this.outcome = this.unmatched === 0 ? 'complete' : this.unmatched < this.parts.length ? 'partial' : 'error';
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

  /** What a list shows: without parts and adjustments. */
  summary() {
    const { id, version, outcome, payer, traceNumber, cents, paymentDate, receivedAt, unmatched } = this;
    return { id, version, outcome, payer, traceNumber, paymentAmount: moneyOf(cents), paymentDate, receivedAt, unmatched };
  }

  resource(): Resource {
    const { unmatched: _, ...summary } = this.summary();
    const detail = this.parts.map(({ part, claimId, unmatched }, index) => ({
      ...{ sequence: index + 1, claimControlNumber: part.claimControlNumber, status: part.status, claimId, unmatched },
      ...{ billed: moneyOf(part.billedCents), paid: moneyOf(part.paidCents) },
    }));
    return {
      ...{ ...summary, detail },
      providerAdjustments: this.providerAdjustments.map(({ cents: amount, ...rest }) => ({ ...rest, amount: moneyOf(amount) })),
    };
  }
}

const contentOf = ({ claimControlNumber, status, billedCents, paidCents, adjustments, lines }: RemittanceClaim): string =>
  JSON.stringify([claimControlNumber, status, billedCents, paidCents, adjustments, lines]);

/** Both pay the same claim, or both take back. */
const isSameMatter = (one: RemittanceClaim, other: RemittanceClaim): boolean =>
  one.claimControlNumber === other.claimControlNumber && isReversal(one) === isReversal(other);

function unsaid<T>(now: readonly T[], before: readonly T[], content: (one: T) => string): T[] {
  const known = new Set(before.map((one) => content(one)));
  return now.filter((one) => !known.has(content(one)));
}

/** Payers are known by their number where the file has one. */
export const payerKeyOf = ({ payer }: Payment): string => payer.id ?? payer.name;
