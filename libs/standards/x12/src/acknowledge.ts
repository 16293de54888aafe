import { fatalOf, type ReadGroup, type ReadInterchange, readInterchanges, type ReadTransaction } from './interchanges';
import type { Envelope, ImplementationAcknowledgment, InterchangeAcknowledgment } from './model';
import { type Delimiters } from './tokens';
import { understandSet } from './understand';
import { setFaults } from './validate';

export type Answer =
  { type: 'TA1'; acknowledgment: InterchangeAcknowledgment } | { type: '999'; acknowledgment: ImplementationAcknowledgment };

/**
 * What answers a received text: for each interchange a TA1 when its envelope is unusable (TA104 R), else one 999 for each functional group
 * with what {@link validate} found; amounts that do not add up are no matter of a 999. Nothing answers a TA1 or a group of
 * acknowledgments (FA; 005010X231A1, 1.4), and nobody can be answered who sends no readable ISA. The answers take control numbers from
 * `next` on, one each.
 */
export function acknowledge(text: string, next: { controlNumber: number; createdAt: string }): Answer[] {
  const answers: Answer[] = [];
  for (const interchange of readInterchanges(text)) {
    const from = interchange.envelope;
    if (!from || !isAddress(from.senderId) || !isAddress(from.receiverId)) continue;
    const envelope = (): Envelope => ({
      ...{ senderId: from.receiverId, receiverId: from.senderId, usage: from.usage },
      ...{ controlNumber: next.controlNumber + answers.length, createdAt: next.createdAt },
    });
    if (!interchange.usable) answers.push({ type: 'TA1', acknowledgment: refusal(interchange, from, envelope()) });
    else
      for (const group of answerable(interchange))
        answers.push({ type: '999', acknowledgment: answerTo(group, interchange, envelope()) });
  }
  return answers;
}

function refusal(interchange: ReadInterchange, { controlNumber }: Envelope, envelope: Envelope): InterchangeAcknowledgment {
  return { envelope, controlNumber, code: 'R', note: fatalOf(interchange)?.code ?? '022' };
}

const answerable = ({ groups }: ReadInterchange) => groups.filter(({ functionalId }) => functionalId !== 'FA');

function answerTo(group: ReadGroup, { delimiters }: ReadInterchange, envelope: Envelope): ImplementationAcknowledgment {
  const transactions = group.transactions.map((set) => transactionOf(set, delimiters as Delimiters, group.faults.length > 0));
  const rejected = transactions.filter(({ code }) => code === 'R').length;
  const code = rejected === 0 ? 'A' : rejected < transactions.length ? 'P' : 'R';
  const groupErrors = group.faults.map((fault) => fault.code);
  return {
    envelope,
    groupControlNumber: /^\d{1,9}$/.test(group.controlNumber) ? Number(group.controlNumber) : 0,
    code: groupErrors.length > 0 ? 'R' : code,
    answered: answeredBy(group),
    ...(groupErrors.length > 0 && { groupErrors }),
    transactions,
  };
}

function transactionOf(
  set: ReadTransaction,
  delimiters: Delimiters,
  groupRefused: boolean,
): ImplementationAcknowledgment['transactions'][number] {
  const errors = setFaults(understandSet(set, delimiters), delimiters)
    .filter(({ level }) => level !== 'balance')
    .map(({ level: _, loop: __, ...error }) => error);
  return {
    controlNumber: legal(set.controlNumber, 9),
    code: errors.length > 0 || groupRefused ? 'R' : 'A',
    errors: errors.map(legalError),
  };
}

function answeredBy({ functionalId, version, transactions }: ReadGroup): ImplementationAcknowledgment['answered'] {
  const transactionSet = legal(transactions[0]?.type ?? '', 3);
  return { functionalId: legal(functionalId, 2), version: /^[A-Z0-9]{1,12}$/.test(version) ? version : '', transactionSet };
}

type Error = ImplementationAcknowledgment['transactions'][number]['errors'][number];

const legalError = (error: Error): Error => (error.segment === '' ? error : { ...error, segment: legal(error.segment, 3) });

/** An answer repeats ids of the file it answers; what is no id in it becomes zeros. */
const legal = (text: string, length: number): string =>
  /^[!-)+-9;-\]_a-}]+$/.test(text) && text.length <= length ? text : '0'.repeat(Math.min(length, 3));

const isAddress = (id: string) => id.length > 1 && legal(id, 15) === id;
