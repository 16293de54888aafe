import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetAccount } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Account } from '../account';
import { ChargeItem } from '../charge-item';

@QueryHandler(GetAccount)
export class GetAccountHandler implements IQueryHandler<GetAccount> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetAccount): Promise<AnswerOf<GetAccount>> {
    return this.db.read(ctx, async (tx) => {
      const account = await tx.get(Account, data.accountId);
      const charges = await tx.rowsOf(ChargeItem, [account.id], 'accountId');
      return account.resource(charges.sort((a, b) => a.sequence - b.sequence));
    });
  }
}
