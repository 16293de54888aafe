import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListPractitioners } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Practitioner } from '../practitioner';

@QueryHandler(ListPractitioners)
export class ListPractitionersHandler implements IQueryHandler<ListPractitioners> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data: { npi, limit, cursor } }: ListPractitioners): Promise<AnswerOf<ListPractitioners>> {
    return this.db.read(ctx, async (tx) => {
      const { items, next } = await tx.list(Practitioner, { equal: { npi }, by: 'family', direction: 'asc', limit, cursor });
      return { items: items.map((practitioner) => practitioner.resource()), next };
    });
  }
}
