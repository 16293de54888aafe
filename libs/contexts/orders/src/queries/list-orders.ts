import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListOrders } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Order } from '../order';

@QueryHandler(ListOrders)
export class ListOrdersHandler implements IQueryHandler<ListOrders> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListOrders): Promise<AnswerOf<ListOrders>> {
    return this.db.read(ctx, async (tx) => {
      const { status, patientId, encounterId, limit, cursor } = data;
      const page = await tx.list(Order, { equal: { status, patientId, encounterId }, by: 'authoredOn', limit, cursor });
      return { ...page, items: page.items.map((order) => order.resource()) };
    });
  }
}
