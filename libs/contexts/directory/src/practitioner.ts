import { Column, Entity } from 'typeorm';
import { DomainEvent, HumanName, Identifier, newId } from '@orderly/kernel';
import { PractitionerRegistered, PractitionerResource, RegisterPractitioner } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof PractitionerResource)['_output'];

/** Somebody who gives care. Whether this person may log in is for identity to say. */
@Entity('practitioner')
export class Practitioner extends Aggregate {
  @Column('boolean') active!: boolean;
  @Column('json') name!: HumanName;
  /** Lower case, sorts the list. */
  @Column('text') family!: string;
  @Column('json') identifier!: Identifier[];
  @Column('text') npi?: string;

  static register({ id = newId(), ...details }: RegisterPractitioner['data']): [Practitioner, DomainEvent] {
    const practitioner = make(Practitioner, { ...details, id, active: true, family: details.name.family.toLowerCase() });
    return [practitioner, new PractitionerRegistered({ ...details, practitionerId: id })];
  }

  resource(): Resource {
    const { id, version, active, name, identifier, npi } = this;
    return { id, version, active, name, identifier, npi };
  }
}
