import type { Findings } from './findings';
import type { Coding } from './model';
import type { Segment } from './segment';
import { LOINC, systemOf } from './terminology';

const LONGEST_CODE = 64;
const LONGEST_DISPLAY = 300;
const LONGEST_SYSTEM = 200;

/** CE.1-3 and CE.4-6 (chapter 2A.6; CWE, CNE the same) of a field's first repetition, as far as they hold a code. */
export function codingsOf(segment: Segment, field: number, findings: Findings): Coding[] {
  return [1, 4].flatMap((first) => {
    const part = (component: number, max: number) => findings.line(segment.whole(field, component), max, [segment, field]);
    const code = part(first, LONGEST_CODE);
    if (code === undefined) return [];
    const system = systemOf(segment.component(field, first + 2));
    if (system.length > LONGEST_SYSTEM) findings.wrong(segment, field, 'The name of a coding system is too long.');
    const display = part(first + 1, LONGEST_DISPLAY);
    return [{ system, code, ...(display && { display }) }];
  });
}

/** The one code that a field means: the LOINC one when there is one, else the first. */
export function bestCoding(segment: Segment, field: number, findings: Findings): Coding | undefined {
  const codings = codingsOf(segment, field, findings);
  return codings.find(({ system }) => system === LOINC) ?? codings[0];
}

/** CWE.9, original text; else the description of a code that is missing. */
export function originalText(segment: Segment, field: number, findings: Findings): string | undefined {
  const coded = segment.component(field, 1) || segment.component(field, 4);
  const texts = [segment.whole(field, 9), ...(coded ? [] : [segment.whole(field, 2), segment.whole(field, 5)])];
  return findings.line(texts.find((text) => text !== '') ?? '', LONGEST_DISPLAY, [segment, field]);
}
