import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListAnalysers } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database, ReadTx } from '@orderly/platform/persistence';
import { Analyser } from '../analyser';

@QueryHandler(ListAnalysers)
export class ListAnalysersHandler implements IQueryHandler<ListAnalysers> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListAnalysers): Promise<AnswerOf<ListAnalysers>> {
    return this.db.read(ctx, async (tx) => {
      const page = await tx.list(Analyser, { equal: {}, by: 'name', direction: 'asc', ...data });
      const last = new Map((await latest(tx, page.items)).map(({ id, at }) => [id, at]));
      return { ...page, items: page.items.map((one) => ({ ...one.resource(), lastMessageAt: last.get(one.id) })) };
    });
  }
}

/** When each of them that ever did has sent something last. */
const latest = (tx: ReadTx, analysers: readonly Analyser[]): Promise<{ id: string; at: string }[]> =>
  tx.query(
    `select a.id, m.at from unnest($2::uuid[]) a(id) cross join lateral (
       select max(received_at) as at from lab_message where tenant = $1 and analyser_id = a.id) m where m.at is not null`,
    [tx.ctx.tenant, analysers.map(({ id }) => id)],
  );
