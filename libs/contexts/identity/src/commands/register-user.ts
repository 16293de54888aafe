import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RegisterUser } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { hashPassword } from '@orderly/platform/security';
import { checkGrantable, User } from '../user';

@CommandHandler(RegisterUser)
export class RegisterUserHandler implements ICommandHandler<RegisterUser> {
  constructor(private readonly db: Database) {}

  async execute({ ctx, data: { password, ...newUser } }: RegisterUser): Promise<AnswerOf<RegisterUser>> {
    checkGrantable(newUser.roles);
    // Outside the transaction: a connection is not held while the hash takes its time.
    const passwordHash = await hashPassword(password);
    return this.db.write(ctx, async (tx) => {
      const [user, registered] = User.register({ ...newUser, passwordHash });
      return tx.save(user, registered).resource();
    });
  }
}
