import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { VerifyResults } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@CommandHandler(VerifyResults)
export class VerifyResultsHandler implements ICommandHandler<VerifyResults> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: VerifyResults): Promise<AnswerOf<VerifyResults>> {
    return this.db.write(ctx, async (tx) => {
      const task = await tx.expect(LabTask, data.taskId);
      return tx.save(task, ...task.verify(data.resultIds, ctx.user, this.clock.now())).resource();
    });
  }
}
