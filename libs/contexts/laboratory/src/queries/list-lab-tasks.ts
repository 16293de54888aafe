import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListLabTasks } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@QueryHandler(ListLabTasks)
export class ListLabTasksHandler implements IQueryHandler<ListLabTasks> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListLabTasks): Promise<AnswerOf<ListLabTasks>> {
    return this.db.read(ctx, async (tx) => {
      const { status, accessionNumber, limit, cursor } = data;
      return tx.list(LabTask, { equal: { status, accessionNumber }, by: 'acceptedAt', direction: 'asc', limit, cursor });
    });
  }
}
