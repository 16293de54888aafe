import { Column, Entity } from 'typeorm';
import { DomainEvent, moneyOf, newId } from '@orderly/kernel';
import {
  ClaimAcknowledged,
  ClaimAdjudicated,
  ClaimDrafted,
  ClaimRejected,
  ClaimReplaced,
  ClaimResource,
  ClaimSubmitted,
  ClaimTransmissionRejected,
  PaymentPosted,
  PaymentReversed,
} from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';
import type { ClaimAcknowledgment, InstitutionalClaim } from '@orderly/standards/x12';
import type { Posting, Unmatched } from './posting';

type Resource = (typeof ClaimResource)['_output'];

/** Whose trace and correlation everything goes on in that happens to the claim, however much later. */
export interface Cause {
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string;
}

/** What a payer is asked to pay for one encounter, and what came of it; FHIR Claim and ClaimResponse. */
@Entity('claim')
export class Claim extends Aggregate {
  @Column('text') state!: Resource['state'];
  @Column('text') stateReason?: string;
  @Column('text') claimControlNumber!: string;
  @Column('text') frequency!: Resource['frequency'];
  @Column('uuid') accountId!: string;
  @Column('uuid') patientId!: string;
  @Column('uuid') payorId!: string;
  @Column('timestamptz') created!: string;
  /** Cents; the table has the rule that an adjudicated claim is total = paid + adjusted + patient. */
  @Column('bigint') total!: number;
  @Column('bigint') paid = 0;
  @Column('bigint') adjusted = 0;
  @Column('bigint') patientShare = 0;
  @Column('boolean') underpaid = false;
  @Column('text') payerClaimControlNumber?: string;
  @Column('uuid') replaces?: string;
  @Column('uuid') replacedBy?: string;
  /** How often it was sent, and in which functional group (GS06) the last time. */
  @Column('int') transmissions = 0;
  @Column('int') groupControlNumber?: number;
  @Column('json') document!: InstitutionalClaim;
  @Column('json') postings: Posting[] = [];
  @Column('uuid') patientInvoiceId?: string;
  /** Remittances with a part for this claim that could not be posted before an earlier one has come. */
  @Column('json') awaitedBy: string[] = [];
  @Column('json') cause!: Cause;

  static draft(
    of: Pick<Claim, 'accountId' | 'patientId' | 'payorId' | 'replaces' | 'cause'>,
    document: InstitutionalClaim,
    created: string,
  ): [Claim, DomainEvent] {
    const { claimControlNumber, frequency, totalCents: total } = document;
    const named = { claimControlNumber, frequency: frequency as Claim['frequency'], total };
    const claim = make(Claim, { id: newId(), state: 'drafted', ...of, ...named, created, document });
    if (claim.lacksNumber) claim.stateReason = 'no-payer-number';
    const { payorId, replaces } = claim;
    return [
      claim,
      new ClaimDrafted({ ...claim.subject(), payorId, frequency: claim.frequency, total: moneyOf(total), replaces }),
    ];
  }

  /** A replacement that waits until the payer, or a person, has named what it replaces. */
  get lacksNumber(): boolean {
    return this.frequency === '7' && this.document.payerClaimControlNumber === undefined;
  }

  /** Nobody has taken it yet. */
  get isToBeSent(): boolean {
    return !this.lacksNumber && (this.state === 'drafted' || this.state === 'transmission-rejected');
  }

  submitted(submittedAt: string): DomainEvent[] {
    if (!this.isToBeSent) return [];
    this.state = 'submitted';
    this.stateReason = undefined;
    return [new ClaimSubmitted({ ...this.subject(), submittedAt })];
  }

  /** It goes out in this functional group now. */
  sentIn(groupControlNumber: number): void {
    this.groupControlNumber = groupControlNumber;
    this.transmissions += 1;
  }

  /** No file can be written with it (`reason` names the element): as with a rejected one, somebody must correct it. */
  notExpressible(reason: string, rejectedAt: string): DomainEvent[] {
    if (!this.isToBeSent) return [];
    this.state = 'rejected';
    this.stateReason = reason;
    return [new ClaimRejected({ ...this.subject(), category: 'X12', status: reason, rejectedAt })];
  }

  /** TA1 or 999 R: nobody has looked at the claim, so it is sent again. */
  transmissionRejected(reason: string, rejectedAt: string): DomainEvent[] {
    if (!['drafted', 'submitted', 'transmission-rejected'].includes(this.state)) return [];
    this.state = 'transmission-rejected';
    this.stateReason = reason;
    return [new ClaimTransmissionRejected({ ...this.subject(), reason, rejectedAt })];
  }

  /**
   * 277CA. The same answer twice, or one that comes after the payment, changes nothing; but a claim that one station has received (A1)
   * may be rejected by the next.
   */
  acknowledged({ category, status, payerClaimControlNumber }: ClaimAcknowledgment, at: string): DomainEvent[] {
    this.payerClaimControlNumber ??= payerClaimControlNumber;
    const isOpen = this.state === 'submitted' || (this.state === 'acknowledged' && this.postings.length === 0);
    if (!isOpen) return [];
    if (ACCEPTED.has(category)) {
      if (this.state === 'acknowledged') return [];
      this.state = 'acknowledged';
      return [new ClaimAcknowledged({ ...this.subject(), category, payerClaimControlNumber, acknowledgedAt: at })];
    }
    if (!REJECTED.has(category)) return [];
    this.state = 'rejected';
    this.stateReason = `${category}:${status}`;
    return [new ClaimRejected({ ...this.subject(), category, status, rejectedAt: at })];
  }

