import type { Envelope, SyntaxFault } from './model';
import { type Delimiters, findHeader, MOST_FAULTS, part, readHeader, readSegment, type Segment, skipSpace } from './tokens';
import { envelopeFault, readDate, readTime } from './values';

/** ST to SE. Faults carry codes of IK502. */
export interface ReadTransaction {
  /** ST01. */
  type: string;
  controlNumber: string;
  /** ST03, where it is missing GS08. */
  version: string;
  segments: Segment[];
  faults: SyntaxFault[];
}

/** GS to GE. Faults carry codes of AK905. */
export interface ReadGroup {
  header: Segment;
  functionalId: string;
  controlNumber: string;
  version: string;
  transactions: ReadTransaction[];
  faults: SyntaxFault[];
}

/** ISA to IEA. Faults carry the note codes of TA105. */
export interface ReadInterchange {
  header?: Segment;
  delimiters?: Delimiters;
  envelope?: Envelope;
  /** TA1 segments. */
  acknowledgments: Segment[];
  groups: ReadGroup[];
  faults: SyntaxFault[];
  /** False when nothing in it can be trusted: no or broken header, premature end, numbers or counts that do not match. */
  usable: boolean;
}

/** What may still be read of a file; its memory is a multiple of its text, so that a file of tiny segments would fill it. */
interface Allowance {
  segments: number;
  /** ISA, GS, ST and TA1. */
  envelopes: number;
}

const MOST_SEGMENTS = 200_000;
const MOST_ENVELOPES = 10_000;
const ENVELOPES = new Set(['GS', 'ST', 'TA1']);

/**
 * Reads whatever is in a text as interchanges, each with its own delimiters, in linear time. Never throws: what is wrong stands
 * in the `faults` of the interchange, group or transaction set (X12.5; 005010X231A1, appendix B and C). With the interchange in which
 * a file exceeds 200,000 segments or 10,000 envelopes it ends: that one is unusable (024) and empty, what follows is not read.
 */
export function readInterchanges(text: string): ReadInterchange[] {
  const interchanges: ReadInterchange[] = [];
  const allowance: Allowance = { segments: MOST_SEGMENTS, envelopes: MOST_ENVELOPES };
  let offset = 0;
  for (let start = findHeader(text, 0); start !== -1; start = findHeader(text, offset)) {
    if (--allowance.envelopes < 0) return [...interchanges, nothing(tooMuch())];
    const stray = skipSpace(text, offset) < start;
    const { interchange, next } = readInterchange(text, start, allowance);
    if (stray) interchange.faults.push(envelopeFault('022', 'There is text before the ISA segment.'));
    interchanges.push(interchange);
    offset = next;
  }
  const last = interchanges.at(-1);
  if (!last) return [nothing(noHeader())];
  if (last.delimiters && skipSpace(text, offset) < text.length) {
    last.faults.push(envelopeFault('022', 'There is text after the IEA segment.'));
  }
  return interchanges;
}

const nothing = (fault: SyntaxFault): ReadInterchange => ({ acknowledgments: [], groups: [], faults: [fault], usable: false });
const tooMuch = () => envelopeFault('024', 'The file has too many segments.');
const noHeader = () => envelopeFault('022', 'There is no ISA segment.');

/** The first fault after which nothing in the interchange can be trusted; its code is a note of TA105. */
export const fatalOf = ({ faults }: ReadInterchange): SyntaxFault | undefined => faults.find(({ code }) => FATAL.has(code));

const FATAL = new Set(['001', '004', '018', '021', '023', '024']);

