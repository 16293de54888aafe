import { z } from 'zod';
import {
  AddressElement,
  CalendarDate,
  ConceptElement,
  Identifiers,
  Instant,
  OfficialName,
  QuantityElement,
  ReferenceElement,
  RequiredCoding,
  Telecoms,
  Text,
} from './elements';

/** The parts that we use of the FHIR R4 resources that we read. */
export const OrganizationResource = z.object({
  name: Text,
  identifier: Identifiers,
  address: z.array(AddressElement).optional(),
});

export const PractitionerResource = z.object({ name: OfficialName, identifier: Identifiers });

export const PatientResource = z.object({
  name: OfficialName,
  identifier: Identifiers,
  gender: z.enum(['male', 'female', 'other', 'unknown']).default('unknown'),
  birthDate: CalendarDate.optional(),
  deceasedDateTime: Instant.optional(),
  telecom: Telecoms,
  address: z.array(AddressElement).optional(),
});

/** Who and what every clinical resource is about. */
const clinical = { status: z.string().optional(), subject: ReferenceElement.optional() };

export const EncounterResource = z
  .object({
    ...clinical,
    // FHIR `code`: no white space, so what we pass on as a class is always a token
    class: z.object({ code: z.string().regex(/^[^\s]{1,64}$/) }),
    type: z.array(ConceptElement).optional(),
    reasonCode: z.array(ConceptElement).optional(),
    period: z.object({ start: Instant, end: Instant.optional() }),
    participant: z.array(z.object({ individual: ReferenceElement.optional() })).default([]),
    serviceProvider: ReferenceElement.optional(),
  })
  .refine(({ period }) => !period.end || period.start <= period.end, { path: ['period', 'end'] });

const moment = {
  effectiveDateTime: Instant.optional(),
  effectiveInstant: Instant.optional(),
  effectivePeriod: z.object({ start: Instant.optional(), end: Instant.optional() }).optional(),
  issued: Instant.optional(),
};

export const ReportResource = z.object({
  ...clinical,
  ...moment,
  code: RequiredCoding,
  encounter: ReferenceElement.optional(),
});

/** Read before the rest, so that a report that is refused still owns its results. */
export const ReportResults = z.object({ result: z.array(ReferenceElement).default([]) });

const RangeElement = z.object({
  low: QuantityElement.optional(),
  high: QuantityElement.optional(),
  text: z.string().optional(),
  type: ConceptElement.optional(),
  appliesTo: z.array(ConceptElement).optional(),
  age: z.unknown().optional(),
});

export const ObservationResource = z.object({
  ...clinical,
  ...moment,
  code: RequiredCoding,
  encounter: ReferenceElement.optional(),
  valueQuantity: QuantityElement.optional(),
  valueCodeableConcept: ConceptElement.optional(),
  valueString: Text.optional(),
  valueInteger: z.int().optional(),
  dataAbsentReason: ConceptElement.optional(),
  referenceRange: z.array(RangeElement).default([]),
  interpretation: z.array(ConceptElement).default([]),
});

export type ReadObservation = z.infer<typeof ObservationResource>;
export type ReadRange = z.infer<typeof RangeElement>;

const Categories = z.object({ category: z.array(z.object({ coding: z.array(z.object({ code: z.string().optional() })) })) });

/** Whether one of the categories of an Observation is `laboratory` (CodeSystem observation-category). */
export function isLaboratory(resource: unknown): boolean {
  const { data } = Categories.safeParse(resource);
  return data?.category.some(({ coding }) => coding.some(({ code }) => code === 'laboratory')) ?? false;
}

/** When it was true of the patient: FHIR's effective[x], else the moment of issue. */
export function effectiveOf(resource: z.infer<z.ZodObject<typeof moment>>): string | undefined {
  const { effectiveDateTime, effectiveInstant, effectivePeriod, issued } = resource;
  return effectiveDateTime ?? effectiveInstant ?? effectivePeriod?.start ?? effectivePeriod?.end ?? issued;
}