  /** The payer's number of the claim that this one replaces (REF*F8): now it can be sent. */
  replaceOf(payerClaimControlNumber: string): void {
    this.document = { ...this.document, payerClaimControlNumber };
    this.stateReason = undefined;
  }

  /** Everything before it was rejected, so that there is nothing to replace: it goes out as an original. */
  becomeOriginal(): void {
    this.frequency = '1';
    this.stateReason = undefined;
    const { payerClaimControlNumber: _, ...document } = this.document;
    this.document = { ...document, frequency: '1' };
  }

  /** Another claim stands for this one; what payers still say about this one is taken nevertheless. */
  replaceBy(replacedBy: string, replacedAt: string): DomainEvent {
    this.replacedBy = replacedBy;
    return new ClaimReplaced({ ...this.subject(), replacedBy, replacedAt });
  }

  /** Posts a payment or its reversal once. `expected`: cents that the payer has agreed to, when there is a contract. */
  post(posting: Posting, payerClaimControlNumber: string | undefined, expected = 0): DomainEvent[] | Unmatched {
    if (this.postings.some(({ key }) => key === posting.key)) return [];
    const standing = this.standing();
    if (posting.kind === 'payment' && standing) return 'paid-already';
    if (posting.kind === 'reversal' && !(standing && takesBack(posting, standing))) return 'reversal-without-payment';
    this.payerClaimControlNumber ??= payerClaimControlNumber;
    this.postings = [...this.postings, posting];
    this.paid += posting.paid;
    this.adjusted += posting.adjusted;
    this.patientShare += posting.patient;
    return posting.kind === 'payment' ? this.adjudicate(posting, expected) : this.reopen(posting);
  }

  /** A remittance has something for this claim that only makes sense after another one. */
  heldFor(remittanceId: string): void {
    if (!this.awaitedBy.includes(remittanceId)) this.awaitedBy = [...this.awaitedBy, remittanceId];
  }

  /** Remittances whose parts may fit now. */
  release(): readonly string[] {
    const waiting = this.awaitedBy;
    if (waiting.length > 0) this.awaitedBy = [];
    return waiting;
  }

  override patient(): string {
    return this.patientId;
  }

  /** What a list shows: without lines and postings. */
  summary() {
    const { id, version, state, stateReason, claimControlNumber, frequency, accountId, patientId, payorId, created } = this;
    const { underpaid, payerClaimControlNumber, replaces, replacedBy } = this;
    return {
      ...{ id, version, state, stateReason, claimControlNumber, frequency, accountId, patientId, payorId, created },
      ...{ underpaid, payerClaimControlNumber, replaces, replacedBy },
      total: moneyOf(this.total),
      paid: moneyOf(this.paid),
      adjusted: moneyOf(this.adjusted),
      patient: moneyOf(this.patientShare),
    };
  }

  resource(): Resource {
    return {
      ...this.summary(),
      items: this.document.lines.map(({ number, procedure, revenueCode, quantity, serviceDate, cents }) => ({
        ...{ sequence: number, productOrService: procedure, revenue: revenueCode, quantity },
        ...{ servicedDate: serviceDate, net: moneyOf(cents) },
      })),
      postings: this.postings.map(({ key: _, paid, adjusted, patient, ...rest }) => ({
        ...{ ...rest, paid: moneyOf(paid), adjusted: moneyOf(adjusted), patient: moneyOf(patient) },
      })),
    };
  }

  private adjudicate({ remittanceId, traceNumber, paid, postedAt }: Posting, expected: number): DomainEvent[] {
    this.state = paid === 0 && this.patientShare === 0 ? 'denied' : 'adjudicated';
    this.underpaid = this.state === 'adjudicated' && paid + this.patientShare < expected;
    const { state, total, adjusted, patientShare, underpaid } = this;
    const decided = {
      ...{ total: moneyOf(total), paid: moneyOf(paid) },
      adjusted: moneyOf(adjusted),
      patient: moneyOf(patientShare),
    };
    const adjudicated = new ClaimAdjudicated({ ...this.subject(), state, ...decided, underpaid, adjudicatedAt: postedAt });
    if (paid === 0) return [adjudicated];
    return [adjudicated, new PaymentPosted({ ...this.subject(), remittanceId, traceNumber, amount: moneyOf(paid), postedAt })];
  }

  private reopen({ remittanceId, traceNumber, paid, postedAt }: Posting): DomainEvent[] {
    this.state = 'acknowledged';
    this.underpaid = false;
    return [new PaymentReversed({ ...this.subject(), remittanceId, traceNumber, amount: moneyOf(paid), postedAt })];
  }

  /** The payment that no reversal has taken back. */
  private standing(): Posting | undefined {
    const last = this.postings.at(-1);
    return last?.kind === 'payment' ? last : undefined;
  }

  private subject() {
    const { id: claimId, accountId, patientId, claimControlNumber } = this;
    return { claimId, accountId, patientId, claimControlNumber };
  }
}

/** A reversal mirrors what it reverses (005010X221A1, 1.10.2.8). */
const takesBack = (reversal: Posting, { paid, adjusted, patient }: Posting): boolean =>
  reversal.paid === -paid && reversal.adjusted === -adjusted && reversal.patient === -patient;

/** 277CA STC01-1, X12 external code list 507. */
const ACCEPTED = new Set(['A1', 'A2']);
const REJECTED = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);
