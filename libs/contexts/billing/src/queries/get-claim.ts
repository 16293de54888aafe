import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetClaim } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Claim } from '../claim';

@QueryHandler(GetClaim)
export class GetClaimHandler implements IQueryHandler<GetClaim> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetClaim): Promise<AnswerOf<GetClaim>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Claim, data.claimId)).resource());
  }
}
