import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { CollectSpecimen } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

@CommandHandler(CollectSpecimen)
export class CollectSpecimenHandler implements ICommandHandler<CollectSpecimen> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: CollectSpecimen): Promise<AnswerOf<CollectSpecimen>> {
    return this.db.write(ctx, async (tx) => {
      const task = await tx.expect(LabTask, data.taskId);
      const { type, collectedDateTime = this.clock.now() } = data;
      return tx.save(task, task.collect(type, collectedDateTime, ctx.user)).resource();
    });
  }
}
