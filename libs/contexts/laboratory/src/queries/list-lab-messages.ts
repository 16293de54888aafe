import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListLabMessages } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';

type Row = AnswerOf<ListLabMessages>['items'][number];

/** Without the texts, which may be large. */
const SELECT = `select id, analyser_id as "analyserId", control_id as "controlId", received_at as "receivedAt", status, reason
  from lab_message`;

@QueryHandler(ListLabMessages)
export class ListLabMessagesHandler implements IQueryHandler<ListLabMessages> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListLabMessages): Promise<AnswerOf<ListLabMessages>> {
    const { status, limit, cursor } = data;
    return this.db.read(ctx, (tx) =>
      tx.page<Row>({
        select: SELECT,
        where: status ? ['tenant = $1', 'status = $2'] : ['tenant = $1'],
        values: status ? [ctx.tenant, status] : [ctx.tenant],
        by: { column: 'received_at', property: 'receivedAt' },
        direction: 'asc',
        limit,
        cursor,
      }),
    );
  }
}
