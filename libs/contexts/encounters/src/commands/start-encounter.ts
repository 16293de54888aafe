import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { StartEncounter } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Encounter } from '../encounter';
import { KnownOrganization, KnownPatient, KnownPractitioner } from '../known';

@CommandHandler(StartEncounter)
export class StartEncounterHandler implements ICommandHandler<StartEncounter> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: StartEncounter): Promise<AnswerOf<StartEncounter>> {
    return this.db.write(ctx, async (tx) => {
      await Promise.all([
        tx.expect(KnownPatient, data.patientId),
        data.practitionerId && tx.expect(KnownPractitioner, data.practitionerId),
        data.serviceProviderId && tx.expect(KnownOrganization, data.serviceProviderId),
      ]);
      const [encounter, started] = Encounter.start(data, this.clock.now());
      return tx.save(encounter, started).resource();
    });
  }
}
