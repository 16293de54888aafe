import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListOrganizations } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Organization } from '../organization';

@QueryHandler(ListOrganizations)
export class ListOrganizationsHandler implements IQueryHandler<ListOrganizations> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data: { npi, limit, cursor } }: ListOrganizations): Promise<AnswerOf<ListOrganizations>> {
    return this.db.read(ctx, async (tx) => {
      const { items, next } = await tx.list(Organization, { equal: { npi }, by: 'name', direction: 'asc', limit, cursor });
      return { items: items.map((organization) => organization.resource()), next };
    });
  }
}
