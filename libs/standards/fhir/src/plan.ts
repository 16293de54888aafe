/**
 * What FHIR bundles say, in the words of our commands. Instants are UTC ISO-8601 with milliseconds and `Z`, dates are
 * `YYYY-MM-DD`, decimals are strings with the digits of the file. A `sourceId` is the FHIR id of the resource.
 */
export interface Journeys {
  /** The files that were used, by path: patient files and reference data. Broken files are only in `skipped`. */
  files: string[];
  referenceFiles: ReferenceFile[];
  /** Each once, however many files repeat it. */
  organizations: PlannedOrganization[];
  practitioners: PlannedPractitioner[];
  patients: PatientJourney[];
  skipped: Skipped[];
}

/** A file without a Patient, such as Synthea's hospitalInformation, and how much of the directory it holds. */
export interface ReferenceFile {
  file: string;
  organizations: number;
  practitioners: number;
}

export interface PatientJourney {
  file: string;
  patient: PlannedPatient;
  /** In order of their start. */
  encounters: PlannedEncounter[];
}

/** What could not be used. Neither field but `file` may hold anything that a patient could be known by. */
export interface Skipped {
  file: string;
  reason: string;
  /** `Type/id`; absent when the whole file is meant. */
  resource?: string;
}

export interface PlannedOrganization {
  sourceId: string;
  name: string;
  identifier: Identifier[];
  npi?: string;
  address?: Address;
}

export interface PlannedPractitioner {
  sourceId: string;
  name: PersonName;
  identifier: Identifier[];
  npi?: string;
}

export interface PlannedPatient {
  sourceId: string;
  identifier: Identifier[];
  name: PersonName;
  gender: 'male' | 'female' | 'other' | 'unknown';
  birthDate?: string;
  deceasedDateTime?: string;
  telecom: Telecom[];
  address?: Address;
}

export interface PlannedEncounter {
  sourceId: string;
  /** The v3-ActCode as the file gives it: AMB, EMER, IMP, also VR, HH and others. */
  class: string;
  type?: Coding;
  reason?: Coding;
  /** Without an end the encounter is still open. */
  period: { start: string; end?: string };
  practitionerSourceId?: string;
  organizationSourceId?: string;
  /** In order of `effective`; it may lie outside the period. */
  orders: PlannedOrder[];
  /** Absent when the file has no claim for it that can be used. Pharmacy claims are not the encounter's. */
  billing?: PlannedBilling;
}

/** What the encounter costs and who pays, from its Claim and the ExplanationOfBenefit of that. US dollars. */
export interface PlannedBilling {
  /** The Claim's id. */
  sourceId: string;
  /** As the claim names it; absent when the patient pays alone. */
  payerName?: string;
  /** At least one; together they are `billedCents`. */
  charges: PlannedCharge[];
  /** The claim's total, or the sum of its items when that is more. */
  billedCents: number;
  /** What the payer will pay, at most `billedCents`; absent for self-pay, and when the file does not say. */
  payCents?: number;
  /** In the order of the claim. */
  diagnoses: Coding[];
}

/** An item of the claim that costs something. The visit itself takes what the other items leave of the total. */
export interface PlannedCharge {
  /** `<claim id>/<item sequence>` */
  sourceId: string;
  code: Coding;
  /** More than 0. */
  cents: number;
  /** `YYYY-MM-DD`; of a period, the day on which it starts where the service was given. */
  serviced?: string;
}

export interface PlannedOrder {
  /** The id of the DiagnosticReport, or of the Observation that is an order of its own. */
  sourceId: string;
  code: Coding;
  effective: string;
  issued?: string;
  /** At least one. */
  tests: PlannedTest[];
}

/** One laboratory Observation: it has a `value` or says in `dataAbsentReason` why not, never both (FHIR R4 obs-6). */
export interface PlannedTest {
  sourceId: string;
  code: Coding;
  effective: string;
  issued?: string;
  value?: TestValue;
  dataAbsentReason?: Concept;
  referenceRange?: ReferenceRange;
  interpretation?: Coding[];
}

export type TestValue = { quantity: Quantity } | { concept: Concept } | { text: string };

export interface ReferenceRange {
  low?: Quantity;
  high?: Quantity;
  text?: string;
}

export interface Quantity {
  value: string;
  comparator?: '<' | '<=' | '>=' | '>';
  unit?: string;
  system?: string;
  code?: string;
}

export interface Coding {
  system: string;
  code: string;
  display?: string;
}

export interface Concept {
  coding: Coding[];
  text?: string;
}

export interface Identifier {
  type?: Concept;
  system?: string;
  value: string;
}

export interface PersonName {
  family: string;
  given: string[];
  prefix?: string[];
}

export interface Telecom {
  system: string;
  value: string;
  use?: string;
}

export interface Address {
  line: string[];
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
}
