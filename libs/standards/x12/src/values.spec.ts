import * as fc from 'fast-check';
import { readDiagnosisCode, readServiceCode, serviceCode, diagnosisCode } from './code-systems';
import { aBatch, aClaim } from './testing/samples';
import { date, identifier, money, name, NotExpressible, quantity, readDate, readMoney } from './values';
import { writeClaims } from './write-claims';

describe('money', () => {
  it.each([
    ['945', 94_500],
    ['94.5', 9_450],
    ['.05', 5],
    ['5.', 500],
    ['-1.27', -127],
    ['0220', 22_000],
    ['-0', 0],
    ['999999999.99', 99_999_999_999],
  ])('reads %s as %d cents', (text, cents) => {
    expect(readMoney(text)).toBe(cents);
  });

  it.each([
    ['1.005', 'I12'],
    ['1.500', 'I12'],
    ['1234567890', '5'],
    ['1,5', '6'],
    ['1e2', '6'],
    ['+1', '6'],
    ['.', '6'],
    ['-', '6'],
  ])('does not round or guess: %s is the fault %s', (text, code) => {
    expect(readMoney(text)).toBe(code);
  });

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
        (cents) => readMoney(money(cents, 'CLM02')) === cents,
      ),
    );
  });

  it.each([0.5, NaN, 100_000_000_000])('of %d cents has no place in a file', (cents) => {
    expect(() => money(cents, 'CLM02')).toThrow(NotExpressible);
  });
});

describe('days', () => {
  it('are those of the calendar', () => {
    const text = fc
      .tuple(fc.integer({ min: 1, max: 9999 }), fc.nat(13), fc.nat(32))
      .map((parts) => parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join(''));
    fc.assert(
      fc.property(text, (found) => {
        const day = `${found.slice(0, 4)}-${found.slice(4, 6)}-${found.slice(6)}`;
        const moment = new Date(`${day}T00:00:00Z`);
        const isDay = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
        expect(readDate(found)).toBe(isDay ? day : undefined);
        if (isDay) expect(date(day, 'DTP03')).toBe(found);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('text', () => {
  it('for people keeps to the basic character set and stays readable', () => {
    expect(name('Peña  Grösse-Łódź *Strauß* ~ 東京', 60, 'NM103')).toBe('PENA GROSSE- ODZ STRAUSS');
    expect(name('x'.repeat(61), 60, 'NM103')).toHaveLength(60);
    expect(() => name('東京', 60, 'NM103')).toThrow('NM103 has no character that X12 can write');
  });

  it('that identifies something is never changed, but refused', () => {
    expect(identifier('3f8a-Ab_1/x', 20, 'NM109')).toBe('3f8a-Ab_1/x');
    for (const text of ['', 'a*b', 'a:b', 'a~b', 'a^b', ' a', 'ä', 'a\nb'])
      expect(() => identifier(text, 20, 'NM109')).toThrow(NotExpressible);
    expect(() => identifier('123', 2, 'NM109')).toThrow('NM109 must have at most 2 characters');
  });

  it.each([
    [0.5, '0.5'],
    [3, '3'],
    [1.125, '1.125'],
  ])('of the quantity %d is %s', (value, text) => {
    expect(quantity(value, 'SV205')).toBe(text);
  });

  it.each([1 / 3, -1, 1e21, NaN])('of the quantity %d is refused', (value) => {
    expect(() => quantity(value, 'SV205')).toThrow(NotExpressible);
  });
});

describe('codes', () => {
  it.each([
    ['http://snomed.info/sct', '185345009', ['ZZ', 'SCT/185345009']],
    ['http://hl7.org/fhir/sid/cvx', '140', ['ZZ', 'CVX/140']],
    ['http://www.ama-assn.org/go/cpt', '99213', ['HC', '99213']],
    ['https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', 'J0120', ['HC', 'J0120']],
    ['urn:x12:235:ER', '1234', ['ER', '1234']],
  ])('of %s travel as given and come back with their system', (system, code, [qualifier = '', written = '']) => {
    expect(serviceCode({ system, code }, 'SV202-2')).toEqual([qualifier, written]);
    expect(readServiceCode(qualifier, written)).toEqual({ system, code });
  });

  it('of ICD-10-CM lose their point (005010X223A2, 2300 HI)', () => {
    expect(diagnosisCode({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9' }, true)).toEqual(['ABK', 'E119']);
    expect(readDiagnosisCode('ABF', 'E119')).toEqual({ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E119' });
  });

  it('of a system that nobody agreed on are refused, without the code in the message', () => {
    const claim = aClaim({ diagnoses: [{ system: 'http://example.org', code: 'SECRET' }] });
    expect(() => writeClaims(aBatch(claim))).toThrow('2300 HI01-2 is of a code system for which no qualifier is agreed');
  });
});
