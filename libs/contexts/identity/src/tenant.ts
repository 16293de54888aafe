import { Column, Entity } from 'typeorm';
import { Ctx, DomainEvent, systemContext } from '@orderly/kernel';
import { identityRefuses, TenantProvisioned, TenantResource } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';

type Resource = (typeof TenantResource)['_output'];

/** The tenant of the people who run this installation. */
export const OPERATIONS = 'operations';

/** A hospital or clinic group. It is a row of its own: id and tenant are the same. */
@Entity('tenant')
export class Tenant extends Aggregate {
  @Column('text') slug!: string;
  @Column('text') name!: string;

  static provision(id: string, { slug, name }: { slug: string; name: string }): [Tenant, DomainEvent] {
    return [make(Tenant, { id, slug, name }), new TenantProvisioned({ tenantId: id, slug, name })];
  }

  /** A slug that is taken by another name is a clash of two hospitals, not a repeat. */
  checkSame(name: string): void {
    if (this.name !== name) throw identityRefuses('slug-taken', { pointer: '/slug' });
  }

  resource(users: Resource['users']): Resource {
    const { id, version, slug, name } = this;
    return { id, version, slug, name, users };
  }
}

/** Work inside the hospital on behalf of somebody outside it: its own audit trail says who asked for it. */
export const inside = (tenant: string, { user, operation, ...cause }: Ctx): Ctx => ({
  ...systemContext(tenant, 'provision-tenant', `asked for by ${user}`, cause),
  operation,
});
