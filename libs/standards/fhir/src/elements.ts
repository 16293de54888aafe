import { z } from 'zod';
import { plainDecimal, toCents } from './decimal';
import type { Coding, Concept, Quantity } from './plan';
import { toDate, toInstant } from './time';

/** FHIR R4 data types, read tolerantly: what R4 leaves optional may be absent, what it types otherwise is an issue. */
const optionalText = z.string().optional();

export const Text = z.string().trim().min(1);
export const Instant = z.string().transform(reading(toInstant));
export const CalendarDate = z.string().transform(reading(toDate));
const Decimal = z.string().transform(reading(plainDecimal));

/** Gives the reference as text; absent when the file names the target only by a logical identifier. */
export const ReferenceElement = z.object({ reference: optionalText }).transform((element) => element.reference);

const RawCoding = z.object({ system: optionalText, code: optionalText, display: optionalText });

/** Codings without system or code say nothing that another system could rely on, so they are left out. */
export const ConceptElement = z
  .object({ coding: z.array(RawCoding).optional(), text: optionalText })
  .transform(({ coding = [], text }): Concept => ({ coding: coding.flatMap(toCoding), ...(text && { text }) }));

function toCoding({ system, code, display }: z.infer<typeof RawCoding>): Coding[] {
  return system && code ? [{ system, code, ...(display && { display }) }] : [];
}

/** The one coding that we order and report by: LOINC when there is one, else the first. */
export function mainCoding(concept: Concept | undefined): Coding | undefined {
  const { coding = [], text } = concept ?? {};
  const chosen = coding.find(({ system }) => system === 'http://loinc.org') ?? coding[0];
  return chosen && { ...chosen, display: chosen.display ?? text };
}

export const RequiredCoding = ConceptElement.transform(reading(mainCoding));

export const QuantityElement = z
  .object({
    value: Decimal,
    comparator: z.enum(['<', '<=', '>=', '>']).optional(),
    unit: optionalText,
    system: optionalText,
    code: optionalText,
  })
  .transform((quantity): Quantity => ({ ...quantity, unit: quantity.unit || quantity.code }));

/** Gives whole cents. X12 claims know US dollars only. */
export const MoneyElement = z
  .object({ value: Decimal.transform(reading(toCents)), currency: z.literal('USD').optional() })
  .transform((money) => money.value);

const RawIdentifier = z.object({ type: ConceptElement.optional(), system: optionalText, value: optionalText });

export const Identifiers = z
  .array(RawIdentifier)
  .optional()
  .transform((all = []) => all.flatMap(({ value, ...rest }) => (value ? [{ ...rest, value }] : [])));

export const AddressElement = z.object({
  line: z.array(z.string()).default([]),
  city: optionalText,
  state: optionalText,
  postalCode: optionalText,
  country: optionalText,
});

const HumanName = z.object({
  use: optionalText,
  family: optionalText,
  text: optionalText,
  given: z.array(z.string()).default([]),
  prefix: z.array(z.string()).optional(),
});

/** The official name, else the first; a name that is only text stands in `family`. */
export const OfficialName = z.array(HumanName).transform(reading(officialName));

function officialName(names: z.infer<typeof HumanName>[]) {
  const chosen = names.find(({ use }) => use === 'official') ?? names[0];
  const family = chosen?.family || chosen?.text;
  if (!chosen || !family) return undefined;
  return { family, given: chosen.given, ...(chosen.prefix && { prefix: chosen.prefix }) };
}

const ContactPoint = z.object({ system: optionalText, value: optionalText, use: optionalText });

export const Telecoms = z
  .array(ContactPoint)
  .optional()
  .transform((all = []) => all.flatMap(({ system, value, use }) => (system && value ? [{ system, value, use }] : [])));

/** Makes a function that answers undefined for what it cannot read into a zod transformation. */
function reading<In, Out>(read: (input: In) => Out | undefined) {
  return (input: In, context: z.RefinementCtx): Out => {
    const output = read(input);
    if (output !== undefined) return output;
    context.addIssue({ code: 'custom', message: 'cannot be read' });
    return z.NEVER;
  };
}
