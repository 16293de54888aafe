import { newId, systemContext } from '@orderly/kernel';
import { Database, Tx } from '@orderly/platform/persistence';
import { hashPassword, verifyPassword } from '@orderly/platform/security';
import { OPERATIONS, Tenant } from './tenant';
import { claimSlug } from './tenant-slug';
import { User, usersNamed } from './user';

const OPERATOR = 'operator';

/**
 * Makes sure that somebody can log in who sets up hospitals: user `operator` of tenant `operations`, with this password.
 * Hosts that start together do it one after the other.
 */
export async function ensureOperator(db: Database, { password }: { password: string }): Promise<void> {
  const asOperations = (tenant: string) =>
    systemContext(tenant, 'first-boot', 'the operator exists and has the configured password');
  await db.write(asOperations(newId()), async (tx) => {
    const tenantId = await claimSlug(tx, OPERATIONS);
    const operations = tx.as(asOperations(tenantId));
    // Locks the tenant, so that a second host sees what the first one has made.
    if (!(await operations.find(Tenant, tenantId)))
      operations.save(...Tenant.provision(tenantId, { slug: OPERATIONS, name: 'Operations' }));
    await ensureUser(operations, password);
  });
}

async function ensureUser(tx: Tx, password: string): Promise<void> {
  const id = (await usersNamed(tx, OPERATOR)).get(OPERATOR)?.id;
  const user = id && (await tx.get(User, id));
  if (!user) {
    const passwordHash = await hashPassword(password);
    tx.save(...User.register({ username: OPERATOR, displayName: 'Operator', roles: ['operator'], passwordHash }));
  } else if (!(await verifyPassword(user.passwordHash, password))) {
    user.passwordHash = await hashPassword(password);
    tx.save(user);
  }
}
