import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListResultHistory } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { ResultVersion } from '../views/chart-result';
import { namesOf } from '../views/person-name';

@QueryHandler(ListResultHistory)
export class ListResultHistoryHandler implements IQueryHandler<ListResultHistory> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data: { patientId, resultId, limit, cursor } }: ListResultHistory): Promise<AnswerOf<ListResultHistory>> {
    return this.db.read(ctx, async (tx) => {
      tx.audit('R', 'Observation', resultId, patientId);
      const page = await tx.list(ResultVersion, { equal: { patientId, resultId }, by: 'sequence', limit, cursor });
      const nameOf = await namesOf(
        tx,
        page.items.map(({ by }) => by),
      );
      return { ...page, items: page.items.map((version) => ({ ...version, by: nameOf(version.by) ?? version.by })) };
    });
  }
}
