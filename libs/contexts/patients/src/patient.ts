import { Column, Entity } from 'typeorm';
import { DomainEvent, HumanName, Identifier, newId } from '@orderly/kernel';
import { PatientRegistered, PatientResource, RegisterPatient } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof PatientResource)['_output'];

@Entity('patient')
export class Patient extends Aggregate {
  @Column('boolean') active!: boolean;
  @Column('text') mrn!: string;
  @Column('json') name!: HumanName;
  /** Lower case, for searches. */
  @Column('text') family!: string;
  @Column('text') gender!: Resource['gender'];
  @Column('date') birthDate!: string;
  @Column('json') identifier!: Identifier[];
  @Column('json') telecom!: Resource['telecom'];
  @Column('json') address?: Resource['address'];
  @Column('timestamptz') deceasedDateTime?: string;

  static register({ id, mrn, ...demographics }: RegisterPatient['data']): [Patient, DomainEvent] {
    const patientId = id ?? newId();
    const patient = make(Patient, {
      ...demographics,
      id: patientId,
      mrn: mrn ?? mrnOf(patientId),
      active: true,
      family: demographics.name.family.toLowerCase(),
    });
    const { name, gender, birthDate, identifier } = patient;
    return [patient, new PatientRegistered({ patientId, mrn: patient.mrn, name, gender, birthDate, identifier })];
  }

  override patient(): string {
    return this.id;
  }

  resource(): Resource {
    const { id, version, active, mrn, name, gender, birthDate, identifier, telecom, address, deceasedDateTime } = this;
    return { id, version, active, mrn, name, gender, birthDate, identifier, telecom, address, deceasedDateTime };
  }
}

/** Twelve characters from the random part of the id: no counter that patients would queue for, no hint at how many there are. */
const mrnOf = (id: string) =>
  `M${BigInt(`0x${id.replaceAll('-', '').slice(-13)}`)
    .toString(36)
    .toUpperCase()
    .padStart(11, '0')}`;
