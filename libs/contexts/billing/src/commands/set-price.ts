import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { SetPrice } from '@orderly/contracts';
import { AnswerOf, centsOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Price } from '../fee-schedule';
import { reconsider } from '../processes/reconsider';

@CommandHandler(SetPrice)
export class SetPriceHandler implements ICommandHandler<SetPrice> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: SetPrice): Promise<AnswerOf<SetPrice>> {
    return this.db.write(ctx, async (tx) => {
      const same = (await tx.rowsOf(Price, [data.code.code], 'code')).find(({ system }) => system === data.code.system);
      const price = same ? await tx.get(Price, same.id) : Price.of(data.code);
      await reconsider(tx, 'no-price');
      return tx.save(price, price.set(centsOf(data.price))).resource();
    });
  }
}
