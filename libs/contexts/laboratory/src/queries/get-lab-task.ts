import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetLabTask } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@QueryHandler(GetLabTask)
export class GetLabTaskHandler implements IQueryHandler<GetLabTask> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetLabTask): Promise<AnswerOf<GetLabTask>> {
    return this.db.read(ctx, async (tx) => (await tx.get(LabTask, data.taskId)).resource());
  }
}
