import { Findings } from './findings';
import type { MessageFault, MessageHeader } from './model';
import { open, type Segment } from './segment';
import { readTime } from './time';

/** MSH-3 to MSH-6 in HL7 v2.8: HD.1 has no limit of its own, the field has 227. */
const LONGEST = 227;
/** MSH-10 in HL7 v2.8. */
const LONGEST_CONTROL_ID = 199;

/** True for what a function returned instead of what it was asked for. */
export const isFault = (answer: object): answer is MessageFault => 'acknowledgment' in answer;

/**
 * MSH of a message (chapter 2.14.9). MSH-9 and MSH-10 must be there, since nothing can be answered without them; MSH-11 and
 * MSH-12 are empty when the sender leaves them out, and `readResultMessage` refuses that.
 */
export function readHeader(text: string): MessageHeader | MessageFault {
  const syntax = open(text);
  return isFault(syntax) ? syntax : headerOf(syntax.segments[0]);
}

export function headerOf(msh: Segment): MessageHeader | MessageFault {
  const findings = new Findings();
  const line = (field: number, max = LONGEST) => findings.line(msh.component(field), max, [msh, field]) ?? '';
  const time = readTime(msh.component(7));
  const header: MessageHeader = {
    sendingApplication: line(3),
    sendingFacility: line(4),
    receivingApplication: line(5),
    receivingFacility: line(6),
    ...(typeof time === 'object' && { at: time.instant }),
    type: [line(9), findings.line(msh.component(9, 2), LONGEST, [msh, 9])].filter(Boolean).join('^'),
    controlId: line(10, LONGEST_CONTROL_ID),
    processingId: line(11),
    version: line(12),
  };
  if (header.type === '') findings.missing(msh, 9, 'The message type');
  if (header.controlId === '') findings.missing(msh, 10, 'The message control id');
  const [fault] = findings.faults;
  return fault ? { ...fault, acknowledgment: 'AR' } : header;
}

/** HL7 v2.3 to v2.8.2. */
const VERSION = /^2\.(?:3|3\.1|4|5|5\.1|6|7|7\.1|8|8\.1|8\.2)$/;
/** Table 0103. */
const PROCESSING_IDS = new Set(['P', 'T', 'D']);

/** What speaks against a message of any type as far as MSH-11 and MSH-12 go. */
export function headerFaults({ processingId, version }: MessageHeader): MessageFault[] {
  const faults: MessageFault[] = [];
  const rejected = (code: string, field: number, text: string) =>
    faults.push({ acknowledgment: 'AR', code, location: `MSH[1]-${field}`, text });
  if (processingId === '') rejected('101', 11, 'The processing id is missing.');
  else if (!PROCESSING_IDS.has(processingId)) rejected('202', 11, 'The processing id is none of P, T, D.');
  if (version === '') rejected('101', 12, 'The version is missing.');
  else if (!VERSION.test(version)) rejected('203', 12, 'The version is none from 2.3 to 2.8.');
  return faults;
}
