import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListAnalysers } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Analyser } from '../analyser';

@QueryHandler(ListAnalysers)
export class ListAnalysersHandler implements IQueryHandler<ListAnalysers> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListAnalysers): Promise<AnswerOf<ListAnalysers>> {
    return this.db.read(ctx, async (tx) => {
      const page = await tx.list(Analyser, { equal: {}, by: 'name', direction: 'asc', ...data });
      return { ...page, items: page.items.map((analyser) => analyser.resource()) };
    });
  }
}
