import { serviceCode } from './code-systems';
import type { Adjustment, Envelope, Remittance, RemittanceClaim, RemittanceLine } from './model';
import { date, identifier, money, name, NotExpressible } from './values';
import { writeInterchange, type WrittenElement, type WrittenSegment } from './writer';

/** SVC01 of a line without a procedure, because SVC01 is required (docs/payer-companion.md). */
export const NO_PROCEDURE = 'NONE';

const ADJUSTMENTS_OF_SEGMENT = 6;

/**
 * Writes remittances, each as one transaction set of 005010X221A1.
 * @throws NotExpressible when a number, code, date or amount has no place in the file
 */
export function writeRemittances({ envelope, remittances }: { envelope: Envelope; remittances: Remittance[] }): string {
  if (remittances.length === 0) throw new NotExpressible('ST', 'must occur at least once');
  return writeInterchange(envelope, {
    ...{ functionalId: 'HP', version: '005010X221A1', type: '835', namesVersion: false },
    sets: remittances.map((remittance) => segmentsOf(remittance, envelope)),
  });
}

function segmentsOf(remittance: Remittance, { senderId }: Envelope): WrittenSegment[] {
  const { payer, payee, cents, method, paymentDate, traceNumber, claims } = remittance;
  const number = payee.npi === undefined ? [] : ['XX', identifier(payee.npi, 80, '1000B N104')];
  const day = date(paymentDate, 'BPR16');
  return [
    ['BPR', 'I', money(cents, 'BPR02'), cents < 0 ? 'D' : 'C', identifier(method, 3, 'BPR04'), ...none(11), day],
    ['TRN', '1', identifier(traceNumber, 50, 'TRN02'), identifier(payer.id ?? senderId, 80, 'TRN03')],
    ['N1', 'PR', name(payer.name, 60, '1000A N102')],
    ...(payer.id === undefined ? [] : [['REF', '2U', identifier(payer.id, 50, '1000A REF02')] as const]),
    ['N1', 'PE', name(payee.name, 60, '1000B N102'), ...number],
    ...(claims.length > 0 ? [['LX', '1'] as const] : []),
    ...claims.flatMap(claimOf),
    ...providerAdjustmentsOf(remittance, day),
  ];
}

function claimOf(claim: RemittanceClaim): WrittenSegment[] {
  const { billedCents, paidCents, patientCents, payerClaimControlNumber: number } = claim;
  const amounts = [money(billedCents, 'CLP03'), money(paidCents, 'CLP04'), money(patientCents, 'CLP05')];
  const payers = number === undefined ? undefined : identifier(number, 50, 'CLP07');
  return [
    ['CLP', identifier(claim.claimControlNumber, 38, 'CLP01'), identifier(claim.status, 2, 'CLP02'), ...amounts, 'ZZ', payers],
    ...adjustmentsOf(claim.adjustments, '2100 CAS'),
    ['NM1', 'QC', '1', 'UNKNOWN'],
    ...claim.lines.flatMap(lineOf),
  ];
}

function lineOf(line: RemittanceLine): WrittenSegment[] {
  const service = line.procedure ? serviceCode(line.procedure, 'SVC01-2') : ['ZZ', NO_PROCEDURE];
  return [
    ['SVC', service, money(line.billedCents, 'SVC02'), money(line.paidCents, 'SVC03')],
    ...adjustmentsOf(line.adjustments, '2110 CAS'),
    ['REF', '6R', identifier(line.reference, 50, '2110 REF02')],
  ];
}

/** Neighbours of the same group share a segment, up to six (CAS02 to CAS19). */
function adjustmentsOf(adjustments: readonly Adjustment[], element: string): WrittenSegment[] {
  const segments: [string, ...WrittenElement[]][] = [];
  let room = 0;
  adjustments.forEach(({ group, reason, cents }, index) => {
    const triple = [identifier(reason, 5, `${element} reason`), money(cents, `${element} amount`)];
    const open = segments.at(-1);
    if (open && room-- > 0 && adjustments[index - 1]?.group === group) open.push(undefined, ...triple);
    else {
      segments.push(['CAS', identifier(group, 2, `${element}01`), ...triple]);
      room = ADJUSTMENTS_OF_SEGMENT - 1;
    }
  });
  return segments;
}

/** PLB01 the payee, PLB02 the end of the fiscal year: the last day of the payment's year when it is not known (005010X221A1, PLB02). */
function providerAdjustmentsOf({ payee, providerAdjustments }: Remittance, day: string): WrittenSegment[] {
  const segments: [string, ...WrittenElement[]][] = [];
  providerAdjustments.forEach(({ reason, reference, cents }, index) => {
    const number = reference === undefined ? undefined : identifier(reference, 50, 'PLB03-2');
    const pair = [[identifier(reason, 2, 'PLB03-1'), number], money(cents, 'PLB04')];
    if (index % ADJUSTMENTS_OF_SEGMENT === 0)
      segments.push(['PLB', identifier(payee.npi ?? 'UNKNOWN', 50, 'PLB01'), `${day.slice(0, 4)}1231`, ...pair]);
    else segments.at(-1)?.push(...pair);
  });
  return segments;
}

const none = (count: number): undefined[] => Array<undefined>(count).fill(undefined);