function readInterchange(text: string, start: number, allowance: Allowance): { interchange: ReadInterchange; next: number } {
  const { isa, delimiters, next, note } = readHeader(text, start);
  const interchange: ReadInterchange = { header: isa, acknowledgments: [], groups: [], faults: [], usable: false };
  if (!delimiters) {
    interchange.faults.push(envelopeFault(note ?? '022', 'The ISA segment is truncated or names no usable delimiters.'));
    return { interchange, next };
  }
  interchange.delimiters = delimiters;
  checkHeader(interchange, isa);
  const end = new Reading(interchange, allowance).read(text, next, delimiters);
  const envelope = envelopeOf(isa, interchange.groups[0]?.header);
  if (envelope) interchange.envelope = envelope;
  interchange.usable = envelope !== undefined && !fatalOf(interchange);
  return { interchange, next: end };
}

/** Assigns the segments of one interchange to groups and transaction sets. */
class Reading {
  private group: ReadGroup | undefined;
  private set: ReadTransaction | undefined;
  private numbers = new Set<string>();

  constructor(
    private readonly interchange: ReadInterchange,
    private readonly allowance: Allowance,
  ) {}

  /** Returns the offset after the interchange. */
  read(text: string, from: number, delimiters: Delimiters): number {
    let offset = from;
    for (let read = readSegment(text, offset, delimiters); read; read = readSegment(text, offset, delimiters)) {
      const { segment } = read;
      if (segment.id.startsWith('ISA') && !/[A-Za-z0-9]/.test(segment.id.charAt(3))) break;
      offset = read.next;
      if (!this.allows(segment)) return this.giveUp(text);
      if (segment.id === 'IEA') {
        this.closeGroup();
        this.checkTrailer(segment);
        return offset;
      }
      this.take(segment);
    }
    this.closeGroup();
    this.refuse('023', 'The interchange ends without its IEA segment.');
    return offset;
  }

  private allows({ id }: Segment): boolean {
    if (ENVELOPES.has(id)) this.allowance.envelopes--;
    return --this.allowance.segments >= 0 && this.allowance.envelopes >= 0;
  }

  /** Nobody will read on, so that nothing of it needs to be kept. */
  private giveUp(text: string): number {
    Object.assign(this.interchange, { groups: [], acknowledgments: [], faults: [tooMuch()] });
    return text.length;
  }

  private take(segment: Segment): void {
    if (segment.id === 'GS') this.openGroup(segment);
    else if (segment.id === 'GE') this.closeGroup(segment);
    else if (segment.id === 'ST') this.openSet(segment);
    else if (segment.id === 'SE') this.closeSet(segment);
    else if (this.set) this.add(segment);
    else if (segment.id === 'TA1') this.interchange.acknowledgments.push(segment);
    else this.refuse('024', 'A segment stands outside of any transaction set.');
  }

  private add(segment: Segment): void {
    segment.position = this.set ? this.set.segments.push(segment) : 0;
  }

  private openGroup(header: Segment): void {
    this.closeGroup();
    const [, functionalId = '', , , , , controlNumber = '', , version = ''] = header.elements;
    this.group = { header, functionalId, controlNumber, version, transactions: [], faults: [] };
    this.interchange.groups.push(this.group);
    this.numbers = new Set();
    if (!/^\d{1,9}$/.test(controlNumber)) this.group.faults.push(envelopeFault('6', 'GS06 is not a control number.'));
  }

  private closeGroup(trailer?: Segment): void {
    if (this.set) this.closeSet();
    if (!this.group) {
      if (trailer) this.refuse('024', 'A GE segment has no GS segment.');
      return;
    }
    const { faults, controlNumber, transactions } = this.group;
    this.group = undefined;
    if (!trailer) return void faults.push(envelopeFault('3', 'The functional group has no GE segment.'));
    if (number(part(trailer, 2)) !== number(controlNumber)) faults.push(envelopeFault('4', 'GS06 and GE02 differ.'));
    if (number(part(trailer, 1)) !== transactions.length)
      faults.push(envelopeFault('5', 'GE01 is not the number of transaction sets.'));
  }

