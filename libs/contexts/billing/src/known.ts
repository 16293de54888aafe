import { Column, Entity } from 'typeorm';
import { HumanName, Identifier } from '@orderly/kernel';
import {
  EncounterFinished,
  OrderCompleted,
  OrderPlaced,
  OrderReinstated,
  OrderRevoked,
  OrganizationRegistered,
  PatientRegistered,
  PractitionerRegistered,
} from '@orderly/contracts';
import { TenantRow, view, when } from '@orderly/platform/persistence';

/** What billing needs to know of other contexts' facts. */
@Entity('known_patient')
export class KnownPatient extends TenantRow {
  @Column('json') name!: HumanName;
  @Column('date') birthDate!: string;
  @Column('text') gender!: 'male' | 'female' | 'other' | 'unknown';
}

@Entity('known_organization')
export class KnownOrganization extends TenantRow {
  @Column('text') name!: string;
  @Column('json') identifier!: Identifier[];
}

@Entity('known_practitioner')
export class KnownPractitioner extends TenantRow {
  @Column('text') npi?: string;
}

@Entity('finished_encounter')
export class FinishedEncounter extends TenantRow {
  @Column('timestamptz') end!: string;
}

/** An order is closed when it is completed or revoked. */
@Entity('known_order')
export class KnownOrder extends TenantRow {
  @Column('boolean') closed!: boolean;
  /** Of the request that placed it: the claim goes on in its trace. */
  @Column('text') traceparent?: string;
  @Column('text') correlationId?: string;
}

export const known = [
  view(
    KnownPatient,
    when(PatientRegistered, ({ data: { patientId, name, birthDate, gender } }) => ({ id: patientId, name, birthDate, gender })),
  ),
  view(
    KnownOrganization,
    when(OrganizationRegistered, ({ data: { organizationId, name, identifier } }) => ({ id: organizationId, name, identifier })),
  ),
  view(
    KnownPractitioner,
    when(PractitionerRegistered, ({ data: { practitionerId, npi } }) => ({ id: practitionerId, npi })),
  ),
  view(
    FinishedEncounter,
    when(EncounterFinished, ({ data: { encounterId, end } }) => ({ id: encounterId, end })),
  ),
  view(
    KnownOrder,
    when(OrderPlaced, ({ data, traceparent, correlationId }) => ({
      id: data.orderId,
      closed: false,
      traceparent,
      correlationId,
    })),
    when(OrderReinstated, ({ data }) => ({ id: data.orderId, closed: false })),
    when(OrderCompleted, ({ data }) => ({ id: data.orderId, closed: true })),
    when(OrderRevoked, ({ data }) => ({ id: data.orderId, closed: true })),
  ),
];
