import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { DiscardLabMessage } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabMessage } from '../lab-message';

@CommandHandler(DiscardLabMessage)
export class DiscardLabMessageHandler implements ICommandHandler<DiscardLabMessage> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: DiscardLabMessage): Promise<AnswerOf<DiscardLabMessage>> {
    return this.db.write(ctx, async (tx) => {
      const message = await tx.get(LabMessage, data.messageId);
      message.discard(ctx.user, data.reason);
      return tx.save(message).resource();
    });
  }
}
