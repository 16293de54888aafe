import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RevokeOrder } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Order } from '../order';

@CommandHandler(RevokeOrder)
export class RevokeOrderHandler implements ICommandHandler<RevokeOrder> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: RevokeOrder): Promise<AnswerOf<RevokeOrder>> {
    return this.db.write(ctx, async (tx) => {
      const order = await tx.get(Order, data.orderId);
      return tx.save(order, order.revoke(data.reason, this.clock.now())).resource();
    });
  }
}
