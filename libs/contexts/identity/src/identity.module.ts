import { defineContext } from '@orderly/platform/messaging';
import { LoginHandler } from './commands/login';
import { ProvisionTenantHandler } from './commands/provision-tenant';
import { RegisterUserHandler } from './commands/register-user';
import { UseStreamTicketHandler } from './commands/use-stream-ticket';
import { kin } from './kin';
import { Identity1764000000001 } from './migrations/1764000000001-identity';
import { StreamTicket1764000000002 } from './migrations/1764000000002-stream-ticket';
import { GetMeHandler } from './queries/get-me';
import { Tenant } from './tenant';
import { TENANT_SLUG } from './tenant-slug';
import { User } from './user';

export const identity = defineContext({
  context: 'identity',
  entities: [Tenant, User],
  migrations: [Identity1764000000001, StreamTicket1764000000002],
  tenantless: [TENANT_SLUG],
  handlers: [ProvisionTenantHandler, RegisterUserHandler, LoginHandler, GetMeHandler, UseStreamTicketHandler],
  kin,
});
