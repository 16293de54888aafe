import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListRemittances } from '@orderly/contracts';
import { AnswerOf, moneyOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';

type Row = Omit<AnswerOf<ListRemittances>['items'][number], 'paymentAmount'> & { cents: number };

/** Without the parts, of which there may be thousands. */
const SELECT = `select id, version, outcome, payer, trace_number as "traceNumber", cents, payment_date as "paymentDate",
  received_at as "receivedAt", unmatched from remittance`;

@QueryHandler(ListRemittances)
export class ListRemittancesHandler implements IQueryHandler<ListRemittances> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListRemittances): Promise<AnswerOf<ListRemittances>> {
    const { outcome, traceNumber, limit, cursor } = data;
    const equal = Object.entries({ tenant: ctx.tenant, outcome, trace_number: traceNumber }).filter(([, value]) => value);
    return this.db.read(ctx, async (tx) => {
      const page = await tx.page<Row>({
        select: SELECT,
        where: equal.map(([column], index) => `${column} = $${index + 1}`),
        values: equal.map(([, value]) => value),
        by: { column: 'received_at', property: 'receivedAt' },
        direction: 'asc',
        limit,
        cursor,
      });
      return { ...page, items: page.items.map(({ cents, ...row }) => ({ ...row, paymentAmount: moneyOf(cents) })) };
    });
  }
}
