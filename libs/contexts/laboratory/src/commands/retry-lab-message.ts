import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RetryLabMessage } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Delivery } from '../deliver';
import { LabMessage } from '../lab-message';

@CommandHandler(RetryLabMessage)
export class RetryLabMessageHandler implements ICommandHandler<RetryLabMessage> {
  constructor(
    private readonly db: Database,
    private readonly delivery: Delivery,
  ) {}

  execute({ ctx, data }: RetryLabMessage): Promise<AnswerOf<RetryLabMessage>> {
    return this.db.write(ctx, async (tx) => {
      const message = await tx.get(LabMessage, data.messageId);
      message.requireUnsettled();
      await this.delivery.deliver(tx, message);
      return message.resource();
    });
  }
}
