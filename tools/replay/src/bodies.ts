import { moneyOf } from '@orderly/kernel';
import type {
  Coding,
  Concept,
  Identifier,
  PlannedBilling,
  PlannedOrder,
  PlannedPatient,
  PlannedTest,
  TestValue,
} from '@orderly/standards/fhir';

/** What the plan says, in the shape of our commands. Absent fields stay absent. */
export const patientBody = (
  { identifier, name, gender, deceasedDateTime, telecom, address }: PlannedPatient,
  birthDate: string,
) => ({
  name: nameBody(name),
  gender,
  birthDate,
  deceasedDateTime,
  identifier: identifierBody(identifier),
  telecom: telecom.map(({ system, value }) => ({ system: telecomSystem(system), value })),
  address,
});

export const nameBody = ({ family, given, prefix }: PlannedPatient['name']) => ({ family, given, prefix: prefix?.join(' ') });

/** Identifiers without a system name nothing; they are left out. */
export const identifierBody = (identifiers: readonly Identifier[]) =>
  identifiers.flatMap(({ system, value, type }) => (system ? [{ system, value, type: firstCoding(type) }] : []));

/** What the analyser will say of an order. */
export const reportOf = ({ code, tests }: PlannedOrder, placerOrderNumber: string, accessionNumber?: string) => ({
  placerOrderNumber,
  accessionNumber,
  code,
  results: tests.map((test) => ({ ...resultBody(test), status: 'final' as const })),
});

const resultBody = ({ code, effective, value, dataAbsentReason, referenceRange, interpretation }: PlannedTest) => ({
  code,
  effectiveDateTime: effective,
  value: value ? valueBody(value) : { dataAbsentReason: firstCoding(dataAbsentReason) ?? UNKNOWN },
  interpretation: interpretation?.[0]?.code,
  referenceRange,
});

export const chargeBodies = ({ charges }: PlannedBilling) =>
  charges.map(({ sourceId, code, cents, serviced }) => ({
    serviceReference: sourceId,
    code,
    serviced,
    priceOverride: moneyOf(cents),
  }));

/** FHIR R4 CodeSystem data-absent-reason. */
const UNKNOWN = { system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown' };

const KNOWN_TELECOM = ['phone', 'email', 'fax', 'sms'] as const;
const telecomSystem = (system: string) => KNOWN_TELECOM.find((known) => known === system) ?? ('other' as const);

function valueBody(value: TestValue) {
  if ('quantity' in value) return { valueQuantity: value.quantity };
  if ('concept' in value) return { valueCodeableConcept: value.concept };
  return { valueString: value.text };
}

const firstCoding = (concept: Concept | undefined): Coding | undefined => concept?.coding[0];
