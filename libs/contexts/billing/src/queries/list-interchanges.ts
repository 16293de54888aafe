import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListInterchanges } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Interchange } from '../interchange';

@QueryHandler(ListInterchanges)
export class ListInterchangesHandler implements IQueryHandler<ListInterchanges> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListInterchanges): Promise<AnswerOf<ListInterchanges>> {
    return this.db.read(ctx, async (tx) => {
      const { status, limit, cursor } = data;
      const page = await tx.list(Interchange, {
        equal: { status },
        without: ['sealed'],
        by: 'receivedAt',
        direction: 'asc',
        limit,
        cursor,
      });
      return { ...page, items: page.items.map((row) => row.resource()) };
    });
  }
}
