import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetRemittance } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Remittance } from '../remittance';

@QueryHandler(GetRemittance)
export class GetRemittanceHandler implements IQueryHandler<GetRemittance> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetRemittance): Promise<AnswerOf<GetRemittance>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Remittance, data.remittanceId)).resource());
  }
}
