import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetOrder } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Order } from '../order';

@QueryHandler(GetOrder)
export class GetOrderHandler implements IQueryHandler<GetOrder> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetOrder): Promise<AnswerOf<GetOrder>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Order, data.orderId)).resource());
  }
}
