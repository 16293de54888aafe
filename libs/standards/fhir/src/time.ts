const DATE = /^(\d{4})-(\d{2})-(\d{2})/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** `YYYY-MM-DD` of a day that exists; FHIR's partial dates (`1993`, `1993-06`) are not enough for us. */
export function toDate(text: string): string | undefined {
  return text.length === 10 && isCalendarDay(text) ? text : undefined;
}

/**
 * A FHIR dateTime or instant as UTC with milliseconds. A day without a time is taken as its midnight in UTC; a time without
 * an offset is refused, as in FHIR, because it names no moment.
 */
export function toInstant(text: string): string | undefined {
  if (toDate(text)) return `${text}T00:00:00.000Z`;
  if (!DATE_TIME.test(text) || !isCalendarDay(text)) return undefined;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** Date alone would turn the 31st of February into the 2nd of March. */
function isCalendarDay(text: string): boolean {
  const [, year, month, day] = DATE.exec(text) ?? [];
  const moment = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return moment.getUTCMonth() === Number(month) - 1 && moment.getUTCDate() === Number(day);
}
