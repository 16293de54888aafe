import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { ImportInterchange } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { Interchange } from '../interchange';
import { PROCESS_INTERCHANGE } from '../processes/errand-kinds';

@CommandHandler(ImportInterchange)
export class ImportInterchangeHandler implements ICommandHandler<ImportInterchange> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  execute({ ctx, data }: ImportInterchange): Promise<AnswerOf<ImportInterchange>> {
    return this.db.write(ctx, async (tx) => {
      const file = tx.save(Interchange.receive(ctx.tenant, data, this.clock.now(), this.keyring));
      tx.errand(PROCESS_INTERCHANGE, file.id);
      return file.resource();
    });
  }
}
