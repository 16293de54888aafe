import { readResultMessage } from '.';
import { aMessage, anOrder } from './testing/messages';

const UNKNOWN = { dataAbsentReason: { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' } };
const UNSUPPORTED = { dataAbsentReason: { ...UNKNOWN.dataAbsentReason, code: 'unsupported' } };

const reportsOf = (...segments: string[]) => readResultMessage(aMessage(...segments)).message?.reports;
const resultOf = (obx: string) => reportsOf(anOrder, obx)?.[0]?.results[0];
const valueOf = (type: string, value: string, unit = '') => resultOf(`OBX|1|${type}|1^a^L||${value}|${unit}|||||F`)?.value;
const faultsOf = (...segments: string[]) => readResultMessage(aMessage(...segments)).faults;

describe('the value of a result', () => {
  it.each([
    ['NM', '4.50', { value: '4.50' }],
    ['NM', '+007.0', { value: '7.0' }],
    ['NM', '-.2', { value: '-0.2' }],
    ['NM', '5.', { value: '5' }],
    ['NM', '<0.5', { value: '0.5', comparator: '<' }],
    ['NM', '>= 12', { value: '12', comparator: '>=' }],
    ['SN', '^100', { value: '100' }],
    ['SN', '=^100', { value: '100' }],
    ['SN', '<=^0.06', { value: '0.06', comparator: '<=' }],
  ])('%s %s is a quantity', (type, text, valueQuantity) => expect(valueOf(type, text)).toEqual({ valueQuantity }));

  it.each([
    ['NM', 'hemolysed', 'hemolysed'],
    ['NM', '60~120', '60, 120'],
    ['NM', `${'9'.repeat(41)}`, '9'.repeat(41)],
    ['SN', '^1^:^128', '1:128'],
    ['SN', '^2^+', '2+'],
    ['SN', '^10^-^20', '10-20'],
    ['SN', '^1^^128', '1 128'],
    ['SN', '<>^5', '<>5'],
    ['ST', '5.4', '5.4'],
    ['ST', 'a^b&c', 'a^b&c'],
    ['TX', 'line one~line two\\.br\\line\tthree', 'line one line two line three'],
    ['FT', '\\H\\Bold\\N\\', 'Bold'],
    ['DT', '20260302', '20260302'],
    ['TM', '0815', '0815'],
    ['TS', '202603020815^M', '202603020815'],
    ['CWE', 'A^Apple^L~B^Pear^L', 'Apple, Pear'],
  ])('%s %s is text', (type, text, valueString) => expect(valueOf(type, text)).toEqual({ valueString }));

  it.each([
    ['NM', ''],
    ['CWE', '^^'],
    ['ST', '""'],
    ['', ''],
    ['FT', '\\.br\\'],
  ])('%j with %j is unknown', (type, text) => expect(valueOf(type, text)).toEqual(UNKNOWN));

  it.each(['ED', 'RP', 'XPN', 'NR'])('%s is reported, but not understood', (type) =>
    expect(valueOf(type, '^application^pdf^Base64^JVBERi0=')).toEqual(UNSUPPORTED),
  );

  it('is a concept with its codes and its text', () =>
    expect(valueOf('CE', '260385009^Negative^SCT^NEG^neg^L^^^not found')).toEqual({
      valueCodeableConcept: {
        coding: [
          { system: 'http://snomed.info/sct', code: '260385009', display: 'Negative' },
          { system: 'urn:orderly:local', code: 'NEG', display: 'neg' },
        ],
        text: 'not found',
      },
    }));

  it('is a concept of text alone when there is no code', () =>
    expect(valueOf('CWE', '^Yeast')).toEqual({ valueCodeableConcept: { coding: [], text: 'Yeast' } }));

  it.each([
    ['mg/dL', { unit: 'mg/dL' }],
    [
      'mg/dL^milligram per deciliter^UCUM',
      { unit: 'milligram per deciliter', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
    ],
    [`ug/mL^${'x'.repeat(60)}^UCUM`, { unit: 'ug/mL', system: 'http://unitsofmeasure.org', code: 'ug/mL' }],
    ['L1^liters^L^L^L^UCUM', { unit: 'L', system: 'http://unitsofmeasure.org', code: 'L' }],
    ['^mg', { unit: 'mg' }],
    ['10^9/L', { unit: '10^9/L' }],
    ['x10^9/L', { unit: 'x10^9/L' }],
  ])('has the unit %s', (text, unit) => expect(valueOf('NM', '5', text)).toEqual({ valueQuantity: { value: '5', ...unit } }));

  it('keeps its unit when it is text', () => {
    expect(valueOf('ST', '5.4', 'mmol/L')).toEqual({ valueQuantity: { value: '5.4', unit: 'mmol/L' } });
    expect(valueOf('ST', '5-10', '/HPF')).toEqual({ valueString: '5-10 /HPF' });
  });

  it.each([
    ['has a type that nobody knows', 'OBX|1|QQ|1^a^L||x||||||F', { code: '103', location: 'OBX[1]-2' }],
    ['has no type', 'OBX|1||1^a^L||x||||||F', { code: '101', location: 'OBX[1]-2' }],
    ['is longer than can be kept', `OBX|1|TX|1^a^L||${'x'.repeat(2_001)}||||||F`, { code: '102', location: 'OBX[1]-5' }],
    ['has a character that was none', 'OBX|1|TX|1^a^L||M\ufffdller||||||F', { code: '102', location: 'OBX[1]-5' }],
    ['has a control character', 'OBX|1|TX|1^a^L||\\X00\\||||||F', { code: '102', location: 'OBX[1]-5' }],
    ['belongs to no code', 'OBX|1|NM|^a||5||||||F', { code: '101', location: 'OBX[1]-3' }],
    ['has no status', 'OBX|1|NM|1^a^L||5', { code: '101', location: 'OBX[1]-11' }],
    ['has an unknown status', 'OBX|1|NM|1^a^L||5||||||Q', { code: '103', location: 'OBX[1]-11' }],
    ['has no code as interpretation', 'OBX|1|NM|1^a^L||5|||a lot|||F', { code: '103', location: 'OBX[1]-8' }],
    ['has a time that is none', 'OBX|1|NM|1^a^L||5||||||F|||20260231', { code: '102', location: 'OBX[1]-14' }],
  ])('is refused when it %s', (_, obx, fault) =>
    expect(readResultMessage(aMessage(anOrder, obx))).toEqual({
      faults: [expect.objectContaining({ acknowledgment: 'AE', ...fault })],
    }),
  );

  it('never appears in a fault', () =>
    expect(JSON.stringify(faultsOf(anOrder, 'OBX|1|QQ|SECRET||SECRET|SECRET||SECRET SECRET|||SECRET'))).not.toContain('SECRET'));
});

describe('a result', () => {
  it('has its code, status, interpretation, range and time', () =>
    expect(resultOf('OBX|1|NM|HB^Hb^L^718-7^Hemoglobin^LN||13.5|g/dL|12.0-16.0|H^high~A|||C|||20260302081000-0500')).toEqual({
      code: { system: 'http://loinc.org', code: '718-7', display: 'Hemoglobin' },
      status: 'corrected',
      value: { valueQuantity: { value: '13.5', unit: 'g/dL' } },
      interpretation: 'H',
      referenceRange: { low: { value: '12.0', unit: 'g/dL' }, high: { value: '16.0', unit: 'g/dL' } },
      effectiveDateTime: '2026-03-02T13:10:00.000Z',
    }));

  it.each([
    ['80 to 95', { low: { value: '80' }, high: { value: '95' } }],
    ['-5--1', { low: { value: '-5' }, high: { value: '-1' } }],
    ['<5', { high: { value: '5' }, text: '<5' }],
    ['>=1.2', { low: { value: '1.2' }, text: '>=1.2' }],
    ['0.0-0.9 s/co', { text: '0.0-0.9 s/co' }],
    ['Not Detected', { text: 'Not Detected' }],
  ])('has the range %s', (text, referenceRange) =>
    expect(resultOf(`OBX|1|NM|1^a^L||5||${text}||||F`)?.referenceRange).toEqual(referenceRange),
  );

  it('has the time of its order when it has none', () =>
    expect(resultOf('OBX|1|NM|1^a^L||5||||||F')?.effectiveDateTime).toBe('2026-03-02T08:00:00.000Z'));

  it.each([
    ...['P preliminary', 'R preliminary', 'S preliminary', 'F final', 'C corrected', 'A amended'],
    ...['D entered-in-error', 'W entered-in-error', 'X cancelled'],
  ])('has the status %s', (pair) => {
    const [letter, status] = pair.split(' ');
    expect(resultOf(`OBX|1|NM|1^a^L||5||||||${letter}`)?.status).toBe(status);
  });

  it.each(['O', 'I', 'N', 'U'])('that is not there yet (%s) is left out', (letter) =>
    expect(reportsOf(anOrder, `OBX|1|NM|1^a^L||||||||${letter}`)).toEqual([expect.objectContaining({ results: [] })]),
  );

  it('takes the status of its order when it has none', () =>
    expect(reportsOf(`OBR|1||A|1^a^L${'|'.repeat(21)}F`, 'OBX|1|NM|1^a^L||5')?.[0]?.results[0]?.status).toBe('final'));

  it.each([
    ['LN', 'http://loinc.org'],
    ['2.16.840.1.113883.6.1', 'http://loinc.org'],
    ['HL70136', 'http://terminology.hl7.org/CodeSystem/v2-0136'],
    ['2.999.7', 'urn:oid:2.999.7'],
    ['', 'urn:orderly:local'],
    ['L', 'urn:orderly:local'],
    ['99 Ü', 'urn:orderly:local:99%20%C3%9C'],
  ])('names the code system %j', (name, system) => expect(resultOf(`OBX|1|NM|1^a^${name}||5||||||F`)?.code.system).toBe(system));
});

describe('an order', () => {
  const obx = 'OBX|1|NM|1^a^L||5||||||F';
  const numbersOf = (...segments: string[]) =>
    reportsOf(...segments)?.map(({ placerOrderNumber, accessionNumber, results }) => [
      placerOrderNumber,
      accessionNumber,
      results.length,
    ]);

  it('has the numbers of OBR', () => expect(numbersOf(anOrder, obx)).toEqual([['P-1', 'A-1', 1]]));

  it('has those of its ORC, not of the one before', () =>
    expect(numbersOf('ORC|RE|P1|F1', 'OBR|1|||1^a^L', obx, 'OBR|2|||1^a^L', obx, 'ORC|RE|P3', 'OBR|3||F3|1^a^L')).toEqual([
      ['P1', 'F1', 1],
      [undefined, undefined, 1],
      ['P3', 'F3', 0],
    ]));

  it('has the number on the tube when there is no other', () =>
    expect(numbersOf('OBR|1|||1^a^L', obx, 'SPM|1|P9&x^T9&y', 'OBR|2|||1^a^L', 'SPM|1|P8')).toEqual([
      [undefined, 'T9', 1],
      [undefined, 'P8', 0],
    ]));

  it('has no results of its specimen', () => expect(numbersOf(anOrder, obx, 'SPM|1', obx, obx)).toEqual([['P-1', 'A-1', 1]]));

  it('has results also behind a specimen that stands too early', () =>
    expect(numbersOf(anOrder, 'SPM|1', obx, obx)).toEqual([['P-1', 'A-1', 2]]));

  it('of OUL^R22 follows its specimen and precedes its ORC', () => {
    const text = aMessage(
      'SPM|1|^T1',
      obx,
      'SAC|||C',
      'OBR|1|||1^a^L',
      'ORC|RE|P1',
      obx,
      'OBR|2|||1^a^L',
      obx,
      'SPM|2|^T2',
      'OBR|1|||1^a^L',
    );
    const { message } = readResultMessage(text.replace('ORU^R01^ORU_R01', 'OUL^R22'));
    expect(
      message?.reports.map(({ placerOrderNumber, accessionNumber, results }) => [
        placerOrderNumber,
        accessionNumber,
        results.length,
      ]),
    ).toEqual([
      ['P1', 'T1', 1],
      [undefined, 'T1', 1],
      [undefined, 'T2', 0],
    ]);
  });

  it('is needed', () => {
    expect(faultsOf('PID|1')).toMatchObject([{ acknowledgment: 'AE', code: '100' }]);
    expect(faultsOf(obx, anOrder, obx)).toMatchObject([{ acknowledgment: 'AE', code: '100', location: 'OBX[1]' }]);
    expect(faultsOf('OBR|1||A|', obx)).toMatchObject([{ acknowledgment: 'AE', code: '101', location: 'OBR[1]-4' }]);
  });
});
