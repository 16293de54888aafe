import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RetryInterchange } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Interchange } from '../interchange';
import { PROCESS_INTERCHANGE } from '../processes/errand-kinds';

@CommandHandler(RetryInterchange)
export class RetryInterchangeHandler implements ICommandHandler<RetryInterchange> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: RetryInterchange): Promise<AnswerOf<RetryInterchange>> {
    return this.db.write(ctx, async (tx) => {
      const file = await tx.get(Interchange, data.interchangeId);
      file.retry();
      tx.errand(PROCESS_INTERCHANGE, file.id);
      return tx.save(file).resource();
    });
  }
}
