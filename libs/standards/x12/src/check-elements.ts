import type { ElementRule, SegmentRule } from './loop-map';
import type { SyntaxFault } from './model';
import { type Delimiters, part, type Segment } from './tokens';
import { type ElementCode, readDate, readMinute, readMoney, readTime } from './values';

/** Checks the elements of a segment against its rule; codes of IK403 (005010X231A1, 2.4, IK4). */
export function checkElements(rule: SegmentRule, segment: Segment, delimiters: Delimiters): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  for (const element of rule.elements) {
    const code = codeOf(element, segment, delimiters);
    if (code) faults.push(fault(segment, element, code, rule.name));
  }
  segment.elements.forEach((value, index) => {
    if (FOREIGN.test(value) && hasForeign(value, delimiters)) faults.push(fault(segment, { element: index }, '6', rule.name));
  });
  return faults;
}

/** Control characters and what is not ASCII (X12.6, 3.3). */
const FOREIGN = /[^ -~]/;

/** Delimiters within an element may be control characters. */
const hasForeign = (value: string, { component, repetition }: Delimiters) =>
  [...value].some((character) => character !== component && character !== repetition && FOREIGN.test(character));

const TEXTS: Record<ElementCode, string> = {
  '1': 'is required and missing',
  '3': 'is one element too many',
  '5': 'is too long',
  '6': 'has an invalid character',
  '7': 'is not one of the codes of the guide',
  '8': 'is not a valid date',
  '9': 'is not a valid time',
  I12: 'does not have the required pattern',
};

function fault(segment: Segment, where: { element: number; component?: number }, code: ElementCode, name: string): SyntaxFault {
  const component = where.component ? `-${where.component}` : '';
  const text = `${segment.id}${String(where.element).padStart(2, '0')}${component} (${name}) ${TEXTS[code]}.`;
  return { segment: segment.id, position: segment.position, element: where.element, code, text };
}

function codeOf(rule: ElementRule, segment: Segment, delimiters: Delimiters): ElementCode | undefined {
  const value = part(segment, rule.element, rule.component, delimiters);
  if (value === '') return rule.required ? '1' : undefined;
  if (rule.codes && !rule.codes.has(value)) return '7';
  if (rule.longest !== undefined && value.length > rule.longest) return '5';
  return rule.type === undefined ? undefined : typeFault(rule.type, value, part(segment, rule.element - 1));
}

function typeFault(type: string, value: string, format: string): ElementCode | undefined {
  const money = type === 'm' ? readMoney(value) : 0;
  if (typeof money === 'string') return money;
  const [code, isRight] = TYPES[type] ?? [];
  return isRight?.(value, format) === false ? code : undefined;
}

const TYPES: Record<string, [code: ElementCode, isRight: (value: string, format: string) => boolean]> = {
  d: ['8', (value) => readDate(value) !== undefined],
  p: ['8', (value, format) => isPeriod(format, value)],
  t: ['9', (value) => readTime(value) !== undefined],
  i: ['6', (value) => /^\d{1,15}$/.test(value)],
  q: ['6', (value) => /^-?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})$/.test(value)],
};

/** Date time period (1251) in the format of its qualifier (1250): D8, RD8 or DT. */
function isPeriod(format: string, value: string): boolean {
  if (format === 'RD8') return value.length === 17 && value[8] === '-' && [value.slice(0, 8), value.slice(9)].every(readDate);
  if (format === 'DT') return readMinute(value) !== undefined;
  return readDate(value) !== undefined;
}
