import { Column, Entity } from 'typeorm';
import { OrganizationRegistered, PatientRegistered, PractitionerRegistered } from '@orderly/contracts';
import { TenantRow, view, when } from '@orderly/platform/persistence';

/** That these exist is all that an encounter needs to know. */
@Entity('known_patient')
export class KnownPatient extends TenantRow {
  @Column('timestamptz') since!: string;
}

@Entity('known_practitioner')
export class KnownPractitioner extends TenantRow {
  @Column('timestamptz') since!: string;
}

@Entity('known_organization')
export class KnownOrganization extends TenantRow {
  @Column('timestamptz') since!: string;
}

export const known = [
  view(
    KnownPatient,
    when(PatientRegistered, ({ data, time }) => ({ id: data.patientId, since: time })),
  ),
  view(
    KnownPractitioner,
    when(PractitionerRegistered, ({ data, time }) => ({ id: data.practitionerId, since: time })),
  ),
  view(
    KnownOrganization,
    when(OrganizationRegistered, ({ data, time }) => ({ id: data.organizationId, since: time })),
  ),
];
