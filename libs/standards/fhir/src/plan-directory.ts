import { isNpi, NPI_SYSTEM } from './npi';
import { type Entry, type OpenBundle, ofType, read } from './open-bundle';
import type { Identifier, PlannedOrganization, PlannedPatient, PlannedPractitioner } from './plan';
import { OrganizationResource, PatientResource, PractitionerResource } from './resources';

/** Something that other files may refer to, by any of its keys. */
export interface Findable<T> {
  keys: string[];
  planned: T;
}

export function planOrganizations(bundle: OpenBundle): Findable<PlannedOrganization>[] {
  return ofType(bundle, 'Organization').flatMap((entry) => {
    const resource = read(bundle, OrganizationResource, entry);
    if (!resource) return [];
    const { name, identifier, address } = resource;
    return [{ keys: entry.keys, planned: { sourceId: entry.id, name, identifier, ...npiOf(identifier), address: address?.[0] } }];
  });
}

export function planPractitioners(bundle: OpenBundle): Findable<PlannedPractitioner>[] {
  return ofType(bundle, 'Practitioner').flatMap((entry) => {
    const resource = read(bundle, PractitionerResource, entry);
    if (!resource) return [];
    const { name, identifier } = resource;
    return [{ keys: entry.keys, planned: { sourceId: entry.id, name, identifier, ...npiOf(identifier) } }];
  });
}

/** Synthea before 2020 wrote numbers such as `140` under the NPI's system: those stay identifiers and are no NPI. */
function npiOf(identifier: Identifier[]): { npi?: string } {
  const npi = identifier.find(({ system, value }) => system === NPI_SYSTEM && isNpi(value))?.value;
  return npi ? { npi } : {};
}

export function planPatient(bundle: OpenBundle, entry: Entry): PlannedPatient | undefined {
  const resource = read(bundle, PatientResource, entry);
  if (!resource) return undefined;
  const { address, ...patient } = resource;
  return { sourceId: entry.id, ...patient, address: address?.[0] };
}
