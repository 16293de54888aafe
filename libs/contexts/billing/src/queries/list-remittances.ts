import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListRemittances } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Remittance } from '../remittance';

@QueryHandler(ListRemittances)
export class ListRemittancesHandler implements IQueryHandler<ListRemittances> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListRemittances): Promise<AnswerOf<ListRemittances>> {
    return this.db.read(ctx, async (tx) => {
      const { outcome, traceNumber, limit, cursor } = data;
      const page = await tx.list(Remittance, {
        equal: { outcome, traceNumber },
        without: ['parts', 'providerAdjustments'],
        by: 'receivedAt',
        direction: 'asc',
        limit,
        cursor,
      });
      return { ...page, items: page.items.map((row) => row.summary()) };
    });
  }
}
