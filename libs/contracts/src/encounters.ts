import { z } from 'zod';
import { Coding, command, Id, Instant, listInput, pageOf, phi, publicEvent, query, refusals } from '@orderly/kernel';
import { OrganizationId, PractitionerId } from './directory';
import { PatientId } from './patients';

export const EncounterId = Id;
/** FHIR R4 Encounter.class, v3-ActCode: AMB ambulatory, EMER emergency, IMP inpatient, VR virtual, HH home health ... (open list). */
export const EncounterClass = z.string().regex(/^[A-Z]{2,10}$/);
/** FHIR R4 EncounterStatus. */
export const EncounterStatus = z.enum([
  'planned',
  'arrived',
  'triaged',
  'in-progress',
  'onleave',
  'finished',
  'cancelled',
  'entered-in-error',
  'unknown',
]);

export const EncounterResource = z
  .object({
    id: EncounterId,
    version: z.int(),
    status: EncounterStatus,
    class: EncounterClass,
    type: Coding.optional(),
    patientId: PatientId,
    practitionerId: PractitionerId.optional(),
    serviceProviderId: OrganizationId.optional(),
    reasonCode: Coding.optional(),
    period: z.object({ start: Instant, end: Instant.optional() }),
  })
  .meta({ title: 'Encounter' });

/** The patient is being cared for: an ambulatory visit, an emergency, or a stay. */
export class EncounterStarted extends publicEvent('encounters.encounter-started', 1, {
  encounterId: EncounterId,
  patientId: PatientId,
  class: EncounterClass,
  type: Coding.optional(),
  practitionerId: PractitionerId.optional(),
  serviceProviderId: OrganizationId.optional(),
  start: Instant,
  reasonCode: phi(Coding.optional()),
}) {}

/** The encounter is over; nothing further is expected in it. */
export class EncounterFinished extends publicEvent('encounters.encounter-finished', 1, {
  encounterId: EncounterId,
  patientId: PatientId,
  end: Instant,
}) {}

export class StartEncounter extends command('encounters.start-encounter', {
  summary: 'Starts an encounter.',
  permission: 'encounters:start',
  input: {
    id: EncounterId.optional(),
    patientId: PatientId,
    class: EncounterClass,
    type: Coding.optional(),
    practitionerId: PractitionerId.optional(),
    serviceProviderId: OrganizationId.optional(),
    reasonCode: Coding.optional(),
    start: Instant.optional(),
  },
  output: EncounterResource,
  resource: 'Encounter',
}) {}

export class FinishEncounter extends command('encounters.finish-encounter', {
  summary: 'Ends an encounter.',
  permission: 'encounters:finish',
  input: { encounterId: EncounterId, end: Instant.optional() },
  output: EncounterResource,
  resource: 'Encounter',
}) {}

export class GetEncounter extends query('encounters.get-encounter', {
  summary: 'One encounter.',
  permission: 'encounters:read',
  input: { encounterId: EncounterId },
  output: EncounterResource,
  resource: 'Encounter',
}) {}

export class ListEncounters extends query('encounters.list-encounters', {
  summary: 'Encounters, the latest start first.',
  permission: 'encounters:read',
  input: { ...listInput, patientId: PatientId.optional(), status: EncounterStatus.optional() },
  output: pageOf(EncounterResource),
}) {}

export const encountersRefuses = refusals('encounters', {
  'not-in-progress': [409, 'The encounter is not in progress.', 'Read the encounter; a finished one stays finished.'],
  'ends-before-start': [422, 'An encounter cannot end before it started.', 'Correct `end`.'],
});
