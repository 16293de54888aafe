import type { ImplementationAcknowledgment, SyntaxFault } from './model';
import { part } from './tokens';
import { take } from './understand';
import { identifier, NotExpressible } from './values';
import { loops, type Node, segmentsOf } from './walk';
import { writeInterchange, type WrittenSegment } from './writer';

type Answered = NonNullable<ImplementationAcknowledgment['answered']>;
type Transaction = ImplementationAcknowledgment['transactions'][number];

const A_CLAIMS_FILE: Answered = { functionalId: 'HC', version: '005010X223A2', transactionSet: '837' };
const CODES_OF_TRAILER = 5;

/**
 * Writes a 999 (005010X231A1). The texts of the errors stay behind: IK3 and IK4 carry codes only.
 * @throws NotExpressible when a number or code has no place in the file
 */
export function writeImplementationAcknowledgment(acknowledgment: ImplementationAcknowledgment): string {
  const { envelope, groupControlNumber, code, transactions, answered = A_CLAIMS_FILE, groupErrors = [] } = acknowledgment;
  if (!Number.isInteger(groupControlNumber) || groupControlNumber < 0)
    throw new NotExpressible('AK102', 'must be a control number');
  const version = answered.version === '' ? undefined : identifier(answered.version, 12, 'AK103');
  const count = String(transactions.length);
  const accepted = String(transactions.filter((transaction) => transaction.code !== 'R').length);
  const segments: WrittenSegment[] = [
    ['AK1', identifier(answered.functionalId, 2, 'AK101'), String(groupControlNumber), version],
    ...transactions.flatMap((transaction) => transactionOf(transaction, answered)),
    [
      'AK9',
      code,
      count,
      count,
      accepted,
      ...groupErrors.slice(0, CODES_OF_TRAILER).map((error) => identifier(error, 3, 'AK905')),
    ],
  ];
  return writeInterchange(envelope, {
    ...{ functionalId: 'FA', version: '005010X231A1', type: '999', namesVersion: true },
    sets: [segments],
  });
}

/** `5` says that there are IK3 segments; other codes stand for what is wrong with the transaction set as a whole. */
function transactionOf({ controlNumber, code, errors }: Transaction, { transactionSet, version }: Answered): WrittenSegment[] {
  const own = errors.filter(({ segment }) => segment === '').map((error) => identifier(error.code, 3, 'IK502'));
  const inSegments = errors.filter(({ segment }) => segment !== '');
  const codes = [...(inSegments.length > 0 ? ['5'] : []), ...own].slice(0, CODES_OF_TRAILER);
  const named = identifier(controlNumber, 9, 'AK202');
  return [
    ['AK2', identifier(transactionSet, 3, 'AK201'), named, version === '' ? undefined : version],
    ...inSegments.flatMap(errorOf),
    ['IK5', code, ...codes],
  ];
}

/** IK304 is 8, "segment has data element errors", where IK4 says which. */
function errorOf({ segment, position, element, code }: SyntaxFault, index: number, all: SyntaxFault[]): WrittenSegment[] {
  const error = identifier(code, 3, element === undefined ? 'IK304' : 'IK403');
  const head = (reason: string): WrittenSegment => ['IK3', identifier(segment, 3, 'IK301'), String(position), undefined, reason];
  if (element === undefined) return [head(error)];
  const note: WrittenSegment = ['IK4', String(element), undefined, error];
  const before = all[index - 1];
  const joins = before?.element !== undefined && before.segment === segment && before.position === position;
  return joins ? [note] : [head('8'), note];
}

/** Reads the 999 of a file, one for each transaction set; a set with a fault gives none. Texts of errors are those of their codes. */
export function readImplementationAcknowledgments(text: string): {
  acknowledgments: ImplementationAcknowledgment[];
  faults: SyntaxFault[];
} {
  const { taken, faults } = take(text, 'implementation-acknowledgment', acknowledgmentOf);
  return { acknowledgments: taken.map(({ envelope, value }) => ({ envelope, ...value })), faults };
}

