import { Column, Entity } from 'typeorm';
import { Coding, DomainEvent, newId } from '@orderly/kernel';
import { EncounterFinished, EncounterResource, encountersRefuses, EncounterStarted, StartEncounter } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof EncounterResource)['_output'];

@Entity('encounter')
export class Encounter extends Aggregate {
  @Column('text') status!: Resource['status'];
  @Column('text') class!: string;
  @Column('json') type?: Coding;
  @Column('uuid') patientId!: string;
  @Column('uuid') practitionerId?: string;
  @Column('uuid') serviceProviderId?: string;
  @Column('json') reasonCode?: Coding;
  @Column('timestamptz') periodStart!: string;
  @Column('timestamptz') periodEnd?: string;

  static start({ id, start, ...rest }: StartEncounter['data'], now: string): [Encounter, DomainEvent] {
    const encounter = make(Encounter, { ...rest, id: id ?? newId(), status: 'in-progress', periodStart: start ?? now });
    return [encounter, new EncounterStarted({ ...rest, encounterId: encounter.id, start: encounter.periodStart })];
  }

  finish(end: string): DomainEvent {
    if (this.status !== 'in-progress') throw encountersRefuses('not-in-progress');
    if (end < this.periodStart) throw encountersRefuses('ends-before-start', { pointer: '/end' });
    this.status = 'finished';
    this.periodEnd = end;
    return new EncounterFinished({ encounterId: this.id, patientId: this.patientId, end });
  }

  override patient(): string {
    return this.patientId;
  }

  resource(): Resource {
    const { periodStart, periodEnd, tenant: _, ...rest } = this;
    return { ...rest, period: { start: periodStart, end: periodEnd } };
  }
}
