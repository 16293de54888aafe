import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListLabMessages } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabMessage } from '../lab-message';

@QueryHandler(ListLabMessages)
export class ListLabMessagesHandler implements IQueryHandler<ListLabMessages> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListLabMessages): Promise<AnswerOf<ListLabMessages>> {
    return this.db.read(ctx, async (tx) => {
      const { status, limit, cursor } = data;
      return tx.list(LabMessage, {
        equal: { status },
        without: ['sealed', 'faults', 'acknowledgment'],
        by: 'receivedAt',
        direction: 'asc',
        limit,
        cursor,
      });
    });
  }
}
