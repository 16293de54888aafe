import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetOrganization } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Organization } from '../organization';

@QueryHandler(GetOrganization)
export class GetOrganizationHandler implements IQueryHandler<GetOrganization> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetOrganization): Promise<AnswerOf<GetOrganization>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Organization, data.organizationId)).resource());
  }
}
