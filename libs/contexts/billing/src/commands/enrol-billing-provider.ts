import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { EnrolBillingProvider } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database, make } from '@orderly/platform/persistence';
import { BillingProvider } from '../fee-schedule';
import { reconsider } from '../processes/reconsider';

@CommandHandler(EnrolBillingProvider)
export class EnrolBillingProviderHandler implements ICommandHandler<EnrolBillingProvider> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: EnrolBillingProvider): Promise<AnswerOf<EnrolBillingProvider>> {
    return this.db.write(ctx, async (tx) => {
      const provider = (await tx.find(BillingProvider, ctx.tenant)) ?? make(BillingProvider, { id: ctx.tenant });
      await reconsider(tx, 'no-npi');
      return tx.save(provider, provider.enrol(data)).resource();
    });
  }
}
