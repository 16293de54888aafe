/** DTM (chapter 2A.22): year, month, day, hour, minute, second, fraction; each only after the one before. Then the offset. */
const DTM = /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d{1,4}))?)?)?)?)?)?(?:([+-])(\d{2})(\d{2}))?$/;
const MINUTE = 60_000;
const LARGEST_OFFSET = 14 * 60;

/** A DTM or TS as written: its UTC instant, `partial` when it names no day, `wrong` when it is none. */
export type ReadTime = { instant: string } | 'partial' | 'wrong';

/**
 * `20260302081500.123-0500` as an instant. Without an offset the sender's local time is taken as UTC; a day without a time is its
 * midnight in UTC; a year or a month alone names no moment.
 */
export function readTime(text: string): ReadTime {
  const parts = DTM.exec(text);
  if (!parts) return 'wrong';
  const [year, month, day, ...time] = parts.slice(1, 7).map((part) => Number(part ?? 0)) as SixNumbers;
  if (parts[3] === undefined) return parts[2] === undefined || (month >= 1 && month <= 12) ? 'partial' : 'wrong';
  const local = new Date(Date.UTC(year, month - 1, day, ...time, Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3))));
  const offset = offsetOf(parts[8], parts[9], parts[10]);
  // Date alone would turn the 31st of February into the 2nd of March.
  if (wallClock(local) !== [year, month, day, ...time].join() || Math.abs(offset) > LARGEST_OFFSET) return 'wrong';
  return { instant: new Date(local.getTime() - offset * MINUTE).toISOString() };
}

type SixNumbers = [number, number, number, number, number, number];

const offsetOf = (sign: string | undefined, hours = '0', minutes = '0'): number =>
  (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));

const wallClock = (moment: Date): string =>
  [
    moment.getUTCFullYear(),
    moment.getUTCMonth() + 1,
    moment.getUTCDate(),
    moment.getUTCHours(),
    moment.getUTCMinutes(),
    moment.getUTCSeconds(),
  ].join();

/** An instant as a DTM in UTC, with a fraction only when there is one. */
export function writeTime(instant: string): string {
  const digits = instant.replace(/[-:TZ]/g, '');
  return `${digits.replace(/\.000$/, '')}+0000`;
}
