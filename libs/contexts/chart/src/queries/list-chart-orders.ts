import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListChartOrders } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { ChartOrder } from '../views/chart-order';
import { namesOf } from '../views/person-name';

@QueryHandler(ListChartOrders)
export class ListChartOrdersHandler implements IQueryHandler<ListChartOrders> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data: { patientId, limit, cursor } }: ListChartOrders): Promise<AnswerOf<ListChartOrders>> {
    return this.db.read(ctx, async (tx) => {
      tx.audit('R', 'Order', undefined, patientId);
      // What the laboratory said first, before the order itself arrived, shows once both are here.
      const page = await tx.list(ChartOrder, {
        equal: { patientId },
        present: ['authoredOn', 'status'],
        by: 'authoredOn',
        limit,
        cursor,
      });
      const nameOf = await namesOf(
        tx,
        page.items.map(({ requesterId }) => requesterId),
      );
      return {
        ...page,
        items: page.items.map((order) => ({ ...order, status: order.status ?? 'unknown', requester: nameOf(order.requesterId) })),
      };
    });
  }
}
