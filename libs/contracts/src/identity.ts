import { z } from 'zod';
import { command, Id, Line, OpenCode, publicEvent, query, refusals } from '@orderly/kernel';

export const TenantId = Id;
export const UserId = Id;

/** What each role may do. A person holds one or more; the system itself is not a role. */
export const ROLES = {
  operator: [
    'tenants:provision',
    'dead-letters:read',
    'dead-letters:replay',
    'dead-letters:discard',
    'lag:read',
    'journeys:operate',
    'self:read',
  ],
  administrator: [
    'users:register',
    'directory:register',
    'directory:read',
    'journal:read',
    'analysers:register',
    'analysers:read',
    'self:read',
  ],
  registrar: [
    'directory:register',
    'directory:read',
    'patients:register',
    'patients:read',
    'encounters:start',
    'encounters:finish',
    'encounters:read',
    'journeys:read',
    'self:read',
  ],
  physician: [
    'directory:read',
    'patients:read',
    'encounters:start',
    'encounters:finish',
    'encounters:read',
    'orders:place',
    'orders:revoke',
    'orders:read',
    'chart:read',
    'journeys:read',
    'self:read',
  ],
  nurse: [
    'patients:read',
    'encounters:read',
    'orders:read',
    'specimens:collect',
    'lab:read',
    'chart:read',
    'journeys:read',
    'self:read',
  ],
  'lab-technician': [
    'orders:read',
    'specimens:collect',
    'specimens:receive',
    'specimens:reject',
    'results:enter',
    'lab:read',
    'analysers:read',
    'lab-messages:read',
    'lab-messages:resolve',
    'journeys:read',
    'self:read',
  ],
  pathologist: [
    'orders:read',
    'specimens:reject',
    'results:enter',
    'results:verify',
    'results:correct',
    'lab:read',
    'analysers:read',
    'lab-messages:read',
    'lab-messages:resolve',
    'chart:read',
    'journeys:read',
    'self:read',
  ],
  biller: [
    'directory:register',
    'directory:read',
    'patients:read',
    'encounters:read',
    'orders:read',
    'charges:capture',
    'coding:complete',
    'claims:resubmit',
    'remittances:import',
    'interchanges:read',
    'payments:record',
    'prices:set',
    'billing:read',
    'journeys:read',
    'self:read',
  ],
} as const satisfies Record<string, readonly string[]>;

export const Role = z.enum(Object.keys(ROLES) as [keyof typeof ROLES, ...(keyof typeof ROLES)[]]);
export type Role = z.output<typeof Role>;

const Slug = z.string().regex(/^[a-z][a-z0-9-]{1,62}$/, 'lower-case letters, digits and hyphens');
const Username = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,62}$/, 'lower-case letters, digits, dot, hyphen');
/** At least 12 characters, no upper rules (NIST SP 800-63B-4, section 3.1.1.2). */
const Password = z.string().min(12).max(128);
const NewUser = z.object({ username: Username, displayName: Line(100), password: Password, roles: z.array(Role).min(1).max(8) });

export const UserResource = z
  .object({ id: UserId, version: z.int(), username: Username, displayName: z.string(), roles: z.array(Role) })
  .meta({ title: 'User' });
export const TenantResource = z
  .object({ id: TenantId, version: z.int(), slug: Slug, name: z.string(), users: z.array(UserResource) })
  .meta({ title: 'Tenant' });
export const MeResource = z
  .object({ id: UserId, tenantId: TenantId, displayName: z.string(), roles: z.array(Role), permissions: z.array(z.string()) })
  .meta({ title: 'Me' });
export const AccessToken = z
  .object({ accessToken: z.string(), tokenType: z.literal('Bearer'), expiresIn: z.int().meta({ description: 'seconds' }) })
  .meta({ title: 'AccessToken' });

/** A hospital has been set up; its people can log in. */
export class TenantProvisioned extends publicEvent('identity.tenant-provisioned', 1, {
  tenantId: TenantId,
  slug: Slug,
  name: Line(100),
}) {}

/** Somebody of the hospital may log in now. */
export class UserRegistered extends publicEvent('identity.user-registered', 1, {
  userId: UserId,
  displayName: Line(100),
  /** Names of roles; more will come. */
  roles: z.array(OpenCode),
}) {}

export class ProvisionTenant extends command('identity.provision-tenant', {
  summary: 'Sets up a hospital with its first users; a known slug with the same name answers the hospital that is there.',
  permission: 'tenants:provision',
  input: { slug: Slug, name: Line(100), users: z.array(NewUser).min(1).max(20) },
  output: TenantResource,
  resource: 'Tenant',
}) {}

export class RegisterUser extends command('identity.register-user', {
  summary: 'Lets somebody of your hospital log in.',
  permission: 'users:register',
  input: NewUser.shape,
  output: UserResource,
  resource: 'User',
}) {}

/** Needs no token; the answer to a wrong tenant, user or password is the same and takes the same time. */
export class Login extends command('identity.login', {
  summary: 'Gives an access token for 15 minutes.',
  permission: 'public',
  input: { tenant: Slug, username: Username, password: z.string().min(1).max(128) },
  output: AccessToken,
}) {}

export class GetMe extends query('identity.get-me', {
  summary: 'Who you are and what you may do.',
  permission: 'self:read',
  input: {},
  output: MeResource,
}) {}

export const identityRefuses = refusals('identity', {
  'wrong-credentials': [
    401,
    'Hospital, user name or password is wrong.',
    'Check all three; after five wrong tries wait a minute.',
  ],
  'too-many-tries': [429, 'Too many wrong passwords for this user.', 'Wait for `Retry-After` seconds, then try again.'],
  'slug-taken': [409, 'Another hospital uses this slug.', 'Choose another slug.'],
  'username-taken': [409, 'Somebody of your hospital uses this user name.', 'Choose another user name.'],
  'role-not-grantable': [
    422,
    'This role is not given inside a hospital.',
    'Leave out the role `operator`; operators belong to the tenant `operations`.',
  ],
});
