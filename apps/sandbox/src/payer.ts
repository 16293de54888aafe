import { claimControlNumber, type Remittance, type RemittanceClaim, writeRemittances } from '@orderly/standards/x12';
import { adjudicate, centsOfText, forwardedBy, payerNumberOf, remittanceOf, reverse, type TakenClaim } from './adjudication';
import type { Envelopes, File, Route } from './envelopes';
import type { Faults } from './faults';
import type { Journal } from './journal';
import type { Mailbox } from './mailbox';

export type PayerEntry = { type: 'told'; payments: [visit: string, cents: number][] } | PaymentEntry;

interface PaymentEntry {
  type: 'payment';
  submitterId: string;
  account: string;
  /** How many of the account's waiting claims it settles, oldest first. */
  settled: number;
  controlNumber: number;
  remittance: Remittance;
  files: File[];
}

/** A claim that has gone to adjudication. */
export interface Case {
  submitterId: string;
  route: Route;
  claim: TakenClaim;
  outcome?: RemittanceClaim;
  /** A replacement or void of it has been taken. */
  replaced?: true;
}

interface Account {
  waiting: Case[];
  timer?: NodeJS.Timeout;
  /** What has been paid too much and is kept from the next payment (PLB FB, 005010X221A1, section 1.10.2.12). */
  owedCents: number;
}

/** All payers: every claim is adjudicated once; one account for each submitter, payer and provider. */
export class Payer {
  private readonly told = new Map<string, number>();
  private readonly cases = new Map<string, Case>();
  private readonly accounts = new Map<string, Account>();
  private closed = false;
  readonly counters = { claims: 0, payments: 0, paidCents: 0 };

  constructor(
    private readonly journal: Journal<PayerEntry>,
    private readonly mailbox: Mailbox,
    private readonly envelopes: Envelopes,
    private readonly faults: Faults,
    private readonly settings: { payAfterMs: number; claimsPerRemittance: number; failed: (error: unknown) => void },
  ) {}

  /** What visits are worth to the payer, for claims that it adjudicates from now on: decimal text by visit number. */
  tell(amounts: Record<string, string>): Promise<void> {
    const payments = Object.entries(amounts).map(([visit, amount]): [string, number] => [
      visitOf(claimControlNumber(visit, 1)),
      centsOfText(amount),
    ]);
    for (const [visit, cents] of payments) this.told.set(visit, cents);
    this.journal.append({ type: 'told', payments });
    return this.journal.durable();
  }

  knows(submitterId: string, number: string): boolean {
    return this.cases.has(`${submitterId} ${payerNumberOf(number)}`);
  }

  /** Whether what this claim replaces or voids is here, for the same payer and provider, no void, and has not been replaced before. */
  canReplace(submitterId: string, claim: TakenClaim): boolean {
    const original = this.originalOf(submitterId, claim);
    return (
      !!original &&
      !original.replaced &&
      original.claim.frequency !== '8' &&
      accountOf(original) === accountOf({ submitterId, claim })
    );
  }

  /** Claims of the visit that were taken, and how many of them were paid or denied. */
  effectsOf(visit: string): { claims: number; decided: number } {
    const number = visitOf(claimControlNumber(visit, 1));
    const cases = [...this.cases.values()].filter(({ claim }) => visitOf(claim.claimControlNumber) === number);
    return { claims: cases.length, decided: cases.filter(({ outcome }) => outcome).length };
  }

  /** Takes a claim that was not known; `schedule` sees to its payment. */
  take(taken: Case): void {
    const original = this.originalOf(taken.submitterId, taken.claim);
    if (original) original.replaced = true;
    this.cases.set(`${taken.submitterId} ${payerNumberOf(taken.claim.claimControlNumber)}`, taken);
    this.account(accountOf(taken)).waiting.push(taken);
    this.counters.claims++;
  }

