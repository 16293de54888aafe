import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { DiscardInterchange } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Interchange } from '../interchange';

@CommandHandler(DiscardInterchange)
export class DiscardInterchangeHandler implements ICommandHandler<DiscardInterchange> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: DiscardInterchange): Promise<AnswerOf<DiscardInterchange>> {
    return this.db.write(ctx, async (tx) => {
      const file = await tx.get(Interchange, data.interchangeId);
      file.discard(data.reason);
      return tx.save(file).resource();
    });
  }
}
