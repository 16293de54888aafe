import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListInvoices } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Invoice } from '../invoice';

@QueryHandler(ListInvoices)
export class ListInvoicesHandler implements IQueryHandler<ListInvoices> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListInvoices): Promise<AnswerOf<ListInvoices>> {
    return this.db.read(ctx, async (tx) => {
      const { status, reason, patientId, limit, cursor } = data;
      const page = await tx.list(Invoice, {
        equal: { status, reason, patientId },
        by: 'issued',
        direction: 'asc',
        limit,
        cursor,
      });
      return { ...page, items: page.items.map((row) => row.resource()) };
    });
  }
}
