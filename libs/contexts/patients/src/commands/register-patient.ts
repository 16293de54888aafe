import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RegisterPatient } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Patient } from '../patient';

@CommandHandler(RegisterPatient)
export class RegisterPatientHandler implements ICommandHandler<RegisterPatient> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: RegisterPatient): Promise<AnswerOf<RegisterPatient>> {
    return this.db.write(ctx, async (tx) => {
      const [patient, registered] = Patient.register(data);
      return tx.save(patient, registered).resource();
    });
  }
}