function acknowledgmentOf(root: Node): Omit<ImplementationAcknowledgment, 'envelope'> {
  const [group] = segmentsOf(root, 'AK1');
  const [trailer] = segmentsOf(root, 'AK9');
  const answers = loops(root, '2000');
  const transactionSet = part(segmentsOf(answers[0], 'AK2')[0], 1) || '837';
  const answered = { functionalId: part(group, 1), version: part(group, 3), transactionSet };
  const usual = JSON.stringify(answered) === JSON.stringify(A_CLAIMS_FILE);
  const groupErrors = trailer?.elements.slice(5).filter((code) => code !== '') ?? [];
  return {
    groupControlNumber: Number(part(group, 2)),
    code: part(trailer, 1) as ImplementationAcknowledgment['code'],
    ...(!usual && { answered }),
    ...(groupErrors.length > 0 && { groupErrors }),
    transactions: answers.map(transactionIn),
  };
}

function transactionIn(node: Node): Transaction {
  const [trailer] = segmentsOf(node, 'IK5');
  const errors = loops(node, '2100').flatMap(errorsIn);
  const own = trailer?.elements.slice(2).filter((code) => code !== '' && !(code === '5' && errors.length > 0)) ?? [];
  errors.push(...own.map((code) => ({ segment: '', position: 0, code, text: textOfTransactionCode(code) })));
  return { controlNumber: part(segmentsOf(node, 'AK2')[0], 2), code: part(trailer, 1) as Transaction['code'], errors };
}

function errorsIn(node: Node): SyntaxFault[] {
  const [, segment = '', position = '', , code = ''] = segmentsOf(node, 'IK3')[0]?.elements ?? [];
  const notes = loops(node, '2110').map((note) => segmentsOf(note, 'IK4')[0]);
  const where = { segment, position: Number(position) };
  if (notes.length === 0) return [{ ...where, code, text: textOfSegmentCode(code) }];
  return notes.map((note) => {
    // IK401 is a composite: element, component, repetition.
    const element = Number.parseInt(part(note, 1), 10) || 0;
    return { ...where, element, code: part(note, 3), text: textOfElementCode(part(note, 3)) };
  });
}

const textOf = (texts: Record<string, string>) => (code: string) => texts[code] ?? 'A code that the guide does not know.';

/** IK304 (005010X231A1, 2.4). */
export const textOfSegmentCode = textOf({
  '1': 'Unrecognized segment ID.',
  '2': 'Unexpected segment.',
  '3': 'Required segment missing.',
  '4': 'Loop occurs over maximum times.',
  '5': 'Segment exceeds maximum use.',
  '6': 'Segment not in defined transaction set.',
  '7': 'Segment not in proper sequence.',
  '8': 'Segment has data element errors.',
  I4: 'Implementation "not used" segment present.',
  I6: 'Implementation dependent segment missing.',
  I7: 'Implementation loop occurs under minimum times.',
  I8: 'Implementation segment below minimum use.',
  I9: 'Implementation dependent "not used" segment present.',
});

/** IK403 (005010X231A1, 2.4). */
export const textOfElementCode = textOf({
  '1': 'Required data element missing.',
  '2': 'Conditional required data element missing.',
  '3': 'Too many data elements.',
  '4': 'Data element too short.',
  '5': 'Data element too long.',
  '6': 'Invalid character in data element.',
  '7': 'Invalid code value.',
  '8': 'Invalid date.',
  '9': 'Invalid time.',
  '10': 'Exclusion condition violated.',
  '12': 'Too many repetitions.',
  '13': 'Too many components.',
  I6: 'Code value not used in implementation.',
  I9: 'Implementation dependent data element missing.',
  I10: 'Implementation "not used" data element present.',
  I11: 'Implementation too few repetitions.',
  I12: 'Implementation pattern match failure.',
  I13: 'Implementation dependent "not used" data element present.',
});

/** IK502 (005010X231A1, 2.4). */
export const textOfTransactionCode = textOf({
  '1': 'Transaction set not supported.',
  '2': 'Transaction set trailer missing.',
  '3': 'Transaction set control number in header and trailer do not match.',
  '4': 'Number of included segments does not match actual count.',
  '5': 'One or more segments in error.',
  '6': 'Missing or invalid transaction set identifier.',
  '7': 'Missing or invalid transaction set control number.',
  '23': 'Transaction set control number not unique within the functional group.',
  I5: 'Implementation one or more segments in error.',
  I6: 'Implementation convention not supported.',
});
