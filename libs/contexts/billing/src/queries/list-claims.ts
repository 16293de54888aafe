import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListClaims } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Claim } from '../claim';

@QueryHandler(ListClaims)
export class ListClaimsHandler implements IQueryHandler<ListClaims> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListClaims): Promise<AnswerOf<ListClaims>> {
    return this.db.read(ctx, async (tx) => {
      const { state, underpaid, claimControlNumber, accountId, limit, cursor } = data;
      const page = await tx.list(Claim, {
        equal: { state, underpaid, claimControlNumber, accountId },
        without: ['document', 'postings'],
        by: 'created',
        direction: 'asc',
        limit,
        cursor,
      });
      return { ...page, items: page.items.map((row) => row.summary()) };
    });
  }
}
