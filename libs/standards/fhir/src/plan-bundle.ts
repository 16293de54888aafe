import { mainCoding } from './elements';
import { type Entry, type OpenBundle, ofType, openBundle, skip } from './open-bundle';
import type { PlannedEncounter, PlannedOrganization, PlannedPatient, PlannedPractitioner, Skipped } from './plan';
import { readClinical } from './plan-clinical';
import { planBilling } from './plan-billing';
import { type Findable, planOrganizations, planPatient, planPractitioners } from './plan-directory';
import { planOrders } from './plan-orders';
import { EncounterResource } from './resources';

/** One file, read by itself: `linkPlans` finds the practitioners and organizations that stand in other files. */
export interface BundlePlan {
  file: string;
  organizations: Findable<PlannedOrganization>[];
  practitioners: Findable<PlannedPractitioner>[];
  /** Absent in reference data and in a file whose Patient cannot be used. */
  patient?: PlannedPatient;
  encounters: EncounterInFile[];
  skipped: Skipped[];
}

/** An encounter whose people are references as the file writes them. */
export interface EncounterInFile {
  encounter: PlannedEncounter;
  participants: string[];
  serviceProvider?: string;
}

/**
 * Plans the commands for one FHIR R4 Bundle (Synthea's or our own), given as JSON text. Pure, and never throws: whatever
 * cannot be used is in `skipped`, at worst the whole file.
 */
export function planBundle(text: string, file: string): BundlePlan {
  const bundle = openBundle(text, file);
  const organizations = planOrganizations(bundle);
  const practitioners = planPractitioners(bundle);
  const patient = planFirstPatient(bundle);
  const encounters = patient ? planEncounters(bundle) : [];
  return { file, organizations, practitioners, ...(patient && { patient }), encounters, skipped: bundle.skipped };
}

function planFirstPatient(bundle: OpenBundle): PlannedPatient | undefined {
  const [first, ...others] = ofType(bundle, 'Patient');
  for (const { label } of others) skip(bundle, label, 'a second Patient in one file');
  const patient = first && planPatient(bundle, first);
  if (!patient) noteClinicalData(bundle);
  return patient;
}

function noteClinicalData(bundle: OpenBundle): void {
  const held = ['Encounter', 'DiagnosticReport', 'Observation', 'Claim'].filter((type) => ofType(bundle, type).length > 0);
  const reason = `without a usable Patient nothing is planned of its ${held.join(', ')}`;
  if (held.length > 0) bundle.skipped.push({ file: bundle.file, reason });
}

function planEncounters(bundle: OpenBundle): EncounterInFile[] {
  const planned = new Map<Entry, EncounterInFile>();
  for (const entry of ofType(bundle, 'Encounter')) {
    const encounter = planEncounter(bundle, entry);
    if (encounter) planned.set(entry, encounter);
  }
  for (const { order, label, encounter } of planOrders(bundle)) {
    const entry = bundle.index.resolve(encounter);
    const owner = entry && planned.get(entry);
    if (owner) owner.encounter.orders.push(order);
    else skip(bundle, label, 'encounter is absent, points at nothing in the file or was skipped');
  }
  addBilling(bundle, planned);
  for (const { encounter } of planned.values()) encounter.orders.sort((a, b) => compare(a.effective, b.effective));
  return [...planned.values()].sort((a, b) => compare(a.encounter.period.start, b.encounter.period.start));
}

function addBilling(bundle: OpenBundle, planned: Map<Entry, EncounterInFile>): void {
  for (const { billing, label, encounters } of planBilling(bundle)) {
    const [entry] = encounters;
    const owner = entry && planned.get(entry)?.encounter;
    if (encounters.length > 1) skip(bundle, label, 'its items name more than one encounter');
    else if (!owner) skip(bundle, label, 'no item names an encounter of the file that is planned');
    else if (owner.billing) skip(bundle, label, 'its encounter has an earlier Claim');
    else owner.billing = billing;
  }
}

function planEncounter(bundle: OpenBundle, entry: Entry): EncounterInFile | undefined {
  const resource = readClinical(bundle, EncounterResource, entry);
  if (!resource) return undefined;
  const { type, reasonCode, period, participant, serviceProvider } = resource;
  return {
    encounter: {
      sourceId: entry.id,
      class: resource.class.code,
      type: mainCoding(type?.[0]),
      reason: mainCoding(reasonCode?.[0]),
      period,
      orders: [],
    },
    participants: participant.flatMap(({ individual }) => individual ?? []),
    serviceProvider,
  };
}

/** By code unit, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
