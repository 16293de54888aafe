import { codingsOf, originalText } from './coding';
import type { Findings } from './findings';
import type { Coding, Quantity, ReportedResult } from './model';
import type { Segment } from './segment';
import { DATA_ABSENT_REASON, OTHER_VALUE_TYPES, systemOf, UCUM } from './terminology';

type Value = ReportedResult['value'];
type Range = NonNullable<ReportedResult['referenceRange']>;
/** What OBX-6 adds to a number. */
export type Unit = Pick<Quantity, 'unit' | 'system' | 'code'>;

const LONGEST_TEXT = 2_000;
const LONGEST_UNIT = 50;
const LONGEST_RANGE = 200;
const LONGEST_DECIMAL = 40;
const NUMBER = /^([+-]?)(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const COMPARATORS = ['<=', '>=', '<', '>'] as const;

const absent = (code: string): Value => ({ dataAbsentReason: { system: DATA_ABSENT_REASON, code } });

/**
 * NM (chapter 2A.47) as our decimal text: `+007.50` is `7.50`, `.2` is `0.2`. The digits behind the point stay as they are.
 * Undefined for what is no number or has more than 40 characters.
 */
export function decimalOf(text: string): string | undefined {
  const found = text.length > LONGEST_DECIMAL ? undefined : NUMBER.exec(text);
  if (!found) return undefined;
  const [, sign, digits, exponent] = found as unknown as [string, string, string, string | undefined];
  const [whole, fraction] = digits.split('.') as [string, string | undefined];
  const plain = whole.replace(/^0+(?=\d)/, '') || '0';
  const decimal = [sign.replace('+', ''), plain, fraction && `.${fraction}`, exponent].join('');
  return decimal.length > LONGEST_DECIMAL ? undefined : decimal;
}

/** `5.4`, also `<5.4`, which analysers send although NM has no place for the sign. */
function quantityOf(text: string, unit: Unit): Quantity | undefined {
  const comparator = COMPARATORS.find((sign) => text.startsWith(sign));
  const value = decimalOf(comparator ? text.slice(comparator.length).trim() : text);
  return value === undefined ? undefined : { value, ...(comparator && { comparator }), ...unit };
}

/** OBX-6: the UCUM triplet when there is one. `10^9/L`, in which nobody escaped the separator, is put together again. */
export function unitOf(obx: Segment, findings: Findings): Unit {
  const first = unitTriplet(obx);
  const [code, text, system] = [0, 1, 2].map((part) => obx.component(6, first + part)) as [string, string, string];
  const line = (unit: string) => findings.line(unit, LONGEST_UNIT, [obx, 6]);
  if (code !== '' && system !== '') {
    // A long description of a unit says no more than its code.
    return {
      unit: (text.length > LONGEST_UNIT ? undefined : line(text)) ?? line(code),
      code: line(code),
      system: systemOf(system),
    };
  }
  const unit = line(text !== '' && /^[x*]? ?10$/i.test(code) ? `${code}^${text}` : code || text);
  return unit === undefined ? {} : { unit };
}

/** Where the better of the two triplets in OBX-6 begins. */
function unitTriplet(obx: Segment): 1 | 4 {
  const ucum = (component: number) => systemOf(obx.component(6, component)) === UCUM;
  if (obx.component(6, 1) === '' && obx.component(6, 4) !== '') return 4;
  return !ucum(3) && ucum(6) ? 4 : 1;
}

const RANGE = /^([+-]?[\d.]+)(?: ?- ?| ?– ?| to )([+-]?[\d.]+)$/i;
const BOUND = /^(<=?|>=?) ?([+-]?[\d.]+)$/;

/** OBX-7 (chapter 7.4.2.7): `70-99`, `80 to 95`; `<5` and `>=1.2` as one bound with the text, because FHIR's bounds are inclusive; else text. */
export function rangeOf(obx: Segment, unit: Unit, findings: Findings): Range | undefined {
  const text = findings.line(obx.repetition(7, 0), LONGEST_RANGE, [obx, 7]);
  if (text === undefined || obx.isEmpty(7)) return undefined;
  const quantity = (value: string | undefined): Quantity | undefined =>
    value === undefined || decimalOf(value) === undefined ? undefined : { value: decimalOf(value) as string, ...unit };
  const [low, high] = (RANGE.exec(text) ?? []).slice(1).map(quantity);
  if (low && high) return { low, high };
  const [, sign = '', bound] = BOUND.exec(text) ?? [];
  const only = quantity(bound);
  if (!only) return { text };
  return sign.startsWith('<') ? { high: only, text } : { low: only, text };
}

type Reader = (obx: Segment, unit: Unit, findings: Findings) => Value | undefined;

/** A value that is no number keeps its unit within its text. */
function textValue(text: string, { unit }: Unit, [obx, findings]: [Segment, Findings]): Value | undefined {
  const line = findings.line(unit && text.trim() ? `${text} ${unit}` : text, LONGEST_TEXT, [obx, 5]);
  return line === undefined ? undefined : { valueString: line };
}

const repetitionsOf = (obx: Segment): string[] =>
  Array.from({ length: obx.repetitions(5) }, (_, index) => obx.repetition(5, index)).filter((text) => text !== '');

const numeric: Reader = (obx, unit, findings) => {
  const texts = repetitionsOf(obx);
  const valueQuantity = texts.length === 1 ? quantityOf(texts[0] as string, unit) : undefined;
  return valueQuantity ? { valueQuantity } : textValue(texts.join(', '), unit, [obx, findings]);
};

/** ST, TX, FT: a repetition is a new line (chapter 2A.78). A number with a unit is a quantity, lest the two are parted. */
const textual: Reader = (obx, unit, findings) => {
  const texts = repetitionsOf(obx);
  const valueQuantity = unit.unit && texts.length === 1 ? quantityOf(texts[0] as string, unit) : undefined;
  return valueQuantity ? { valueQuantity } : textValue(texts.join(' '), unit, [obx, findings]);
};

/** SN (chapter 2A.71): `>^100` is a quantity; `^1^:^128`, `^2^+`, `^10^-^20` and `<>^5` are text, for which FHIR has other types. */
const structured: Reader = (obx, unit, findings) => {
  if (obx.repetitions(5) > 1) return findings.wrong(obx, 5, 'A structured number is repeated.');
  const [sign, number, separator, second] = [1, 2, 3, 4].map((part) => obx.component(5, part)) as [
    string,
    string,
    string,
    string,
  ];
  const rest = second && !separator ? ` ${second}` : `${separator}${second}`;
  const valueQuantity = rest === '' && sign !== '<>' ? quantityOf(`${sign.replace(/^=$/, '')}${number}`, unit) : undefined;
  return valueQuantity ? { valueQuantity } : textValue(`${sign}${number}${rest}`, unit, [obx, findings]);
};

/** Several repetitions are several findings, which one CodeableConcept cannot say: they become text. */
const coded: Reader = (obx, _unit, findings) => {
  if (obx.repetitions(5) > 1) {
    const shown = (index: number) =>
      [9, 2, 5, 1, 4].map((component) => obx.whole(5, component, index)).find((text) => text !== '');
    const texts = Array.from({ length: obx.repetitions(5) }, (_, index) => shown(index)).filter((text) => text !== undefined);
    return textValue(texts.join(', '), {}, [obx, findings]);
  }
  const coding = codingsOf(obx, 5, findings);
  const text = originalText(obx, 5, findings);
  const reason = coding.find(({ system }) => system === DATA_ABSENT_REASON);
  if (reason) return { dataAbsentReason: reason };
  return coding.length || text ? { valueCodeableConcept: { coding, ...(text && { text }) } } : undefined;
};

const temporal: Reader = (obx, _unit, findings) => textValue(obx.component(5), {}, [obx, findings]);

const READERS: Record<string, Reader> = {
  NM: numeric,
  SN: structured,
  ...Object.fromEntries(['ST', 'TX', 'FT', 'IS', 'ID', 'SI'].map((type) => [type, textual])),
  ...Object.fromEntries(['DT', 'TM', 'TS', 'DTM'].map((type) => [type, temporal])),
  ...Object.fromEntries(['CE', 'CWE', 'CNE'].map((type) => [type, coded])),
};

/**
 * OBX-5 in the data type of OBX-2 (table 0125). Empty is an unknown value; documents, persons, ranges of numbers and the like
 * (ED, RP, XPN, NR ...) are reported as absent with the reason `unsupported`, so that somebody looks for them in the laboratory.
 */
export function valueOf(obx: Segment, unit: Unit, findings: Findings): Value | undefined {
  if (obx.isEmpty(5)) return absent('unknown');
  const type = obx.component(2).toUpperCase();
  if (type === '') return findings.missing(obx, 2, 'The value type');
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader) return reader(obx, unit, findings) ?? (findings.faults.length === 0 ? absent('unknown') : undefined);
  if (OTHER_VALUE_TYPES.has(type)) return absent('unsupported');
  return findings.unknown(obx, 2, 'The value type is not in table 0125.');
}

export const isUnknown = (reason: Coding): boolean => reason.system === DATA_ABSENT_REASON && reason.code === 'unknown';