  schedule(): void {
    for (const [key, account] of this.accounts) {
      if (account.timer || account.waiting.length === 0) continue;
      const afterMs = this.settings.payAfterMs + (this.faults.state.payer.delayMs ?? 0);
      account.timer = setTimeout(() => void this.pay(key, account).catch(this.settings.failed), afterMs);
    }
  }

  restore(entry: PayerEntry): void {
    if (entry.type === 'told') return entry.payments.forEach(([visit, cents]) => this.told.set(visit, cents));
    const account = this.account(entry.account);
    const outcomes = new Map(
      entry.remittance.claims.filter(({ status }) => status !== '22').map((claim) => [claim.claimControlNumber, claim]),
    );
    for (const settled of account.waiting.splice(0, entry.settled))
      settled.outcome = outcomes.get(settled.claim.claimControlNumber);
    account.owedCents -= forwardedBy(entry.remittance);
    this.envelopes.seen(entry.controlNumber);
    this.count(entry.remittance);
    this.mailbox.put(entry.submitterId, entry.files);
  }

  close(): void {
    this.closed = true;
    for (const { timer } of this.accounts.values()) clearTimeout(timer);
  }

  /** The timer stays set until the end, so that nobody else pays this account meanwhile. */
  private async pay(key: string, account: Account): Promise<void> {
    try {
      while (this.faults.state.payer.down || this.faults.state.payer.hang) await this.faults.changed();
      for (let left = account.waiting.length; left > 0 && !this.closed; left -= this.settings.claimsPerRemittance) {
        const payment = this.settle(key, account, Math.min(left, this.settings.claimsPerRemittance));
        account.waiting.splice(0, payment.settled);
        account.owedCents -= forwardedBy(payment.remittance);
        this.count(payment.remittance);
        this.journal.append(payment);
        await this.journal.durable();
        this.mailbox.deliver(payment.submitterId, payment.files);
      }
    } finally {
      account.timer = undefined;
    }
    if (!this.closed) this.schedule();
  }

  /** Changes nothing but the outcomes, which would be the same again: what cannot be written stays where it waits. */
  private settle(key: string, { waiting, owedCents }: Account, settled: number): PaymentEntry {
    const cases = waiting.slice(0, settled);
    const [{ submitterId, route, claim: first }] = cases as [Case];
    const envelope = this.envelopes.next(route);
    const claims = cases.flatMap((one) => this.decide(one));
    const remittance = remittanceOf({ claims, payer: first.payer, payee: first.provider, owedCents, envelope });
    const files = this.mailbox.filesOf(envelope, writeRemittances({ envelope, remittances: [remittance] }));
    return { type: 'payment', submitterId, account: key, settled, controlNumber: envelope.controlNumber, remittance, files };
  }

  /** A void only takes back what was said; a replacement takes it back and is adjudicated itself. */
  private decide(settled: Case): RemittanceClaim[] {
    const { submitterId, claim } = settled;
    const before = this.originalOf(submitterId, claim)?.outcome;
    const reversal = before ? [reverse(before)] : [];
    if (claim.frequency === '8') return reversal;
    settled.outcome = adjudicate(claim, this.told.get(visitOf(claim.claimControlNumber)));
    return [...reversal, settled.outcome];
  }

  private count({ cents }: Remittance): void {
    this.counters.payments++;
    this.counters.paidCents += cents;
  }

  private originalOf(submitterId: string, claim: TakenClaim): Case | undefined {
    return claim.frequency === '1' ? undefined : this.cases.get(`${submitterId} ${claim.payerClaimControlNumber}`);
  }

  private account(key: string): Account {
    const account = this.accounts.get(key) ?? { waiting: [], owedCents: 0 };
    this.accounts.set(key, account);
    return account;
  }
}

/** The part of a claim control number that stands for the visit. */
const visitOf = (number: string) => number.slice(0, 18);

const accountOf = ({ submitterId, claim }: Pick<Case, 'submitterId' | 'claim'>) =>
  `${submitterId} ${claim.payer.id} ${claim.provider.npi}`;
