import { createHash } from 'node:crypto';
import {
  type ClaimAcknowledgment,
  type Envelope,
  type InstitutionalClaim,
  NotExpressible,
  readClaims,
} from '@orderly/standards/x12';
import { payerNumberOf, sum, type TakenClaim } from './adjudication';
import type { Envelopes, File, Route } from './envelopes';
import type { Faults } from './faults';
import type { Journal } from './journal';
import type { Payer } from './payer';

/** A file that was answered, with the claims of it that went to adjudication. */
export interface BatchEntry {
  type: 'batch';
  submitterId: string;
  route: Route;
  /** ISA13 of the file. */
  controlNumber: number;
  claimNumbers: string;
  accepted: TakenClaim[];
  files: File[];
  /** The last number of the sandbox's own that the answer has used. */
  used: number;
}

/** Takes claims files, acknowledges them and hands each claim to the payer once. */
export class Clearinghouse {
  private readonly answered = new Map<string, BatchEntry>();
  readonly counters = { batches: 0, repeatedBatches: 0, refusedFiles: 0, repeatedClaims: 0, rejectedClaims: 0 };

  constructor(
    private readonly journal: Journal<BatchEntry>,
    private readonly payer: Payer,
    private readonly envelopes: Envelopes,
    private readonly faults: Faults,
  ) {}

  /** The answers to a file, once they and what was taken will survive a crash: 999 and 277CA, or what is wrong with it (TA1, 999). */
  async take(submitterId: string, text: string): Promise<File[]> {
    const files = this.answersTo(submitterId, text);
    this.payer.schedule();
    await this.journal.durable();
    return files;
  }

  restore(entry: BatchEntry): void {
    this.answered.set(keyOf(entry.submitterId, entry.route, entry.controlNumber), entry);
    for (const claim of entry.accepted) this.payer.take({ submitterId: entry.submitterId, route: entry.route, claim });
    this.envelopes.seen(entry.used);
    if (entry.files.length > 1) this.counters.batches++;
  }

  /** Who has sent no ISA, or one that X12 could not repeat, gets a TA1 to nobody's address. */
  private answersTo(submitterId: string, text: string): File[] {
    const { batches } = readClaims(text);
    const claims = batches.flatMap((batch) => batch.claims);
    try {
      if (batches[0]) return this.answer(submitterId, text, batches[0].envelope, claims);
      const files = this.envelopes.answersTo(text, false);
      if (files.length > 0) return this.refused(files);
    } catch (error) {
      if (!(error instanceof NotExpressible)) throw error;
    }
    return this.refused([this.envelopes.refusal(NOBODY, { controlNumber: 0, note: '022' })]);
  }

  private answer(submitterId: string, text: string, from: Envelope, claims: InstitutionalClaim[]): File[] {
    const { controlNumber, senderId, receiverId, usage } = from;
    const route = { senderId, receiverId, usage };
    const claimNumbers = digestOf(claims);
    const key = keyOf(submitterId, route, controlNumber);
    const before = this.answered.get(key);
    if (before) return this.repeat(before, claimNumbers);
    const rejected = this.faults.hit('clearinghouse reject', this.faults.state.clearinghouse.reject);
    // Written before anything is taken: it throws for an envelope that cannot be answered.
    const files = this.envelopes.answersTo(text, rejected);
    const accepted: TakenClaim[] = [];
    if (rejected) this.refused(files);
    else {
      const decided = claims.map((claim) => this.decide(submitterId, route, claim, accepted));
      files.push(this.envelopes.claimAcknowledgments(route, decided));
      this.counters.batches++;
    }
    const entry = { submitterId, route, controlNumber, claimNumbers, accepted, files, used: this.envelopes.last };
    this.journal.append({ type: 'batch', ...entry });
    this.answered.set(key, { type: 'batch', ...entry });
    return files;
  }

  private repeat({ files, route, controlNumber, claimNumbers }: BatchEntry, now: string): File[] {
    if (claimNumbers !== now) return this.refused([this.envelopes.refusal(route, { controlNumber, note: '025' })]);
    this.counters.repeatedBatches++;
    return files;
  }

  private refused(files: File[]): File[] {
    this.counters.refusedFiles++;
    return files;
  }

  /** Hands a claim that was not known to the payer, unless it is turned away (X12 external lists 507 and 508). */
  private decide(submitterId: string, route: Route, claim: InstitutionalClaim, accepted: TakenClaim[]): ClaimAcknowledgment {
    const { claimControlNumber } = claim;
    const taken = takenClaimOf(claim);
    const known = this.payer.knows(submitterId, claimControlNumber);
    const rejected = known ? undefined : this.rejectionOf(submitterId, taken);
    if (rejected) {
      this.counters.rejectedClaims++;
      return { claimControlNumber, billedCents: claim.totalCents, ...rejected };
    }
    if (known) this.counters.repeatedClaims++;
    else {
      this.payer.take({ submitterId, route, claim: taken });
      accepted.push(taken);
    }
    const payerClaimControlNumber = payerNumberOf(claimControlNumber);
    return { claimControlNumber, category: 'A2', status: '20', billedCents: claim.totalCents, payerClaimControlNumber };
  }

  private rejectionOf(submitterId: string, claim: TakenClaim): Pick<ClaimAcknowledgment, 'category' | 'status'> | undefined {
    const lot = `payer reject ${claim.claimControlNumber}`;
    if (this.faults.hitFor(lot, this.faults.state.payer.reject))
      return { category: this.faults.hitFor(`${lot} A3`, 0.5) ? 'A3' : 'A7', status: '21' };
    if (sum(claim.lines.map(({ cents }) => cents)) !== claim.totalCents) return { category: 'A7', status: '400' };
    if (claim.frequency !== '1' && !this.payer.canReplace(submitterId, claim)) return { category: 'A7', status: '464' };
    return undefined;
  }
}

function takenClaimOf(claim: InstitutionalClaim): TakenClaim {
  const { claimControlNumber, frequency, payerClaimControlNumber, payer, lines, totalCents, billingProvider } = claim;
  const { name, npi } = billingProvider;
  return {
    claimControlNumber,
    frequency,
    payerClaimControlNumber,
    payer,
    lines,
    totalCents,
    provider: { name, ...(npi && { npi }) },
  };
}

const NOBODY: Route = { senderId: 'UNKNOWN', receiverId: 'CLEARINGHOUSE', usage: 'T' };

const keyOf = (submitterId: string, { senderId }: Route, controlNumber: number) => `${submitterId} ${senderId} ${controlNumber}`;

const digestOf = (claims: InstitutionalClaim[]) =>
  createHash('sha256')
    .update(claims.map(({ claimControlNumber }) => claimControlNumber).join(' '))
    .digest('base64');
