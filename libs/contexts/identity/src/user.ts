import { Column, Entity } from 'typeorm';
import { DomainEvent, newId } from '@orderly/kernel';
import { identityRefuses, Role, ROLES, UserRegistered, UserResource } from '@orderly/contracts';
import { Aggregate, make, ReadTx } from '@orderly/platform/persistence';

type Resource = (typeof UserResource)['_output'];

export type NewUser = Pick<User, 'username' | 'displayName' | 'roles' | 'passwordHash'>;

/** Somebody who may log in to one hospital. */
@Entity('user')
export class User extends Aggregate {
  @Column('text') username!: string;
  @Column('text') displayName!: string;
  @Column('text') passwordHash!: string;
  @Column('text', { array: true }) roles!: Role[];
  @Column('boolean') active!: boolean;

  static register({ username, displayName, roles, passwordHash }: NewUser): [User, DomainEvent] {
    const user = make(User, {
      id: newId(),
      username,
      displayName,
      passwordHash,
      roles: [...new Set(roles)],
      active: true,
    });
    return [user, new UserRegistered({ userId: user.id, displayName, roles: user.roles })];
  }

  resource(): Resource {
    const { id, version, username, displayName, roles } = this;
    return { id, version, username, displayName, roles };
  }
}

/** What the roles allow together, in a stable order. */
export const permissionsOf = (roles: readonly Role[]): string[] => [...new Set(roles.flatMap((role) => ROLES[role]))].sort();

/** An operator reaches every hospital, so a hospital must not be able to make one. */
export function checkGrantable(roles: readonly Role[]): void {
  if (roles.includes('operator')) throw identityRefuses('role-not-grantable', { pointer: '/roles' });
}

/** Users of the tenant by name; names that nobody has are not in the map. */
export async function usersNamed(tx: ReadTx, ...names: string[]): Promise<Map<string, User>> {
  const rows = await tx.query<User>(
    `select tenant, id, version, username, display_name as "displayName", password_hash as "passwordHash", roles, active
     from "user" where username = any ($1)`,
    [names],
  );
  return new Map(rows.map((row) => [row.username, make(User, row)]));
}
