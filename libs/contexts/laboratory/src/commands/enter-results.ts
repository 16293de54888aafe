import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { EnterResults } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@CommandHandler(EnterResults)
export class EnterResultsHandler implements ICommandHandler<EnterResults> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: EnterResults): Promise<AnswerOf<EnterResults>> {
    return this.db.write(ctx, async (tx) => {
      const task = await tx.expect(LabTask, data.taskId);
      return tx.save(task, ...task.enter(data.results, ctx.user, this.clock.now())).resource();
    });
  }
}
