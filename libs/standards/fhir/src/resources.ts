import { z } from 'zod';
import {
  AddressElement,
  CalendarDate,
  ConceptElement,
  Identifiers,
  Instant,
  MoneyElement,
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

/** Who and what every financial resource is about. */
const financial = { status: z.string().optional(), patient: ReferenceElement.optional() };

/** The day as it is written: where the service was given, not in UTC. */
const DayElement = z
  .string()
  .transform((text) => text.slice(0, 10))
  .pipe(CalendarDate);

const ItemElement = z.object({
  sequence: z.int().positive(),
  productOrService: RequiredCoding,
  encounter: z.array(ReferenceElement).default([]),
  net: MoneyElement.optional(),
  servicedDate: CalendarDate.optional(),
  servicedPeriod: z.object({ start: DayElement.optional() }).optional(),
});

const DiagnosisElement = z.object({
  sequence: z.int().positive(),
  diagnosisReference: ReferenceElement.optional(),
  diagnosisCodeableConcept: ConceptElement.optional(),
});

export const ClaimResource = z.object({
  ...financial,
  // preauthorization and predetermination ask, they bill nothing
  use: z.literal('claim'),
  insurance: z.tuple([z.object({ coverage: z.object({ display: Text }) })], z.unknown()),
  item: z.array(ItemElement).refine((items) => new Set(items.map(({ sequence }) => sequence)).size === items.length),
  total: MoneyElement.optional(),
  // FHIR R4 Claim.diagnosis.sequence: "Necessary to maintain the order of the diagnosis items"
  diagnosis: z
    .array(DiagnosisElement)
    .default([])
    .transform((all) => all.sort((a, b) => a.sequence - b.sequence)),
});

export type ReadClaim = z.infer<typeof ClaimResource>;

/** Read before the rest, so that only the ExplanationOfBenefit of a planned claim can be at fault. */
export const ExplainedClaim = z.object({ claim: ReferenceElement.optional() });

export const ExplanationResource = z.object({
  ...financial,
  payment: z.object({ amount: MoneyElement.optional() }).optional(),
});

/** The codes of a concept, also those without a system. */
const CodesElement = z
  .object({ coding: z.array(z.object({ code: z.string().optional() })).default([]) })
  .transform(({ coding }) => coding.flatMap(({ code }) => code ?? []));

/** Its `verificationStatus` takes the place of a status: a Condition has no other that could make it void. */
export const ConditionResource = z
  .object({ subject: ReferenceElement.optional(), code: RequiredCoding, verificationStatus: CodesElement.optional() })
  .transform(({ verificationStatus, ...condition }) => ({ ...condition, status: verificationStatus?.[0] }));

const ClaimType = z.object({ type: CodesElement });

/** Whether a Claim is of the type `pharmacy` (CodeSystem claim-type). */
export function isPharmacy(resource: unknown): boolean {
  return ClaimType.safeParse(resource).data?.type.includes('pharmacy') ?? false;
}
