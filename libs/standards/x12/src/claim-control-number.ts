import { createHash } from 'node:crypto';

/**
 * CLM01 of a visit's n-th claim, n from 1: 20 characters of the basic set. A visit number (a UUID) has too many bits for the
 * 20 characters that payers return (005010X223, CLM01), so 93 bits of its hash stand for it; the last two count the claims.
 */
export function claimControlNumber(visitNumber: string, sequence: number): string {
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > MOST) throw new RangeError(`sequence must be 1 to ${MOST}`);
  return visitPart(visitNumber) + base36(BigInt(sequence), 2);
}

/** Whether a claim control number was made from this visit number. */
export const isOfVisit = (number: string, visitNumber: string): boolean =>
  number.slice(0, VISIT_LENGTH) === visitPart(visitNumber);

const VISIT_LENGTH = 18;
const MOST = 36 ** 2 - 1;

function visitPart(visitNumber: string): string {
  const bits = BigInt(`0x${createHash('sha256').update(visitNumber).digest('hex')}`);
  return base36(bits % 36n ** BigInt(VISIT_LENGTH), VISIT_LENGTH);
}

const base36 = (value: bigint, length: number) => value.toString(36).toUpperCase().padStart(length, '0');
