import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { ProvisionTenant } from '@orderly/contracts';
import { AnswerOf, newId } from '@orderly/kernel';
import { Database, Tx } from '@orderly/platform/persistence';
import { hashPassword } from '@orderly/platform/security';
import { inside, OPERATIONS, Tenant } from '../tenant';
import { claimSlug } from '../tenant-slug';
import { checkGrantable, NewUser, User, usersNamed } from '../user';

/** One transaction over two tenants: the operator's, whose key and audit trail it is, and the hospital's own. */
@CommandHandler(ProvisionTenant)
export class ProvisionTenantHandler implements ICommandHandler<ProvisionTenant> {
  constructor(private readonly db: Database) {}

  async execute({ ctx, data }: ProvisionTenant): Promise<AnswerOf<ProvisionTenant>> {
    if (data.slug !== OPERATIONS) data.users.forEach(({ roles }) => checkGrantable(roles));
    const users = await Promise.all(data.users.map(withHash));
    return this.db.write(ctx, async (tx) => {
      const newcomer = tx.as(inside(newId(), ctx));
      const tenantId = await claimSlug(newcomer, data.slug);
      tx.audit('E', 'Tenant', tenantId);
      const hospital = tenantId === newcomer.ctx.tenant ? newcomer : tx.as(inside(tenantId, ctx));
      const tenant = (await hospital.find(Tenant, tenantId)) ?? hospital.save(...Tenant.provision(tenantId, data));
      tenant.checkSame(data.name);
      ctx.outcome.saved = { type: 'Tenant', id: tenantId, version: tenant.version };
      return tenant.resource((await addMissing(hospital, users)).map((user) => user.resource()));
    });
  }
}

const withHash = async ({ password, ...user }: ProvisionTenant['data']['users'][number]): Promise<NewUser> => ({
  ...user,
  passwordHash: await hashPassword(password),
});

/** Those who are there stay as they are, with the password that they have by now. */
async function addMissing(tx: Tx, users: readonly NewUser[]): Promise<User[]> {
  const there = await usersNamed(tx, ...users.map(({ username }) => username));
  return users.map((user) => there.get(user.username) ?? tx.save(...User.register(user)));
}
