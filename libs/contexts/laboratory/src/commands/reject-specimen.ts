import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RejectSpecimen } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@CommandHandler(RejectSpecimen)
export class RejectSpecimenHandler implements ICommandHandler<RejectSpecimen> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: RejectSpecimen): Promise<AnswerOf<RejectSpecimen>> {
    return this.db.write(ctx, async (tx) => {
      const task = await tx.expect(LabTask, data.taskId);
      return tx.save(task, task.reject(data.reason, this.clock.now())).resource();
    });
  }
}
