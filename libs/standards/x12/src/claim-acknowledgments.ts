import type { ClaimAcknowledgment, ClaimAcknowledgments, SyntaxFault } from './model';
import { type Delimiters, part } from './tokens';
import { take } from './understand';
import { cents, identifier, instant, money } from './values';
import { loops, type Node, segmentsOf } from './walk';
import { writeInterchange, type WrittenSegment } from './writer';

/** Categories of claims that do not go on (X12 external list 507): returned, not found, missing, invalid, relational. */
const REJECTED = new Set(['A3', 'A4', 'A6', 'A7', 'A8']);

/**
 * Writes a 277CA (005010X214). It says no more of patients than the number of their claim.
 * @throws NotExpressible when a number or code has no place in the file
 */
export function writeClaimAcknowledgments({ envelope, claims }: ClaimAcknowledgments): string {
  const { date, time } = instant(envelope.createdAt, 'BHT04');
  const reference = String(envelope.controlNumber);
  const party = (level: string, id: string): WrittenSegment => [
    'NM1',
    level,
    '2',
    id,
    undefined,
    undefined,
    undefined,
    undefined,
    '46',
    id,
  ];
  const source = identifier(envelope.senderId, 15, '2100A NM109');
  const receiver = identifier(envelope.receiverId, 15, '2100B NM109');
  const segments: WrittenSegment[] = [
    ['BHT', '0085', '08', reference, date, time.slice(0, 4), 'TH'],
    ['HL', '1', undefined, '20', '1'],
    party('AY', source),
    ['TRN', '1', reference],
    ['DTP', '050', 'D8', date],
    ['DTP', '009', 'D8', date],
    ['HL', '2', '1', '21', claims.length > 0 ? '1' : '0'],
    party('41', receiver),
    ['TRN', '2', reference],
    ['STC', ['A1', '19'], date, 'WQ'],
    ...(claims.length > 0 ? [['HL', '3', '2', '19', '1'] as const, ['NM1', '85', '2', receiver] as const] : []),
    ...claims.flatMap((claim, index) => claimOf(claim, index + 4, date)),
  ];
  return writeInterchange(envelope, {
    ...{ functionalId: 'HN', version: '005010X214', type: '277', namesVersion: true },
    sets: [segments],
  });
}

function claimOf(claim: ClaimAcknowledgment, level: number, date: string): WrittenSegment[] {
  const { category, status, billedCents, payerClaimControlNumber: number } = claim;
  const code = [identifier(category, 3, 'STC01-1'), identifier(status, 3, 'STC01-2')];
  const charge = billedCents === undefined ? undefined : money(billedCents, 'STC04');
  return [
    ['HL', String(level), '3', 'PT'],
    ['NM1', 'QC', '1', 'UNKNOWN'],
    ['TRN', '2', identifier(claim.claimControlNumber, 38, '2200D TRN02')],
    ['STC', code, date, REJECTED.has(category) ? 'U' : 'WQ', charge],
    ...(number === undefined ? [] : [['REF', '1K', identifier(number, 50, '2200D REF02')] as const]),
  ];
}

/** Reads the 277CA of a file, one for each transaction set; a set with a fault gives none. Of several STC of a claim the first counts. */
export function readClaimAcknowledgments(text: string): { acknowledgments: ClaimAcknowledgments[]; faults: SyntaxFault[] } {
  const { taken, faults } = take(text, 'claim-acknowledgment', claimsOf);
  return { acknowledgments: taken.map(({ envelope, value }) => ({ envelope, claims: value })), faults };
}

function claimsOf(root: Node, delimiters: Delimiters): ClaimAcknowledgment[] {
  const below = (nodes: Node[], id: string) => nodes.flatMap((node) => loops(node, id));
  const providers = below(below(loops(root, '2000A'), '2000B'), '2000C');
  return below(below(providers, '2000D'), '2200D').map((node) => acknowledgmentOf(node, delimiters));
}

function acknowledgmentOf(node: Node, delimiters: Delimiters): ClaimAcknowledgment {
  const [status] = segmentsOf(node, 'STC');
  const number = part(segmentsOf(node, 'REF', '1K')[0], 2);
  return {
    claimControlNumber: part(segmentsOf(node, 'TRN')[0], 2),
    category: part(status, 1, 1, delimiters),
    status: part(status, 1, 2, delimiters),
    ...(number && { payerClaimControlNumber: number }),
    ...(part(status, 4) && { billedCents: cents(part(status, 4)) }),
  };
}
