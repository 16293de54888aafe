const JSON_NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;
const LARGEST_EXPONENT = 40;

/** A JSON number as a plain decimal string with the same significant digits: `4.50` stays, `1.50e1` is `15.0`. */
export function plainDecimal(text: string): string | undefined {
  const [, sign = '', whole = '', fraction = '', exponent] = JSON_NUMBER.exec(text) ?? [];
  if (whole === '') return undefined;
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  if (Math.abs(shift) > LARGEST_EXPONENT) return undefined;
  return sign + movePoint(whole + fraction, whole.length + shift);
}

function movePoint(digits: string, point: number): string {
  const padded = digits.padEnd(point, '0').padStart(digits.length + Math.max(0, 1 - point), '0');
  const at = Math.max(point, 1);
  const whole = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  return at < padded.length ? `${whole}.${padded.slice(at)}` : whole;
}

/** The most that a claim may say in the US: ten digits with the cents (X12 005010X223A2, B.1.1.3.1.2, data element 782). */
export const LARGEST_CENTS = 9_999_999_999;
const AMOUNT = /^\d{1,8}(\.\d+)?$/;

/** A plain decimal as whole cents, half-up, with every digit looked at. Undefined below zero and above `LARGEST_CENTS`. */
export function toCents(decimal: string): number | undefined {
  if (!AMOUNT.test(decimal)) return undefined;
  const [whole = '', fraction = ''] = decimal.split('.');
  const cents = Number(whole + fraction.slice(0, 2).padEnd(2, '0')) + (fraction.charAt(2) >= '5' ? 1 : 0);
  return cents <= LARGEST_CENTS ? cents : undefined;
}

// FHIR calls every decimal that we keep `value` (Quantity.value, also inside Range; Money.value). In valid JSON an unescaped `"value":`
// cannot occur within a string, so this never changes text. Node 20 has no source text access in JSON.parse, and a parser
// written in JavaScript takes several times as long.
const NUMBER_CALLED_VALUE = /("value"\s*:\s*)(-?\d[\d.eE+-]*)(?=\s*[,}])/g;

/** The same JSON with every number called `value` as a string, so that JSON.parse keeps its digits. */
export function quoteDecimals(json: string): string {
  return json.replace(NUMBER_CALLED_VALUE, '$1"$2"');
}
