import { Column, Entity } from 'typeorm';
import { EncounterFinished, EncounterStarted } from '@orderly/contracts';
import { TenantRow, view, when } from '@orderly/platform/persistence';

/** What orders need to know of an encounter: whose it is, and whether it takes place. */
@Entity('known_encounter')
export class KnownEncounter extends TenantRow {
  @Column('uuid') patientId!: string;
  @Column('text') status!: string;
}

export const knownEncounter = view(
  KnownEncounter,
  when(EncounterStarted, ({ data }) => ({ id: data.encounterId, patientId: data.patientId, status: 'in-progress' })),
  when(EncounterFinished, ({ data }) => ({ id: data.encounterId, patientId: data.patientId, status: 'finished' })),
);
