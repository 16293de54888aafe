import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetEncounter } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Encounter } from '../encounter';

@QueryHandler(GetEncounter)
export class GetEncounterHandler implements IQueryHandler<GetEncounter> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetEncounter): Promise<AnswerOf<GetEncounter>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Encounter, data.encounterId)).resource());
  }
}
