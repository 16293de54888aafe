import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { ReceiveSpecimen } from '@orderly/contracts';
import { AnswerOf, Clock, newId } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Delivery } from '../deliver';
import { LabTask } from '../lab-task';

@CommandHandler(ReceiveSpecimen)
export class ReceiveSpecimenHandler implements ICommandHandler<ReceiveSpecimen> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly delivery: Delivery,
  ) {}

  execute({ ctx, data }: ReceiveSpecimen): Promise<AnswerOf<ReceiveSpecimen>> {
    return this.db.write(ctx, async (tx) => {
      const { accessionNumber = accessionNumberOf(newId()), receivedTime = this.clock.now() } = data;
      const numbers = [data.taskId, accessionNumber];
      const [, waiting, task] = await Promise.all([
        this.delivery.lock(tx, numbers),
        this.delivery.waiting(tx, numbers),
        tx.expect(LabTask, data.taskId),
      ]);
      tx.save(task, task.receive(accessionNumber, receivedTime));
      await this.delivery.release(tx, waiting);
      return task.resource();
    });
  }
}

/** From the random part of an id: no counter that the laboratory would queue for. */
const accessionNumberOf = (id: string) =>
  `L${BigInt(`0x${id.replaceAll('-', '').slice(-13)}`)
    .toString(36)
    .toUpperCase()
    .padStart(11, '0')}`;
