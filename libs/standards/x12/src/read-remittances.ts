import { readServiceCode } from './code-systems';
import type { Adjustment, Envelope, Remittance, RemittanceClaim, RemittanceLine, SyntaxFault } from './model';
import { type Delimiters, part, type Segment } from './tokens';
import { take } from './understand';
import { cents, readDate } from './values';
import { loops, type Node, segmentsOf } from './walk';
import { NO_PROCEDURE } from './write-remittances';

/**
 * Reads the payments of a file, one for each transaction set of 005010X221A1; the envelope is that of the first. A set with a fault
 * gives no payment. Whether amounts add up is not asked here: see {@link isBalanced} and {@link balanceOf}.
 */
export function readRemittances(text: string): { envelope?: Envelope; remittances: Remittance[]; faults: SyntaxFault[] } {
  const { taken, faults } = take(text, 'remittances', remittanceOf);
  const remittances = taken.map(({ value }) => value);
  return { ...(taken[0] && { envelope: taken[0].envelope }), remittances, faults };
}

/** Reads what was validated before: required elements are there, amounts and dates can be read. */
export function remittanceOf(root: Node, delimiters: Delimiters): Remittance {
  const [payment] = segmentsOf(root, 'BPR');
  return {
    payer: payerOf(loops(root, '1000A')[0]),
    payee: payeeOf(loops(root, '1000B')[0]),
    traceNumber: part(segmentsOf(root, 'TRN')[0], 2),
    cents: cents(part(payment, 2)),
    method: part(payment, 4),
    paymentDate: readDate(part(payment, 16)) ?? '',
    claims: loops(root, '2000').flatMap((header) => loops(header, '2100').map((claim) => claimOf(claim, delimiters))),
    providerAdjustments: segmentsOf(root, 'PLB').flatMap((segment) => providerAdjustments(segment, delimiters)),
  };
}

function payerOf(node: Node | undefined): Remittance['payer'] {
  const [payer] = segmentsOf(node, 'N1');
  const id = part(segmentsOf(node, 'REF', '2U')[0], 2) || part(payer, 4);
  return { name: part(payer, 2), ...(id && { id }) };
}

function payeeOf(node: Node | undefined): Remittance['payee'] {
  const [payee] = segmentsOf(node, 'N1');
  return { name: part(payee, 2), ...(part(payee, 3) === 'XX' && { npi: part(payee, 4) }) };
}

function claimOf(node: Node, delimiters: Delimiters): RemittanceClaim {
  const [, number = '', status = '', billed = '', paid = '', patient = '', , payers] = segmentsOf(node, 'CLP')[0]?.elements ?? [];
  return {
    claimControlNumber: number,
    status,
    billedCents: cents(billed),
    paidCents: cents(paid),
    patientCents: cents(patient),
    ...(payers && { payerClaimControlNumber: payers }),
    adjustments: segmentsOf(node, 'CAS').flatMap(adjustments),
    lines: loops(node, '2110').map((line, index) => lineOf(line, index + 1, delimiters)),
  };
}

function lineOf(node: Node, number: number, delimiters: Delimiters): RemittanceLine {
  const [service] = segmentsOf(node, 'SVC');
  const [qualifier = '', code = ''] = part(service, 1).split(delimiters.component);
  return {
    reference: part(segmentsOf(node, 'REF', '6R')[0], 2) || String(number),
    ...(!(qualifier === 'ZZ' && code === NO_PROCEDURE) && { procedure: readServiceCode(qualifier, code) }),
    billedCents: cents(part(service, 2)),
    paidCents: cents(part(service, 3)),
    adjustments: segmentsOf(node, 'CAS').flatMap(adjustments),
  };
}

/** CAS01 the group, then up to six times reason, amount, quantity. */
function adjustments({ elements }: Segment): Adjustment[] {
  const found: Adjustment[] = [];
  for (let at = 2; at < elements.length && at <= 17; at += 3) {
    const [reason = '', amount = ''] = elements.slice(at, at + 2);
    if (reason !== '') found.push({ group: elements[1] ?? '', reason, cents: cents(amount) });
  }
  return found;
}

/** PLB03 and PLB04 up to PLB13 and PLB14. */
function providerAdjustments({ elements }: Segment, { component }: Delimiters): Remittance['providerAdjustments'] {
  const found: Remittance['providerAdjustments'] = [];
  for (let at = 3; at < elements.length && at <= 13; at += 2) {
    const [reason = '', reference] = (elements[at] ?? '').split(component);
    if (reason !== '') found.push({ reason, ...(reference && { reference }), cents: cents(elements[at + 1] ?? '') });
  }
  return found;
}
