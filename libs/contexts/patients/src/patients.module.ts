import { defineContext } from '@orderly/platform/messaging';
import { RegisterPatientHandler } from './commands/register-patient';
import { Patient1764000000001 } from './migrations/1764000000001-patient';
import { Patient } from './patient';
import { GetPatientHandler } from './queries/get-patient';
import { SearchPatientsHandler } from './queries/search-patients';

export const patients = defineContext({
  context: 'patients',
  entities: [Patient],
  migrations: [Patient1764000000001],
  handlers: [RegisterPatientHandler, GetPatientHandler, SearchPatientsHandler],
});
