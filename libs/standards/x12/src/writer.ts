import type { Envelope } from './model';
import { identifier, instant, NotExpressible } from './values';

/** One segment: its id and its elements; an array is a composite, undefined an element that is not used. */
export type WrittenSegment = readonly [id: string, ...elements: WrittenElement[]];
export type WrittenElement = string | undefined | readonly (string | undefined)[];

export interface WrittenGroup {
  /** GS01. */
  functionalId: string;
  /** GS08. */
  version: string;
  /** ST01. */
  type: string;
  /** ST03 is not used in the 835 (005010X221A1, ST). */
  namesVersion: boolean;
  /** Each transaction set without ST and SE. */
  sets: WrittenSegment[][];
}

/** Writes one interchange with one functional group (X12.5, X12.6); delimiters `*` `:` `^` `~`, no line breaks. */
export function writeInterchange(envelope: Envelope, group?: WrittenGroup, acknowledgment?: WrittenSegment): string {
  const number = controlNumber(envelope.controlNumber);
  const time = instant(envelope.createdAt, 'GS04');
  const address = (id: string, element: string) => identifier(id, 15, element).padEnd(15);
  const isa = ['ISA', '00', ' '.repeat(10), '00', ' '.repeat(10), 'ZZ', address(envelope.senderId, 'ISA06'), 'ZZ'];
  isa.push(address(envelope.receiverId, 'ISA08'), time.date.slice(2), time.time.slice(0, 4), '^', '00501');
  isa.push(number, '0', envelope.usage, ':');
  const lines = [`${isa.join('*')}~`];
  if (acknowledgment) lines.push(line(acknowledgment));
  const inside = group ? groupLines(envelope, group, time) : [];
  return [...lines, ...inside, line(['IEA', group ? '1' : '0', number])].join('');
}

function groupLines(envelope: Envelope, group: WrittenGroup, time: { date: string; time: string }): string[] {
  const number = String(envelope.controlNumber);
  const { functionalId, version, type, namesVersion, sets } = group;
  const exact = time.time.replace(/00$/, '');
  const lines = [
    line(['GS', functionalId, code(envelope.senderId), code(envelope.receiverId), time.date, exact, number, 'X', version]),
  ];
  sets.forEach((segments, index) => {
    const set = String(index + 1).padStart(4, '0');
    lines.push(line(['ST', type, set, namesVersion ? version : undefined]));
    for (const segment of segments) lines.push(line(segment));
    lines.push(line(['SE', String(segments.length + 2), set]));
  });
  lines.push(line(['GE', String(sets.length), number]));
  return lines;
}

function controlNumber(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 999_999_999) throw new NotExpressible('ISA13', 'must be 1 to 999999999');
  return String(value).padStart(9, '0');
}

/** GS02 and GS03 have two characters at least (X12.6, data elements 142 and 124). */
function code(id: string): string {
  if (id.length < 2) throw new NotExpressible('GS02', 'must have at least two characters');
  return id;
}

/** Empty elements and components at the end are not written (X12.6, 3.4). */
function line(segment: WrittenSegment): string {
  let text = '';
  let separators = '';
  for (const element of segment) {
    const written = typeof element === 'string' ? element : composite(element);
    if (written !== '') {
      text += separators + written;
      separators = '';
    }
    separators += '*';
  }
  return `${text}~`;
}

function composite(components: readonly (string | undefined)[] = []): string {
  let length = components.length;
  while (length > 0 && !components[length - 1]) length--;
  return components.slice(0, length).join(':');
}
