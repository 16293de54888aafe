import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetInvoice } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Invoice } from '../invoice';

@QueryHandler(GetInvoice)
export class GetInvoiceHandler implements IQueryHandler<GetInvoice> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetInvoice): Promise<AnswerOf<GetInvoice>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Invoice, data.invoiceId)).resource());
  }
}
