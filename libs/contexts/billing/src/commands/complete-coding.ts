import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { CompleteCoding } from '@orderly/contracts';
import { AnswerOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Account } from '../account';
import { ChargeItem } from '../charge-item';
import { Claim } from '../claim';
import { BILL_ACCOUNT } from '../processes/errand-kinds';

@CommandHandler(CompleteCoding)
export class CompleteCodingHandler implements ICommandHandler<CompleteCoding> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: CompleteCoding): Promise<AnswerOf<CompleteCoding>> {
    return this.db.write(ctx, async (tx) => {
      const account = await tx.expect(Account, data.accountId);
      const charges = await tx.rowsOf(ChargeItem, [account.id], 'accountId');
      const [last] = await tx.rowsOf(Claim, account.claimIds.slice(-1));
      tx.save(account, account.code(data, this.clock.now(), last?.state === 'rejected'));
      tx.errand(BILL_ACCOUNT, account.id);
      return account.resource(charges);
    });
  }
}
