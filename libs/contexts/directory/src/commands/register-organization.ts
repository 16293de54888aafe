import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RegisterOrganization } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Organization } from '../organization';

@CommandHandler(RegisterOrganization)
export class RegisterOrganizationHandler implements ICommandHandler<RegisterOrganization> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: RegisterOrganization): Promise<AnswerOf<RegisterOrganization>> {
    return this.db.write(ctx, async (tx) => {
      const [organization, registered] = Organization.register(data);
      return tx.save(organization, registered).resource();
    });
  }
}
