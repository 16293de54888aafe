import { uuidv7 } from 'uuidv7';
import { z } from 'zod';

/** A new id: UUID version 7, lower case, rising with time. Equal to the FHIR `id` of the resource. */
export const newId = (): string => uuidv7();

/** Any UUID in lower case; a branded alias per aggregate keeps contracts readable. */
export const Id = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'a lower-case UUID');

const UTC_WITH_MS = /^.{19}\.\d{3}Z$/;

/** A point in time: UTC with milliseconds, `2026-03-02T08:15:00.000Z` (FHIR `instant`). Other offsets are accepted and turned into UTC. */
export const Instant = z.iso
  .datetime({ offset: true })
  .transform((text) => (UTC_WITH_MS.test(text) ? text : new Date(text).toISOString()))
  .meta({ format: 'date-time' });

/** A calendar day without a time, `1984-05-17` (FHIR `date` at full precision). */
export const CalendarDate = z.iso.date();

/** A decimal number as text, so that its digits survive: `4.50` stays `4.50` (FHIR R4, datatypes, decimal: "precision is significant"). */
export const Decimal = z
  .string()
  .max(40)
  .regex(/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/, 'a decimal number as text');

/** A value of a list that will grow, where an enum would make each new value a new major of the event: `order-placed`. */
export const OpenCode = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);

/** One line of text without control characters. */
export const Line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)

    .regex(/^[^\x00-\x1f\x7f-\x9f]*$/, 'no control characters');

/** A URI as FHIR uses it to name code systems: `http://loinc.org`, `urn:oid:2.16.840.1.113883.6.96`. */
const Uri = z
  .string()
  .max(200)
  .regex(/^[a-z][a-z0-9+.-]*:[!-~]+$/i, 'a URI');

/** FHIR Coding: which code system, which code, what a person reads. */
export const Coding = z.object({ system: Uri, code: Line(64), display: Line(300).optional() }).meta({ title: 'Coding' });
export type Coding = z.output<typeof Coding>;

/** FHIR Identifier: a number that somebody else gave (MRN, NPI, driver's licence). */
export const Identifier = z.object({ system: Line(200), value: Line(100), type: Coding.optional() });
export type Identifier = z.output<typeof Identifier>;

/** FHIR Period. */
export const Period = z.object({ start: Instant, end: Instant.optional() });

/** FHIR HumanName, as far as it is needed to address somebody. */
export const HumanName = z.object({ family: Line(100), given: z.array(Line(100)).max(10), prefix: Line(40).optional() });
export type HumanName = z.output<typeof HumanName>;

/** FHIR Money: exact, two decimals, never a float. X12 claims know US dollars only, so does billing until a hospital needs more. */
export const Money = z
  .object({ amount: z.string().regex(/^-?(0|[1-9]\d{0,12})\.\d{2}$/, 'two decimals, as text'), currency: z.literal('USD') })
  .meta({ title: 'Money' });
export type Money = z.output<typeof Money>;

/** `125.50` is 12550 cents. */
export const centsOf = ({ amount }: Money): number => Number(amount.replace('.', ''));

/** 12550 cents are `125.50`. Throws for what is not a whole number of cents. */
export function moneyOf(cents: number): Money {
  if (!Number.isSafeInteger(cents)) throw new RangeError('money is a whole number of cents');
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return { amount: `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`, currency: 'USD' };
}
