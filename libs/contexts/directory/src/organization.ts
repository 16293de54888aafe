import { Column, Entity } from 'typeorm';
import { DomainEvent, Identifier, newId } from '@orderly/kernel';
import { OrganizationRegistered, OrganizationResource, RegisterOrganization } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof OrganizationResource)['_output'];

/** A hospital, department or other organization that gives care or asks for it. */
@Entity('organization')
export class Organization extends Aggregate {
  @Column('boolean') active!: boolean;
  @Column('text') name!: string;
  @Column('json') identifier!: Identifier[];
  @Column('text') npi?: string;

  static register({ id = newId(), ...details }: RegisterOrganization['data']): [Organization, DomainEvent] {
    const organization = make(Organization, { ...details, id, active: true });
    return [organization, new OrganizationRegistered({ ...details, organizationId: id })];
  }

  resource(): Resource {
    const { id, version, active, name, identifier, npi } = this;
    return { id, version, active, name, identifier, npi };
  }
}
