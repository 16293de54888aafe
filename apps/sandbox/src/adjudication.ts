import { createHash } from 'node:crypto';
import type {
  Adjustment,
  Envelope,
  InstitutionalClaim,
  Remittance,
  RemittanceClaim,
  RemittanceLine,
} from '@orderly/standards/x12';

/** What a payer needs of a claim. */
export type TakenClaim = Pick<
  InstitutionalClaim,
  'claimControlNumber' | 'frequency' | 'payerClaimControlNumber' | 'payer' | 'lines' | 'totalCents'
> & { provider: Remittance['payee'] };

/** CLP07 and REF*1K: the payer's own number of a claim. */
export const payerNumberOf = (claimControlNumber: string): string =>
  `P${createHash('sha256').update(claimControlNumber).digest('hex').slice(0, 15).toUpperCase()}`;

/**
 * What the payer says about a claim. `toldCents` is what somebody told the sandbox to pay for the visit, at most what was billed,
 * spread over the lines in their order; what is missing is 80 % contractual (CO 45) and 20 % the patient's (PR 1). A visit that nobody
 * told it about is paid 80 %, the rest is contractual.
 */
export function adjudicate(claim: TakenClaim, toldCents: number | undefined): RemittanceClaim {
  let left = toldCents ?? 0;
  const lines = claim.lines.map((line) => {
    if (toldCents === undefined) return remitted(line, line.cents - Math.trunc(line.cents / 5), 0);
    const paid = Math.min(left, line.cents);
    left -= paid;
    return remitted(line, paid, Math.trunc((line.cents - paid) / 5));
  });
  return {
    claimControlNumber: claim.claimControlNumber,
    status: '1',
    billedCents: claim.totalCents,
    paidCents: sum(lines.map(({ paidCents }) => paidCents)),
    patientCents: sum(
      lines.flatMap(({ adjustments }) => adjustments.filter(({ group }) => group === 'PR')).map(({ cents }) => cents),
    ),
    payerClaimControlNumber: payerNumberOf(claim.claimControlNumber),
    adjustments: [],
    lines,
  };
}

/** Takes back what was said before (CLP02 22): the same amounts, negative (005010X221A1, section 1.10.2.8). */
export function reverse(before: RemittanceClaim): RemittanceClaim {
  const { billedCents, paidCents, patientCents } = before;
  return {
    ...before,
    status: '22',
    billedCents: negative(billedCents),
    paidCents: negative(paidCents),
    patientCents: negative(patientCents),
    lines: before.lines.map((line) => ({
      ...line,
      billedCents: negative(line.billedCents),
      paidCents: negative(line.paidCents),
      adjustments: line.adjustments.map((adjustment) => ({ ...adjustment, cents: -adjustment.cents })),
    })),
  };
}

/**
 * One payment. It is never negative: what claims have taken back beyond it is carried forward, and `owedCents` that were carried
 * before are kept from it (PLB FB, 005010X221A1, section 1.10.2.12). TRN02 is the number of the envelope, behind its second.
 */
export function remittanceOf(
  paid: Pick<Remittance, 'payer' | 'payee' | 'claims'> & { owedCents: number; envelope: Envelope },
): Remittance {
  const { payer, payee, claims, owedCents, envelope } = paid;
  const total = sum(claims.map(({ paidCents }) => paidCents));
  const forwarded = Math.min(owedCents, total);
  const traceNumber = `EFT${envelope.createdAt.replace(/\D/g, '').slice(0, 14)}${envelope.controlNumber}`;
  return {
    ...{ payer, payee, traceNumber, claims },
    cents: total - forwarded,
    method: total === forwarded ? 'NON' : 'ACH',
    paymentDate: envelope.createdAt.slice(0, 10),
    providerAdjustments: forwarded === 0 ? [] : [{ reason: 'FB', reference: traceNumber, cents: forwarded }],
  };
}

/** What a payment keeps from what was owed, or, negative, adds to it. */
export const forwardedBy = ({ providerAdjustments }: Remittance): number => sum(providerAdjustments.map(({ cents }) => cents));

/** `12.5` is 1250 cents. */
export function centsOfText(text: string): number {
  const [dollars, fraction = ''] = text.split('.');
  return Number(`${dollars}${fraction.padEnd(2, '0')}`);
}

export const sum = (cents: number[]): number => cents.reduce((total, next) => total + next, 0);

function remitted(line: TakenClaim['lines'][number], paidCents: number, patientCents: number): RemittanceLine {
  const contractual = line.cents - paidCents - patientCents;
  return {
    reference: line.reference ?? String(line.number),
    procedure: line.procedure && { system: line.procedure.system, code: line.procedure.code },
    billedCents: line.cents,
    paidCents,
    adjustments: [adjustment('CO', '45', contractual), adjustment('PR', '1', patientCents)].filter(({ cents }) => cents !== 0),
  };
}

const adjustment = (group: string, reason: string, cents: number): Adjustment => ({ group, reason, cents });

/** No minus zero. */
const negative = (cents: number) => (cents === 0 ? 0 : -cents);
