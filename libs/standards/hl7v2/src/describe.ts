import { Findings } from './findings';
import { headerFaults, headerOf, isFault } from './header';
import type { MessageFault } from './model';
import { readResultMessage, RESULT_TYPES } from './read-results';
import { open, type Segment } from './segment';
import { fieldsOf } from './segments';
import { readTime } from './time';

const LONGEST_SHOWN = 200;

/** A message of any type for a person: each segment, below it each field that holds something, with its name where we know it. */
export function describe(text: string): string {
  const syntax = open(text);
  if (isFault(syntax)) return `${sentence(syntax)}\n`;
  const lines = syntax.segments.flatMap((segment) => [`${segment.name}[${segment.sequence}]`, ...describeFields(segment)]);
  return [...lines, ...syntax.faults.map(sentence), ''].join('\n');
}

function describeFields(segment: Segment): string[] {
  const names = fieldsOf(segment.name);
  return Array.from({ length: segment.fields }, (_, index) => index + 1)
    .filter((field) => !segment.isEmpty(field))
    .map((field) => `  ${segment.name}-${field} ${names[field - 1]?.name ?? ''}`.trimEnd() + `: ${shown(segment, field)}`);
}

function shown(segment: Segment, field: number): string {
  const separators = segment.name === 'MSH' && field <= 2;
  const count = separators ? 1 : Math.min(segment.repetitions(field), LONGEST_SHOWN);
  const texts = Array.from({ length: count }, (_, index) => segment.repetition(field, index));
  // A terminal obeys control characters.
  const line = texts.join(' ~ ').replace(/\p{Cc}+/gu, ' ');
  return line.length > LONGEST_SHOWN ? `${line.slice(0, LONGEST_SHOWN)} … (${line.length} characters)` : line;
}

/** `OBX[2]-5: A time is not written as one. (102, AE)` */
export const sentence = ({ location, text, code, acknowledgment }: MessageFault): string =>
  `${location ? `${location}: ` : ''}${text} (${code}, ${acknowledgment})`;

/**
 * What is wrong with a message of any type: syntax, MSH, required fields and times of the segments that we know; for results also
 * all that `readResultMessage` finds. Empty for a message that is well formed; 20 faults at most.
 */
export function validate(text: string): MessageFault[] {
  const syntax = open(text);
  if (isFault(syntax)) return [syntax];
  const header = headerOf(syntax.segments[0]);
  if (isFault(header)) return [header];
  const findings = new Findings();
  const own = RESULT_TYPES.has(header.type) ? readResultMessage(text).faults : [...headerFaults(header), ...syntax.faults];
  own.forEach((fault) => findings.add(fault));
  for (const segment of syntax.segments) {
    if (findings.full) break;
    if (segment.name !== 'MSH') checkFields(segment, findings);
  }
  return findings.faults;
}

function checkFields(segment: Segment, findings: Findings): void {
  const known = new Set(findings.faults.map(({ location }) => location));
  fieldsOf(segment.name).forEach(({ name, required, time }, index) => {
    const field = index + 1;
    if (known.has(segment.at(field))) return;
    if (segment.isEmpty(field)) {
      if (required) findings.missing(segment, field, `The field “${name}”`);
    } else if (time && segment.component(field) !== '' && readTime(segment.component(field)) === 'wrong') {
      findings.wrong(segment, field, 'A time is not written as one.');
    }
  });
}
