import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RegisterPractitioner } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Practitioner } from '../practitioner';

@CommandHandler(RegisterPractitioner)
export class RegisterPractitionerHandler implements ICommandHandler<RegisterPractitioner> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: RegisterPractitioner): Promise<AnswerOf<RegisterPractitioner>> {
    return this.db.write(ctx, async (tx) => {
      const [practitioner, registered] = Practitioner.register(data);
      return tx.save(practitioner, registered).resource();
    });
  }
}
