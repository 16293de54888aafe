import type { Hl7Segment } from '@medplum/core';
import { headerOf, isFault } from './header';
import type { MessageFault, MessageHeader } from './model';
import { open, type Segment } from './segment';
import { component, field, headerSegment, messageOf, segment } from './write';

/** MSA-1, table 0008: accepted; an error in the content; rejected. */
export type AcknowledgmentCode = 'AA' | 'AE' | 'AR';

export interface Acknowledgment {
  /** The header of the message that is answered; absent when it could not be read. */
  to: MessageHeader | undefined;
  code: AcknowledgmentCode;
  /** MSH-10 of the answer itself. */
  controlId: string;
  /** When it is written, a UTC instant. */
  at: string;
  faults: readonly MessageFault[];
}

/** Table 0357. */
const CONDITIONS: Record<string, string> = {
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '200': 'Unsupported message type',
  '202': 'Unsupported processing id',
  '203': 'Unsupported version id',
  '204': 'Unknown key identifier',
  '205': 'Duplicate key identifier',
  '207': 'Application internal error',
};

const NOBODY: MessageHeader = {
  ...{ sendingApplication: '', sendingFacility: '', receivingApplication: '', receivingFacility: '' },
  ...{ type: '', controlId: '', processingId: '', version: '' },
};

/** ACK in HL7 v2.5.1 (chapter 2.9.2): MSH, MSA, an ERR for each fault (chapter 2.14.5), addressed back to the sender. */
export function writeAcknowledgment({ to, code, controlId, at, faults }: Acknowledgment): string {
  const [, event] = (to ?? NOBODY).type.split('^');
  const header = { ...turned(to ?? NOBODY), at, type: event ? `ACK^${event}` : 'ACK', controlId };
  return messageOf([headerSegment(header, 'ACK'), segment('MSA', code, component(to?.controlId)), ...faults.map(errorSegment)]);
}

const turned = (to: MessageHeader) => ({
  sendingApplication: to.receivingApplication,
  sendingFacility: to.receivingFacility,
  receivingApplication: to.sendingApplication,
  receivingFacility: to.sendingFacility,
  processingId: to.processingId || 'P',
  version: '2.5.1',
});

/** ERR-2 location (ERL), ERR-3 condition, ERR-4 severity, ERR-8 text for people. */
function errorSegment({ location = '', code, text }: MessageFault): Hl7Segment {
  const [, name, sequence, position] = LOCATION.exec(location) ?? [];
  return segment(
    'ERR',
    '',
    field(name, sequence, position),
    field(code, CONDITIONS[code], 'HL70357'),
    'E',
    '',
    '',
    '',
    component(text),
  );
}

const LOCATION = /^([A-Z][A-Z0-9]{2})\[(\d+)\](?:-(\d+))?$/;

/** What an answer says: MSA-1 (CA, CE, CR of the enhanced mode as AA, AE, AR), MSA-2, the ERR segments. A fault when it is no answer. */
export function readAcknowledgment(
  text: string,
): { header: MessageHeader; code: AcknowledgmentCode; controlId: string; faults: MessageFault[] } | MessageFault {
  const syntax = open(text);
  if (isFault(syntax)) return syntax;
  const header = headerOf(syntax.segments[0]);
  if (isFault(header)) return header;
  const msa = syntax.segments.find(({ name }) => name === 'MSA');
  if (!msa) return { acknowledgment: 'AE', code: '100', text: 'There is no MSA in the message.' };
  const code = msa.component(1).toUpperCase().replace(/^C/, 'A');
  if (!isCode(code))
    return { acknowledgment: 'AE', code: '103', location: msa.at(1), text: 'The acknowledgment code is not in table 0008.' };
  const errors = syntax.segments.filter(({ name }) => name === 'ERR');
  const faults = errors.map((error) => readError(error, code === 'AR' ? 'AR' : 'AE'));
  return { header, code, controlId: msa.component(2), faults };
}

const isCode = (text: string): text is AcknowledgmentCode => text === 'AA' || text === 'AE' || text === 'AR';

function readError(error: Segment, acknowledgment: 'AE' | 'AR'): MessageFault {
  const [name, sequence, position] = [1, 2, 3].map((part) => error.component(2, part));
  const location = name && `${name}[${sequence || 1}]${position && `-${position}`}`;
  const text = error.component(8) || error.component(3, 2);
  return { acknowledgment, code: error.component(3) || '207', ...(location && { location }), text };
}
