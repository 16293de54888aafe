import type { MessageFault } from './model';
import type { Segment } from './segment';

/** More would make an acknowledgment of a hopeless message larger than the message. */
const MOST_FAULTS = 20;
const SPACES = /[\t\n\v\f\r]+/g;
const NOT_TEXT = /[\x00-\x1f\x7f-\x9f\ufffd]/;

/** The faults found so far, and reading of texts that may have some. */
export class Findings {
  readonly faults: MessageFault[] = [];

  get full(): boolean {
    return this.faults.length >= MOST_FAULTS;
  }

  add(fault: MessageFault): void {
    if (!this.full) this.faults.push(fault);
  }

  missing(segment: Segment, field: number, name: string): undefined {
    this.add({ acknowledgment: 'AE', code: '101', location: segment.at(field), text: `${name} is missing.` });
  }

  wrong(segment: Segment, field: number, text: string): undefined {
    this.add({ acknowledgment: 'AE', code: '102', location: segment.at(field), text });
  }

  unknown(segment: Segment, field: number, text: string): undefined {
    this.add({ acknowledgment: 'AE', code: '103', location: segment.at(field), text });
  }

  /** A text as one line of at most `max` characters; tabs and line ends become spaces. Absent when empty or faulty. */
  line(text: string, max: number, [segment, field]: [Segment, number]): string | undefined {
    const line = text.replace(SPACES, ' ').trim();
    if (line.length > max) return this.wrong(segment, field, `A text is longer than ${max} characters.`);
    if (NOT_TEXT.test(line))
      return this.wrong(segment, field, 'A text has bytes that are no characters in the charset of MSH-18.');
    return line || undefined;
  }
}
