import type { Adjustment, Remittance, RemittanceClaim } from './model';

/**
 * By how many cents a claim of a remittance does not add up: billed - paid - adjustments of the claim and all its lines (CLP03, CLP04, CAS),
 * else the same of its first line that does not (SVC02, SVC03, CAS); 0: it balances (005010X221A1, 1.10.2.1.1 and 1.10.2.1.2).
 */
export function balanceOf(claim: RemittanceClaim): number {
  const { billedCents, paidCents, adjustments, lines } = claim;
  const whole = billedCents - paidCents - sum([...adjustments, ...lines.flatMap((line) => line.adjustments)]);
  const differences = [whole, ...lines.map((line) => line.billedCents - line.paidCents - sum(line.adjustments))];
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** Whether the payment is what its claims and adjustments say: BPR02 = sum of CLP04 - sum of PLB (005010X221A1, 1.10.2.1.3). */
export function isBalanced({ cents, claims, providerAdjustments }: Remittance): boolean {
  return cents === claims.reduce((total, { paidCents }) => total + paidCents, 0) - sum(providerAdjustments);
}

const sum = (adjustments: readonly Pick<Adjustment, 'cents'>[]) => adjustments.reduce((total, { cents }) => total + cents, 0);
