import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetPractitioner } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Practitioner } from '../practitioner';

@QueryHandler(GetPractitioner)
export class GetPractitionerHandler implements IQueryHandler<GetPractitioner> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetPractitioner): Promise<AnswerOf<GetPractitioner>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Practitioner, data.practitionerId)).resource());
  }
}
