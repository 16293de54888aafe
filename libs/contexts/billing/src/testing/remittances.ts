import {
  Remittance,
  RemittanceClaim,
  writeClaimAcknowledgments,
  writeImplementationAcknowledgment,
  writeRemittances,
} from '@orderly/standards/x12';

const ENVELOPE = {
  ...{ senderId: 'CLEARINGHOUSE', receiverId: 'HOSPITAL', controlNumber: 1, createdAt: '2026-03-20T08:00:00.000Z' },
  usage: 'P' as const,
};

/** What a payer says of a claim with one line: paid, written off (CO 45) and left to the patient (PR 1), in cents. */
export function paid(
  claimControlNumber: string,
  billed: number,
  given: { paid?: number; patient?: number } = {},
): RemittanceClaim {
  const { paid: paidCents = billed, patient: patientCents = 0 } = given;
  const adjustments = [
    { group: 'CO', reason: '45', cents: billed - paidCents - patientCents },
    { group: 'PR', reason: '1', cents: patientCents },
  ].filter(({ cents }) => cents !== 0);
  return {
    ...{ claimControlNumber, status: paidCents + patientCents === 0 ? '4' : '1', billedCents: billed, paidCents, patientCents },
    adjustments: [],
    lines: [{ reference: '1', billedCents: billed, paidCents, adjustments }],
  };
}

/** The same taken back: CLP02 22 and every amount negative. */
export function reversed(part: RemittanceClaim): RemittanceClaim {
  const negative = (adjustments: RemittanceClaim['adjustments']) => adjustments.map((one) => ({ ...one, cents: -one.cents }));
  return {
    ...part,
    ...{ status: '22', billedCents: -part.billedCents, paidCents: -part.paidCents, patientCents: -part.patientCents },
    adjustments: negative(part.adjustments),
    lines: part.lines.map(({ reference, billedCents, paidCents, adjustments }) => ({
      ...{ reference, billedCents: -billedCents, paidCents: -paidCents, adjustments: negative(adjustments) },
    })),
  };
}

/** One payment: a BPR and what it is for. */
export function payment(traceNumber: string, claims: RemittanceClaim[], given: Partial<Remittance> = {}): Remittance {
  return {
    payer: { name: 'TEST PAYER', id: 'TP01' },
    payee: { name: 'ST ANNE HOSPITAL', npi: '1234567893' },
    cents: claims.reduce((sum, { paidCents }) => sum + paidCents, 0),
    ...{ traceNumber, method: 'ACH', paymentDate: '2026-03-20', claims, providerAdjustments: [] },
    ...given,
  };
}

export const file835 = (...remittances: Remittance[]): string => writeRemittances({ envelope: ENVELOPE, remittances });

export const file277CA = (claimControlNumber: string, category: string, payerClaimControlNumber?: string): string =>
  writeClaimAcknowledgments({
    envelope: ENVELOPE,
    claims: [{ claimControlNumber, category, status: '20', ...(payerClaimControlNumber && { payerClaimControlNumber }) }],
  });

/** The claims file with this number was not understood. */
export const reject999 = (groupControlNumber: number): string =>
  writeImplementationAcknowledgment({ envelope: ENVELOPE, groupControlNumber, code: 'R', transactions: [] });
