import type { Journeys, PatientJourney, PlannedEncounter, PlannedOrganization, PlannedPractitioner, Skipped } from './plan';
import type { BundlePlan, EncounterInFile } from './plan-bundle';
import type { Findable } from './plan-directory';
import { ReferenceIndex } from './reference-index';

/** Organizations or practitioners of all files: the same by identifier, else by id, is one, as first seen. */
class Register<T> {
  readonly all: T[] = [];
  private readonly index = new ReferenceIndex<T>();

  add({ keys, planned }: Findable<T>): void {
    const known = this.index.find(keys);
    if (known === undefined) this.all.push(planned);
    this.index.add(keys, known ?? planned);
  }

  resolve(references: string[]): T | undefined {
    for (const reference of references) {
      const target = this.index.resolve(reference);
      if (target !== undefined) return target;
    }
    return undefined;
  }
}

interface Directory {
  organizations: Register<PlannedOrganization>;
  practitioners: Register<PlannedPractitioner>;
}

/** Joins the plans of many files, given in the order of their paths: one directory, one journey per patient. */
export function linkPlans(plans: BundlePlan[]): Journeys {
  const directory: Directory = { organizations: new Register(), practitioners: new Register() };
  for (const { organizations, practitioners } of plans) {
    for (const organization of organizations) directory.organizations.add(organization);
    for (const practitioner of practitioners) directory.practitioners.add(practitioner);
  }
  const skipped = plans.flatMap((plan) => plan.skipped);
  const patients = linkPatients(plans, directory, skipped);
  const referenceFiles = plans.filter((plan) => !plan.patient && holdsDirectory(plan)).map(describe);
  return {
    files: [...patients, ...referenceFiles].map(({ file }) => file).sort(),
    referenceFiles,
    organizations: directory.organizations.all,
    practitioners: directory.practitioners.all,
    patients,
    skipped,
  };
}

function linkPatients(plans: BundlePlan[], directory: Directory, skipped: Skipped[]): PatientJourney[] {
  const seen = new Set<string>();
  return plans.flatMap(({ file, patient, encounters }) => {
    if (!patient) return [];
    if (seen.has(patient.sourceId)) {
      skipped.push({ file, resource: `Patient/${patient.sourceId}`, reason: 'the same Patient is in an earlier file' });
      return [];
    }
    seen.add(patient.sourceId);
    const note = (id: string, reason: string) => skipped.push({ file, resource: `Encounter/${id}`, reason });
    return [{ file, patient, encounters: encounters.map((encounter) => linkEncounter(encounter, directory, note)) }];
  });
}

function linkEncounter(
  { encounter, participants, serviceProvider }: EncounterInFile,
  { organizations, practitioners }: Directory,
  note: (id: string, reason: string) => void,
): PlannedEncounter {
  const practitioner = practitioners.resolve(participants);
  const organization = organizations.resolve(serviceProvider ? [serviceProvider] : []);
  const { sourceId } = encounter;
  if (participants.length > 0 && !practitioner) note(sourceId, 'planned without practitioner: participant points at none');
  if (serviceProvider && !organization) note(sourceId, 'planned without organization: serviceProvider points at none');
  return {
    ...encounter,
    ...(practitioner && { practitionerSourceId: practitioner.sourceId }),
    ...(organization && { organizationSourceId: organization.sourceId }),
  };
}

function holdsDirectory({ organizations, practitioners }: BundlePlan): boolean {
  return organizations.length + practitioners.length > 0;
}

function describe({ file, organizations, practitioners }: BundlePlan) {
  return { file, organizations: organizations.length, practitioners: practitioners.length };
}

/** What a replay of the journeys has to reach. */
export function countJourneys({ patients }: Journeys): { patients: number; encounters: number; orders: number; results: number } {
  const encounters = patients.flatMap((patient) => patient.encounters);
  const orders = encounters.flatMap((encounter) => encounter.orders);
  const results = orders.reduce((sum, { tests }) => sum + tests.length, 0);
  return { patients: patients.length, encounters: encounters.length, orders: orders.length, results };
}
