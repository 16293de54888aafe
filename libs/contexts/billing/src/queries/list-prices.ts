import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListPrices } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Price } from '../fee-schedule';

@QueryHandler(ListPrices)
export class ListPricesHandler implements IQueryHandler<ListPrices> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListPrices): Promise<AnswerOf<ListPrices>> {
    return this.db.read(ctx, async (tx) => {
      const { limit, cursor } = data;
      const page = await tx.list(Price, { equal: {}, by: 'code', direction: 'asc', limit, cursor });
      return { ...page, items: page.items.map((row) => row.resource()) };
    });
  }
}
