import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListAccounts } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Account } from '../account';

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListAccounts): Promise<AnswerOf<ListAccounts>> {
    return this.db.read(ctx, async (tx) => {
      const { billingStatus, waitingFor, limit, cursor } = data;
      return tx.list(Account, {
        equal: { billingStatus, waitingFor },
        without: ['coverage', 'diagnosis', 'orderIds'],
        by: 'start',
        direction: 'asc',
        limit,
        cursor,
      });
    });
  }
}
