import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListInterchanges } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';

type Row = AnswerOf<ListInterchanges>['items'][number];

/** Without the sealed texts, which may be large. */
const SELECT = `select id, version, name, status, content, reason, received_at as "receivedAt" from interchange`;

@QueryHandler(ListInterchanges)
export class ListInterchangesHandler implements IQueryHandler<ListInterchanges> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListInterchanges): Promise<AnswerOf<ListInterchanges>> {
    const { status, limit, cursor } = data;
    return this.db.read(ctx, async (tx) => {
      const page = await tx.page<Row>({
        select: SELECT,
        where: status ? ['tenant = $1', 'status = $2'] : ['tenant = $1'],
        values: status ? [ctx.tenant, status] : [ctx.tenant],
        by: { column: 'received_at', property: 'receivedAt' },
        direction: 'asc',
        limit,
        cursor,
      });
      return { ...page, items: page.items.map((row) => ({ ...row, reason: row.reason ?? undefined })) };
    });
  }
}
