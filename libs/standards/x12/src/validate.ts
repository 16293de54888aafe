import { balanceOf, isBalanced } from './balance';
import { faultOf } from './interchange-acknowledgments';
import { readInterchanges, type ReadGroup, type ReadInterchange } from './interchanges';
import type { SyntaxFault } from './model';
import { remittanceOf } from './read-remittances';
import { type Delimiters, part } from './tokens';
import { type UnderstoodSet, understandSet } from './understand';
import { cents } from './values';
import { loops, type Node, segmentsOf } from './walk';

/** Something wrong with a file, and where. */
export interface Finding extends SyntaxFault {
  /**
   * What the code means: a note of TA105 (interchange), AK905 (group), IK502 (transaction), IK304 or, with an element, IK403 (segment).
   * `balance`: amounts that the guide wants to add up; a 999 does not speak of it, the code is empty.
   */
  level: 'interchange' | 'group' | 'transaction' | 'segment' | 'balance';
  /** ISA13, GS06 and ST02 as far as they are known. */
  interchange: string;
  group?: string;
  transaction?: string;
  /** Loop of the guide. */
  loop?: string;
}

/**
 * Everything that is wrong with a text as X12: envelopes (X12.5, X12.6) and, of the transaction sets that we exchange, the loops, segments,
 * elements and deciding codes of their guides 005010X223A2, X231A1, X214 and X221A1. Any other set is one finding. Never throws.
 */
export function validate(text: string): Finding[] {
  return readInterchanges(text).flatMap(findingsOf);
}

function findingsOf(interchange: ReadInterchange): Finding[] {
  const where = { interchange: technical(part(interchange.header, 13)) };
  const own = [...interchange.faults, ...interchange.acknowledgments.flatMap((segment) => faultOf(segment) ?? [])];
  const { delimiters } = interchange;
  return [
    ...own.map((fault): Finding => ({ ...fault, level: fault.segment === '' ? 'interchange' : 'segment', ...where })),
    ...(delimiters ? interchange.groups.flatMap((group) => groupFindings(group, delimiters, where)) : []),
  ];
}

function groupFindings(group: ReadGroup, delimiters: Delimiters, where: Pick<Finding, 'interchange'>): Finding[] {
  const inGroup = { ...where, group: technical(group.controlNumber) };
  const findings = group.faults.map((fault): Finding => ({ ...fault, level: 'group', ...inGroup }));
  for (const set of group.transactions) {
    const inSet = { ...inGroup, transaction: technical(set.controlNumber) };
    const faults = setFaults(understandSet(set, delimiters), delimiters);
    for (const fault of faults) findings.push({ ...fault, ...inSet });
  }
  return findings;
}

type Placed = SyntaxFault & Pick<Finding, 'level' | 'loop'>;

/** What is wrong within one transaction set; sums are asked only when everything else is right. */
export function setFaults(understood: UnderstoodSet, delimiters: Delimiters): Placed[] {
  const faults = understood.faults.map(({ loop, ...fault }): Placed => {
    return { ...fault, ...(loop && { loop }), level: fault.segment === '' ? 'transaction' : 'segment' };
  });
  const { root, kind } = understood;
  if (!root || faults.length > 0) return faults;
  if (kind === 'claims') return claimsThatDoNotAddUp(root);
  return kind === 'remittances' ? remittanceThatDoesNotAddUp(root, delimiters) : [];
}

/** 005010X223A2, CLM02: the total is the sum of all SV203. */
function claimsThatDoNotAddUp(root: Node): Placed[] {
  const below = (nodes: Node[], id: string) => nodes.flatMap((node) => loops(node, id));
  const subscribers = below(loops(root, '2000A'), '2000B');
  return below([...subscribers, ...below(subscribers, '2000C')], '2300').flatMap((claim) => {
    const [header] = segmentsOf(claim, 'CLM');
    const lines = loops(claim, '2400').map((line) => cents(part(segmentsOf(line, 'SV2')[0], 3)));
    const total = lines.reduce((sum, line) => sum + line, 0);
    if (total === cents(part(header, 2))) return [];
    return [unbalanced('CLM', header?.position, 2, 'CLM02 is not the sum of the charges of the service lines (SV203).')];
  });
}

/** 005010X221A1, 1.10.2.1. */
function remittanceThatDoesNotAddUp(root: Node, delimiters: Delimiters): Placed[] {
  const remittance = remittanceOf(root, delimiters);
  const claims = loops(root, '2000').flatMap((header) => loops(header, '2100'));
  const faults = remittance.claims.flatMap((claim, index) => {
    const position = segmentsOf(claims[index], 'CLP')[0]?.position;
    return balanceOf(claim) === 0
      ? []
      : [unbalanced('CLP', position, 3, 'CLP03 is not what was paid and adjusted (CLP04, CAS), or a line is not.')];
  });
  if (isBalanced(remittance)) return faults;
  return [
    ...faults,
    unbalanced('BPR', 2, 2, 'BPR02 is not the sum of the claims (CLP04) without the provider adjustments (PLB).'),
  ];
}

const unbalanced = (segment: string, position = 0, element: number, text: string): Placed => ({
  ...{ segment, position, element, code: '', text },
  level: 'balance',
});

/** A control number and nothing else: what stands there in a broken file could be anything. */
const technical = (text: string): string => (/^[0-9A-Z]{1,9}$/.test(text.trim()) ? text.trim() : '');
