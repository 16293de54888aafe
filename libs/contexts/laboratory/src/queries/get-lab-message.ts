import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetLabMessage } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { LabMessage } from '../lab-message';
import { LabTask } from '../lab-task';

@QueryHandler(GetLabMessage)
export class GetLabMessageHandler implements IQueryHandler<GetLabMessage> {
  constructor(
    private readonly db: Database,
    private readonly keyring: Keyring,
  ) {}

  execute({ ctx, data }: GetLabMessage): Promise<AnswerOf<GetLabMessage>> {
    return this.db.read(ctx, async (tx) => {
      const message = await tx.get(LabMessage, data.messageId);
      // Reading a task names its patient in the audit trail.
      for (const id of message.taskIds) await tx.find(LabTask, id);
      return { ...message.resource(), text: message.open(this.keyring) };
    });
  }
}
