import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListEncounters } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Encounter } from '../encounter';

@QueryHandler(ListEncounters)
export class ListEncountersHandler implements IQueryHandler<ListEncounters> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListEncounters): Promise<AnswerOf<ListEncounters>> {
    return this.db.read(ctx, async (tx) => {
      const { patientId, status, limit, cursor } = data;
      const page = await tx.list(Encounter, { equal: { patientId, status }, by: 'periodStart', limit, cursor });
      return { ...page, items: page.items.map((encounter) => encounter.resource()) };
    });
  }
}
