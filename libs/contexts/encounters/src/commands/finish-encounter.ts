import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { FinishEncounter } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Encounter } from '../encounter';

@CommandHandler(FinishEncounter)
export class FinishEncounterHandler implements ICommandHandler<FinishEncounter> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: FinishEncounter): Promise<AnswerOf<FinishEncounter>> {
    return this.db.write(ctx, async (tx) => {
      const encounter = await tx.get(Encounter, data.encounterId);
      return tx.save(encounter, encounter.finish(data.end ?? this.clock.now())).resource();
    });
  }
}