  private openSet(header: Segment): void {
    if (this.set) this.closeSet();
    if (!this.group) return this.refuse('024', 'A transaction set stands outside of any functional group.');
    const [, type = '', controlNumber = '', own = ''] = header.elements.map((element) => element.trim());
    this.set = { type, controlNumber, version: own || this.group.version.trim(), segments: [], faults: [] };
    if (this.numbers.has(controlNumber))
      this.set.faults.push(envelopeFault('23', 'ST02 was used before in this functional group.'));
    this.numbers.add(controlNumber);
    this.group.transactions.push(this.set);
    this.add(header);
  }

  private closeSet(trailer?: Segment): void {
    const set = this.set;
    if (!set) return this.refuse('024', 'An SE segment has no ST segment.');
    if (trailer) {
      this.add(trailer);
      if (part(trailer, 2).trim() !== set.controlNumber) set.faults.push(envelopeFault('3', 'ST02 and SE02 differ.'));
      if (number(part(trailer, 1)) !== set.segments.length)
        set.faults.push(envelopeFault('4', 'SE01 is not the number of segments.'));
    } else set.faults.push(envelopeFault('2', 'The transaction set has no SE segment.'));
    this.set = undefined;
  }

  /** ISA13 = IEA02, IEA01 = number of groups (X12.5, 3.4). */
  private checkTrailer(trailer: Segment): void {
    const { header, groups } = this.interchange;
    if (number(part(trailer, 2)) !== number(part(header, 13))) this.refuse('001', 'ISA13 and IEA02 differ.');
    if (number(part(trailer, 1)) !== groups.length) this.refuse('021', 'IEA01 is not the number of functional groups.');
  }

  /** A file of stray segments must not fill the memory with one fault each. */
  private refuse(code: string, text: string): void {
    const { faults } = this.interchange;
    if (faults.length < MOST_FAULTS && faults.at(-1)?.text !== text) faults.push(envelopeFault(code, text));
  }
}

const number = (text: string): number => (/^\s*\d{1,15}\s*$/.test(text) ? Number(text) : NaN);

/** Length of ISA01 to ISA16 and the TA105 note when it is another (005010X231A1, appendix C.1). */
const HEADER: readonly (readonly [length: number, note: string])[] = [
  ...([
    [2, '010'],
    [10, '011'],
    [2, '012'],
    [10, '013'],
    [2, '005'],
    [15, '006'],
    [2, '007'],
    [15, '008'],
  ] as const),
  ...([
    [6, '014'],
    [4, '015'],
    [1, '022'],
    [5, '017'],
    [9, '018'],
    [1, '019'],
    [1, '020'],
    [1, '027'],
  ] as const),
];

function checkHeader({ faults }: ReadInterchange, isa: Segment): void {
  HEADER.forEach(([length, note], index) => {
    if (part(isa, index + 1).length !== length && note !== '018') faults.push(headerFault(note, index + 1));
  });
  if (!/^\d{1,9}$/.test(part(isa, 13).trim())) faults.push(headerFault('018', 13));
  if (!/^[PTI]$/.test(part(isa, 15))) faults.push(headerFault('020', 15));
}

const headerFault = (note: string, element: number) =>
  envelopeFault(note, `ISA${String(element).padStart(2, '0')} is not valid.`);

/** The time is that of the first group, which is more exact; without a group, that of the interchange. */
function envelopeOf(isa: Segment, group?: Segment): Envelope | undefined {
  const controlNumber = number(part(isa, 13));
  if (Number.isNaN(controlNumber)) return undefined;
  const date = readDate(part(group, 4)) ?? readDate(`20${part(isa, 9)}`) ?? '1970-01-01';
  const time = (group ? readTime(part(group, 5)) : undefined) ?? readTime(part(isa, 10)) ?? '00:00:00.000';
  return {
    senderId: part(isa, 6).trim(),
    receiverId: part(isa, 8).trim(),
    controlNumber,
    createdAt: `${date}T${time}Z`,
    usage: part(isa, 15) === 'P' ? 'P' : 'T',
  };
}
