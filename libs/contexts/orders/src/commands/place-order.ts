import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { ordersRefuses, PlaceOrder } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { KnownEncounter } from '../known-encounter';
import { Order } from '../order';

@CommandHandler(PlaceOrder)
export class PlaceOrderHandler implements ICommandHandler<PlaceOrder> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: PlaceOrder): Promise<AnswerOf<PlaceOrder>> {
    return this.db.write(ctx, async (tx) => {
      const encounter = await tx.expect(KnownEncounter, data.encounterId);
      // A finished encounter still takes orders: tests are added to a specimen after the patient has left.
      if (['cancelled', 'entered-in-error'].includes(encounter.status)) throw ordersRefuses('encounter-cancelled');
      const [order, placed] = Order.place(data, encounter.patientId, this.clock.now());
      return tx.save(order, placed).resource();
    });
  }
}
