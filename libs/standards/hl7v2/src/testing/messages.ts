import * as fc from 'fast-check';
import type { Coding, Quantity, ReportedResult, ResultMessage } from '../model';
import { DATA_ABSENT_REASON, LOINC, UCUM } from '../terminology';

/** An ORU^R01 of an invented laboratory; each line is a segment. */
export const aMessage = (...segments: string[]): string =>
  ['MSH|^~\\&|LIS|LAB|ORDERLY|HOSPITAL|20260302081500||ORU^R01^ORU_R01|M1|P|2.5.1', ...segments].join('\r');

export const anOrder = 'OBR|1|P-1^ORDERLY|A-1^LIS|718-7^Hemoglobin^LN|||20260302080000';

const filtered = (text: fc.Arbitrary<string>) =>
  text.filter((line) => line.trim() === line && line.length > 0 && !/[\p{Cc}\p{Cs}\ufffd]/u.test(line));
const line = (max: number) =>
  filtered(
    fc.oneof(
      fc.string({ maxLength: max }),
      fc.string({ maxLength: max, unit: 'grapheme' }),
      fc.constantFrom('|^~\\&', '""', 'C:\\F\\x'),
    ),
  ).filter((text) => text.length <= max);
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const defined = <T extends object>(record: T): T =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;

const system = fc.constantFrom(
  LOINC,
  'http://snomed.info/sct',
  'urn:orderly:local',
  'urn:orderly:local:99LAB',
  'urn:oid:2.999.1',
);
const coding: fc.Arbitrary<Coding> = fc.record({ system, code: line(64), display: optional(line(300)) }).map(defined);
const instant = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.constantFrom('', '.0', '.50', '.125'))
  .map((parts) => parts.join(''));
const unit = fc.constantFrom<Pick<Quantity, 'unit' | 'system' | 'code'>>(
  {},
  { unit: 'µmol/L' },
  { unit: '10^9/L' },
  { unit: 'milligram per deciliter', system: UCUM, code: 'mg/dL' },
);
const comparator = optional(fc.constantFrom('<', '<=', '>=', '>') as fc.Arbitrary<Quantity['comparator']>);

const quantified = fc
  .record({ value: decimal, low: decimal, high: decimal, comparator, unit, ranged: fc.boolean() })
  .map((parts) => ({
    value: { valueQuantity: defined<Quantity>({ value: parts.value, comparator: parts.comparator, ...parts.unit }) },
    referenceRange: parts.ranged
      ? { low: { value: parts.low, ...parts.unit }, high: { value: parts.high, ...parts.unit } }
      : undefined,
  }));
const described = fc.record({
  value: fc.oneof(
    line(2000).map((valueString) => ({ valueString })),
    fc
      .record({ coding: fc.array(coding, { minLength: 1, maxLength: 2 }), text: optional(line(300)) })
      .map((concept) => ({ valueCodeableConcept: defined(concept) })),
    fc
      .constantFrom('unknown', 'unsupported', 'error')
      .map((code) => ({ dataAbsentReason: { system: DATA_ABSENT_REASON, code } })),
  ),
  referenceRange: optional(fc.constantFrom({ text: 'negative' }, { text: 'see note | below' })),
});

const result: fc.Arbitrary<ReportedResult> = fc
  .record({
    code: coding,
    status: fc.constantFrom<ReportedResult['status']>(
      'preliminary',
      'final',
      'corrected',
      'amended',
      'entered-in-error',
      'cancelled',
    ),
    finding: fc.oneof(quantified, described),
    interpretation: optional(fc.constantFrom('N', 'H', 'HH', 'LL', 'POS', '<')),
    effectiveDateTime: optional(instant),
  })
  .map(({ finding, ...rest }) => defined({ ...rest, ...finding }));

/** What `readResultMessage` may return, as far as a message can say it in one way only. */
export const resultMessages: fc.Arbitrary<ResultMessage> = fc.record({
  header: fc
    .record({
      sendingApplication: fc.oneof(fc.constant(''), line(50)),
      sendingFacility: line(50),
      receivingApplication: line(50),
      receivingFacility: line(50),
      at: optional(instant),
      type: fc.constantFrom('ORU^R01', 'OUL^R22'),
      controlId: line(20),
      processingId: fc.constantFrom('P', 'T', 'D'),
      version: fc.constantFrom('2.3', '2.5.1', '2.8'),
    })
    .map(defined),
  reports: fc.array(
    fc
      .record({
        placerOrderNumber: optional(line(50)),
        accessionNumber: optional(line(50)),
        code: coding,
        results: fc.array(result, { maxLength: 4 }),
      })
      .map(defined),
    { minLength: 1, maxLength: 3 },
  ),
});
