import { z } from 'zod';
import { command, HumanName, Id, Identifier, Line, listInput, pageOf, publicEvent, query } from '@orderly/kernel';

export const OrganizationId = Id;
export const PractitionerId = Id;

export const US_NPI = 'http://hl7.org/fhir/sid/us-npi';

/** National Provider Identifier: ten digits (45 CFR 162.406). Test data carries invented ones, so the check digit is not enforced. */
const Npi = z.string().regex(/^\d{10}$/, 'ten digits');

const organization = { name: Line(200), identifier: z.array(Identifier).max(20).default([]), npi: Npi.optional() };
const practitioner = { name: HumanName, identifier: z.array(Identifier).max(20).default([]), npi: Npi.optional() };

export const OrganizationResource = z
  .object({ id: OrganizationId, version: z.int(), active: z.boolean(), ...organization })
  .meta({ title: 'Organization' });
export const PractitionerResource = z
  .object({ id: PractitionerId, version: z.int(), active: z.boolean(), ...practitioner })
  .meta({ title: 'Practitioner' });

/** A department, hospital or other organization is in the directory. */
export class OrganizationRegistered extends publicEvent('directory.organization-registered', 1, {
  organizationId: OrganizationId,
  ...organization,
}) {}

/** Somebody who gives care is in the directory. */
export class PractitionerRegistered extends publicEvent('directory.practitioner-registered', 1, {
  practitionerId: PractitionerId,
  ...practitioner,
}) {}

export class RegisterOrganization extends command('directory.register-organization', {
  summary: 'Puts an organization into the directory.',
  permission: 'directory:register',
  input: { id: OrganizationId.optional(), ...organization },
  output: OrganizationResource,
  resource: 'Organization',
}) {}

export class RegisterPractitioner extends command('directory.register-practitioner', {
  summary: 'Puts a practitioner into the directory.',
  permission: 'directory:register',
  input: { id: PractitionerId.optional(), ...practitioner },
  output: PractitionerResource,
  resource: 'Practitioner',
}) {}

export class GetOrganization extends query('directory.get-organization', {
  summary: 'One organization.',
  permission: 'directory:read',
  input: { organizationId: OrganizationId },
  output: OrganizationResource,
  resource: 'Organization',
}) {}

export class GetPractitioner extends query('directory.get-practitioner', {
  summary: 'One practitioner.',
  permission: 'directory:read',
  input: { practitionerId: PractitionerId },
  output: PractitionerResource,
  resource: 'Practitioner',
}) {}

export class ListPractitioners extends query('directory.list-practitioners', {
  summary: 'Practitioners by family name.',
  permission: 'directory:read',
  input: { ...listInput, npi: Npi.optional() },
  output: pageOf(PractitionerResource),
}) {}

export class ListOrganizations extends query('directory.list-organizations', {
  summary: 'Organizations by name.',
  permission: 'directory:read',
  input: { ...listInput, npi: Npi.optional() },
  output: pageOf(OrganizationResource),
}) {}
