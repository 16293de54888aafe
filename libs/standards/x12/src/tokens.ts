/**
 * The lexical layer of X12 (X12.5 interchange control structures, X12.6 application control structure). Own code instead of the
 * library node-x12: see docs/payer-companion.md, "Why we read the syntax ourselves".
 */

export interface Delimiters {
  element: string;
  component: string;
  /** ISA11 from version 00402 on; absent in older interchanges. */
  repetition?: string;
  segment: string;
}

export interface Segment {
  id: string;
  /** `elements[0]` is the segment id, so that `elements[3]` is what the guides call element 03. */
  elements: string[];
  /** In its transaction set, ST = 1; 0 outside of one. */
  position: number;
}

/** Of the faults of a file or of a transaction set so many are kept: one is enough to refuse it, a person reads the first ones. */
export const MOST_FAULTS = 100;
/** No segment of any guide has nearly as many; nobody reads what stands behind. */
const MOST_ELEMENTS = 500;

export interface Header {
  isa: Segment;
  delimiters?: Delimiters;
  /** Where the next segment starts. */
  next: number;
  /** TA105 note of what makes the header unusable. */
  note?: '004' | '022' | '023';
}

/** An ISA is 106 characters; some writers do not pad its elements, none has a reason to exceed this. */
const LONGEST_HEADER = 400;
const ELEMENTS = 16;
const START = /ISA([^A-Za-z0-9 \r\n])[^\r\n]{0,4}?\1/g;

/** Where the next interchange header starts, -1 when there is none; a file that ends within its ISA counts. */
export function findHeader(text: string, from: number): number {
  START.lastIndex = from;
  const found = START.exec(text);
  if (found) return found.index;
  const start = skipSpace(text, from);
  return text.startsWith('ISA', start) && !/[A-Za-z0-9 ]/.test(text.charAt(start + 3)) ? start : -1;
}

/** Reads an ISA that starts here, whether its elements have their fixed length or not, and learns the delimiters from it. */
export function readHeader(text: string, start: number): Header {
  const window = text.slice(start, start + LONGEST_HEADER);
  const element = window.charAt(3);
  const parts = window.split(element, ELEMENTS + 1);
  const isa: Segment = { id: 'ISA', elements: parts.slice(0, ELEMENTS), position: 0 };
  const next = start + 4;
  const length = isa.elements.join(element).length + 1;
  if (parts.length <= ELEMENTS) return { isa, next, note: start + window.length >= text.length ? '023' : '022' };
  const component = window.charAt(length);
  const mark = window.charAt(length + 1);
  isa.elements.push(component);
  if (mark === '') return { isa, next: text.length, note: '023' };
  const twoLines = mark === '\r' && window.charAt(length + 2) === '\n';
  const segment = twoLines ? '\n' : mark;
  if (/[A-Za-z0-9 ]/.test(segment) || segment === element || segment === component) return { isa, next, note: '004' };
  const delimiters = { element, component, segment, ...repetitionOf(isa) };
  return { isa, delimiters, next: start + length + (twoLines ? 3 : 2) };
}

function repetitionOf(isa: Segment): Pick<Delimiters, 'repetition'> {
  const repetition = isa.elements[11] ?? '';
  return repetition.length === 1 && !/[A-Za-z0-9 ]/.test(repetition) ? { repetition } : {};
}

/** The segment at this offset; undefined at the end of the text. Line breaks around and within a segment do not count. */
export function readSegment(text: string, from: number, delimiters: Delimiters): { segment: Segment; next: number } | undefined {
  let start = from;
  while (start < text.length) {
    const found = text.indexOf(delimiters.segment, start);
    const end = found === -1 ? text.length : found;
    const raw = unbroken(text.slice(start, end));
    if (raw !== '') {
      const elements = raw.split(delimiters.element, MOST_ELEMENTS);
      return { segment: { id: elements[0] ?? '', elements, position: 0 }, next: end + 1 };
    }
    start = end + 1;
  }
  return undefined;
}

const unbroken = (raw: string) => (raw.includes('\n') || raw.includes('\r') ? raw.replace(/[\r\n]/g, '') : raw).trimStart();

/** The first offset from here on that is neither white space nor a byte order mark. */
export function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  return at;
}

/** Element n of a segment, '' when it is not there; with a component number, that part of a composite. */
export function part(segment: Segment | undefined, element: number, component?: number, delimiters?: Delimiters): string {
  const whole = segment?.elements[element] ?? '';
  if (component === undefined || !delimiters) return whole;
  if (!whole.includes(delimiters.component)) return component === 1 ? whole : '';
  return whole.split(delimiters.component, component)[component - 1] ?? '';
}
