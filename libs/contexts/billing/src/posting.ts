import { UnmatchedReason } from '@orderly/contracts';
import { balanceOf, RemittanceClaim } from '@orderly/standards/x12';
import { z } from 'zod';

export type Unmatched = z.output<typeof UnmatchedReason>;

/** One payment's part for one claim, in cents; those of a reversal are negative. */
export interface Posting {
  readonly remittanceId: string;
  /** Payer, trace number, CLP02, amounts and lines: the same part in another file has the same key. */
  readonly key: string;
  readonly traceNumber: string;
  readonly kind: 'payment' | 'reversal';
  readonly paid: number;
  readonly adjusted: number;
  readonly patient: number;
  readonly postedAt: string;
}

/** Which payment a part of a remittance belongs to. */
export interface Payment {
  readonly remittanceId: string;
  readonly payer: string;
  readonly traceNumber: string;
  readonly now: string;
}

/** CLP02 of a reversal of a previous payment (005010X221A1, loop 2100). */
const REVERSAL = '22';
/** Processed as primary, also when forwarded; denied. Secondary and tertiary payers are not billed yet. */
const PRIMARY = new Set(['1', '19', '4']);

export const isReversal = ({ status }: Pick<RemittanceClaim, 'status'>): boolean => status === REVERSAL;

/** What a part of a remittance means for a claim of `total` cents, or why it cannot be posted. */
export function postingOf(part: RemittanceClaim, total: number, payment: Payment): Posting | Unmatched {
  const takesBack = isReversal(part);
  if (!takesBack && !PRIMARY.has(part.status)) return 'not-primary';
  if (part.billedCents !== (takesBack ? -total : total)) return 'amount-differs';
  // A payer takes money back by a reversal only (005010X221A1, 1.10.2.8).
  if (balanceOf(part) !== 0 || (!takesBack && part.paidCents < 0)) return 'out-of-balance';
  const patient = patientShareOf(part);
  return {
    remittanceId: payment.remittanceId,
    key: keyOf(part, payment),
    traceNumber: payment.traceNumber,
    kind: takesBack ? 'reversal' : 'payment',
    paid: part.paidCents,
    adjusted: part.billedCents - part.paidCents - patient,
    patient,
    postedAt: payment.now,
  };
}

/** CAS group PR: what the payer leaves to the patient. */
function patientShareOf({ adjustments, lines }: RemittanceClaim): number {
  const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
  return all.reduce((sum, { group, cents }) => (group === 'PR' ? sum + cents : sum), 0);
}

/** The same for the same part of a payment in every file. */
export function keyOf(part: RemittanceClaim, { payer, traceNumber }: Pick<Payment, 'payer' | 'traceNumber'>): string {
  const lines = part.lines.map(({ reference, paidCents }) => `${reference}=${paidCents}`);
  return [payer, traceNumber, isReversal(part) ? 'reversal' : 'payment', part.claimControlNumber, part.paidCents, ...lines].join(
    '|',
  );
}
