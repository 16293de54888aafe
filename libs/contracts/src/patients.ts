import { z } from 'zod';
import {
  CalendarDate,
  command,
  HumanName,
  Id,
  Identifier,
  Instant,
  Line,
  listInput,
  pageOf,
  phi,
  publicEvent,
  query,
  refusals,
} from '@orderly/kernel';

export const PatientId = Id;
/** FHIR R4 AdministrativeGender. */
export const Gender = z.enum(['male', 'female', 'other', 'unknown']);
/** Medical record number, the hospital's own number for the patient. */
const Mrn = z.string().regex(/^[A-Z0-9][A-Z0-9-]{2,19}$/, 'capital letters, digits, hyphen; 3 to 20');
const ContactPoint = z.object({ system: z.enum(['phone', 'email', 'fax', 'sms', 'other']), value: Line(100) });
const Address = z.object({
  line: z.array(Line(100)).max(4).optional(),
  city: Line(100).optional(),
  state: Line(50).optional(),
  postalCode: Line(20).optional(),
  country: Line(50).optional(),
});

const demographics = {
  name: HumanName,
  gender: Gender,
  birthDate: CalendarDate,
  identifier: z.array(Identifier).max(20).default([]),
  telecom: z.array(ContactPoint).max(10).default([]),
  address: Address.optional(),
  deceasedDateTime: Instant.optional(),
};

export const PatientResource = z
  .object({ id: PatientId, version: z.int(), active: z.boolean(), mrn: Mrn, ...demographics })
  .meta({ title: 'Patient' });

/** The hospital knows the patient and has given a medical record number. */
export class PatientRegistered extends publicEvent('patients.patient-registered', 1, {
  patientId: PatientId,
  mrn: phi(Mrn),
  name: phi(HumanName),
  gender: phi(Gender),
  birthDate: phi(CalendarDate),
  identifier: phi(z.array(Identifier)),
}) {}

export class RegisterPatient extends command('patients.register-patient', {
  summary: 'Registers a patient; without `mrn` the hospital gives one.',
  permission: 'patients:register',
  input: { id: PatientId.optional(), mrn: Mrn.optional(), ...demographics },
  output: PatientResource,
  resource: 'Patient',
}) {}

export class GetPatient extends query('patients.get-patient', {
  summary: 'One patient.',
  permission: 'patients:read',
  input: { patientId: PatientId },
  output: PatientResource,
  resource: 'Patient',
}) {}

/** A POST, because names and numbers must not stand in a URL. */
export class SearchPatients extends query('patients.search-patients', {
  summary: 'Finds patients by medical record number, by another number, or by the beginning of the family name.',
  permission: 'patients:read',
  input: {
    ...listInput,
    mrn: Mrn.optional(),
    identifier: Identifier.pick({ system: true, value: true }).optional(),
    family: Line(100).optional(),
    birthDate: CalendarDate.optional(),
  },
  output: pageOf(PatientResource),
}) {}

export const patientsRefuses = refusals('patients', {
  'mrn-taken': [
    409,
    'Another patient has this medical record number.',
    'Search for the number; perhaps the patient is registered already.',
  ],
  'search-too-wide': [
    422,
    'A search needs a number, or at least two letters of the family name.',
    'Add `mrn`, `identifier` or `family`.',
  ],
});
