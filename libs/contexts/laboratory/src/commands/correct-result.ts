import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { CorrectResult } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@CommandHandler(CorrectResult)
export class CorrectResultHandler implements ICommandHandler<CorrectResult> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: CorrectResult): Promise<AnswerOf<CorrectResult>> {
    return this.db.write(ctx, async (tx) => {
      const task = await tx.expect(LabTask, data.taskId);
      return tx.save(task, task.correct(data, ctx.user, this.clock.now())).resource();
    });
  }
}
