import * as fc from 'fast-check';
import { parse } from 'lossless-json';
import { LARGEST_CENTS, plainDecimal, quoteDecimals, toCents } from './decimal';

describe('a decimal', () => {
  it.each(['4.50', '0.0', '-12.10', '7', '5.950095214426689', '123456789012345678901234567890.5'])(
    'keeps the digits of %s',
    (text) => {
      expect(plainDecimal(text)).toBe(text);
    },
  );

  it.each([
    ['1.50e1', '15.0'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['-12.5e-1', '-1.25'],
    ['0.5e1', '5'],
    ['1e-7', '0.0000001'],
  ])('writes %s without an exponent as %s', (text, plain) => {
    expect(plainDecimal(text)).toBe(plain);
  });

  it.each(['', '1.2.3', '1e999', '1e99999', '0x10', 'NaN', '--1', '1.'])('does not read %j', (text) => {
    expect(plainDecimal(text)).toBeUndefined();
  });

  it('without its exponent is still the same number', () => {
    const written = fc.tuple(fc.integer({ min: 1, max: 999999 }), fc.integer({ min: -20, max: 20 }));
    fc.assert(
      fc.property(
        written,
        ([digits, exponent]) => Number(plainDecimal(`${digits}e${exponent}`)) === Number(`${digits}e${exponent}`),
      ),
    );
  });
});

describe('an amount of money', () => {
  it.each([
    ['129.16', 12916],
    ['7', 700],
    ['0.5', 50],
    ['0.005', 1],
    ['0.00499999999999999999999', 0],
    ['28.104000000000003', 2810],
    ['1.995', 200],
    ['99999999.99', LARGEST_CENTS],
  ])('of %s is %d cents', (text, cents) => {
    expect(toCents(text)).toBe(cents);
  });

  it.each(['-0.01', '99999999.995', '100000000', '1.', '.5', ''])('is not %j', (text) => {
    expect(toCents(text)).toBeUndefined();
  });

  it('is never more than half a cent off', () => {
    const written = fc.tuple(fc.nat(99_999_998), fc.nat(999_999));
    fc.assert(
      fc.property(written, ([whole, millionths]) => {
        const exact = BigInt(whole) * 1_000_000n + BigInt(millionths);
        const cents = toCents(`${whole}.${String(millionths).padStart(6, '0')}`) ?? NaN;
        const over = BigInt(cents) * 10_000n - exact;
        return over > -5_000n && over <= 5_000n;
      }),
    );
  });
});

describe('quoting decimals', () => {
  it('turns numbers called value into text, wherever JSON allows them', () => {
    expect(JSON.parse(quoteDecimals('{"a":{"value" : 4.50},"value":-1e5\n,"b":4.50}'))).toEqual({
      a: { value: '4.50' },
      value: '-1e5',
      b: 4.5,
    });
  });

  it('leaves text alone that only looks like a decimal', () => {
    const json = JSON.stringify({ note: 'she wrote {"value": 4.50, "value":3}', value: '"value":1}' });
    expect(quoteDecimals(json)).toBe(json);
  });

  it('changes nothing but the type of these numbers in any JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.double({ noNaN: true, noDefaultInfinity: true }), (json, value) => {
        const text = `{"any": ${json}, "value": ${JSON.stringify(value)}}`;
        const { any, value: quoted } = JSON.parse(quoteDecimals(text));
        expect(asNumbers(any)).toEqual(asNumbers(JSON.parse(json)));
        expect(quoted).toBe(String((parse(text) as { value: unknown }).value));
      }),
    );
  });
});

/** Reads what stands under `value` as text on both sides, because that is all that may differ. */
function asNumbers(json: unknown): unknown {
  return JSON.parse(
    JSON.stringify(json),
    (key, part) => (key === 'value' && typeof part === 'number' ? String(part) : part) as unknown,
  );
}
