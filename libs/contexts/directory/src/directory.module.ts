import { defineContext } from '@orderly/platform/messaging';
import { RegisterOrganizationHandler } from './commands/register-organization';
import { RegisterPractitionerHandler } from './commands/register-practitioner';
import { Directory1764000000001 } from './migrations/1764000000001-directory';
import { Organization } from './organization';
import { Practitioner } from './practitioner';
import { GetOrganizationHandler } from './queries/get-organization';
import { GetPractitionerHandler } from './queries/get-practitioner';
import { ListOrganizationsHandler } from './queries/list-organizations';
import { ListPractitionersHandler } from './queries/list-practitioners';

export const directory = defineContext({
  context: 'directory',
  entities: [Organization, Practitioner],
  migrations: [Directory1764000000001],
  handlers: [
    RegisterOrganizationHandler,
    RegisterPractitionerHandler,
    GetOrganizationHandler,
    GetPractitionerHandler,
    ListOrganizationsHandler,
    ListPractitionersHandler,
  ],
});
