import { defineContext } from '@orderly/platform/messaging';
import { FinishEncounterHandler } from './commands/finish-encounter';
import { StartEncounterHandler } from './commands/start-encounter';
import { Encounter } from './encounter';
import { kin } from './kin';
import { known, KnownOrganization, KnownPatient, KnownPractitioner } from './known';
import { Encounter1764000000001 } from './migrations/1764000000001-encounter';
import { GetEncounterHandler } from './queries/get-encounter';
import { ListEncountersHandler } from './queries/list-encounters';

export const encounters = defineContext({
  context: 'encounters',
  entities: [Encounter, KnownPatient, KnownPractitioner, KnownOrganization],
  migrations: [Encounter1764000000001],
  handlers: [StartEncounterHandler, FinishEncounterHandler, GetEncounterHandler, ListEncountersHandler],
  views: known,
  kin,
});
