import type { SyntaxFault } from './model';

/** IK403 code of what is wrong with an element (005010X231A1, 2.4, IK4). */
export type ElementCode = '1' | '3' | '5' | '6' | '7' | '8' | '9' | 'I12';

/** Thrown by the writers: a value has no place in the segment. The message names the element and not the value. */
export class NotExpressible extends Error {
  constructor(
    readonly element: string,
    reason: string,
  ) {
    super(`${element} ${reason}`);
    this.name = 'NotExpressible';
  }
}

/** ASC X12.6 type R as money: nine digits before and two after the point at most, otherwise the IK403 code. No rounding. */
export function readMoney(text: string): number | ElementCode {
  const found = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text);
  if (!found) return '6';
  const [, sign = '', whole = '', fraction = ''] = found;
  if (whole + fraction === '') return '6';
  if (fraction.length > 2) return 'I12';
  const digits = whole.replace(/^0+/, '');
  if (digits.length > 9) return '5';
  const cents = Number(digits + fraction.padEnd(2, '0'));
  return sign === '-' && cents !== 0 ? -cents : cents;
}

/** Cents of an element that was validated before; an empty one is none. */
export function cents(text: string): number {
  const read = readMoney(text);
  return typeof read === 'number' ? read : 0;
}

const MOST_CENTS = 99_999_999_999;

/** Integer cents as type R without superfluous zeros (X12.6, 3.1): 8990 is `89.9`. */
export function money(value: number, element: string): string {
  if (!Number.isInteger(value) || Math.abs(value) > MOST_CENTS) {
    throw new NotExpressible(element, 'must be whole cents with at most nine digits before the point');
  }
  const digits = String(Math.abs(value)).padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0{1,2}$/, '');
  return (value < 0 ? '-' : '') + text;
}

/** A quantity as type R with at most three decimals (005010X223A2, SV205). */
export function quantity(value: number, element: string): string {
  const text = String(value);
  if (!/^\d{1,8}(\.\d{1,3})?$/.test(text)) throw new NotExpressible(element, 'must be a quantity with at most three decimals');
  return text;
}

/** `CCYYMMDD` to `YYYY-MM-DD`; undefined when there is no such day. */
export function readDate(text: string): string | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const date = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isDay(date) ? date : undefined;
}

/** `CCYYMMDDHHMM` to an instant; X12 names no time zone, we take UTC. */
export function readMinute(text: string): string | undefined {
  const time = readTime(text.slice(8));
  const date = readDate(text.slice(0, 8));
  return text.length === 12 && date && time ? `${date}T${time}Z` : undefined;
}

/** `HHMM`, `HHMMSS` or `HHMMSSDD` (hundredths) to `HH:MM:SS.mmm`. */
export function readTime(text: string): string | undefined {
  if (!/^([01]\d|2[0-3])[0-5]\d([0-5]\d(\d\d)?)?$/.test(text)) return undefined;
  const full = text.padEnd(8, '0');
  return `${full.slice(0, 2)}:${full.slice(2, 4)}:${full.slice(4, 6)}.${full.slice(6)}0`;
}

/** `YYYY-MM-DD` to `CCYYMMDD`. */
export function date(value: string, element: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(value) || !isDay(value)) throw new NotExpressible(element, 'must be a calendar day');
  return value.replaceAll('-', '');
}

/** An instant to its parts in UTC: date `CCYYMMDD` and time `HHMMSSDD`; milliseconds are cut to hundredths. */
export function instant(value: string, element: string): { date: string; time: string } {
  const moment = new Date(value);
  if (Number.isNaN(moment.getTime())) throw new NotExpressible(element, 'must be an instant');
  const digits = moment.toISOString().replace(/\D/g, '');
  if (digits.length !== 17) throw new NotExpressible(element, 'must be in the years 0 to 9999');
  return { date: digits.slice(0, 8), time: digits.slice(8, 16) };
}

/** `YYYY-MM-DD` of the Gregorian calendar, years 0001 to 9999; without a Date object, which is slow for the many dates of a file. */
function isDay(value: string): boolean {
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? 0);
  return year > 0 && day > 0 && day <= days;
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * A name, address or description in the basic character set (X12.6, 3.3.1) without our delimiters: capitals, accents dropped,
 * what X12 cannot say becomes a space. Too long a text is cut: it is for people, nobody finds a record by it.
 */
export function name(text: string, max: number, element: string): string {
  if (text.length <= max && /^[A-Z0-9]+( [A-Z0-9]+)*$/.test(text)) return text;
  const plain = text
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9!"&'()+,\-./;?= ]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, max)
    .trimEnd();
  if (plain === '') throw new NotExpressible(element, 'has no character that X12 can write');
  return plain;
}

/** An identifier or code exactly as given, in the extended set (X12.6, 3.3.2) without our delimiters; a changed one would be another's. */
export function identifier(text: string, max: number, element: string): string {
  if (!/^[!-~]+( +[!-~]+)*$/.test(text) || /[*:^~`]/.test(text)) {
    throw new NotExpressible(element, 'must be printable ASCII without delimiters');
  }
  if (text.length > max) throw new NotExpressible(element, `must have at most ${max} characters`);
  return text;
}

export const envelopeFault = (code: string, text: string): SyntaxFault => ({ segment: '', position: 0, code, text });
