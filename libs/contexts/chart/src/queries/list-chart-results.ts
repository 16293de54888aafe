import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListChartResults } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { ChartResult } from '../views/chart-result';
import { namesOf } from '../views/person-name';

@QueryHandler(ListChartResults)
export class ListChartResultsHandler implements IQueryHandler<ListChartResults> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data: { patientId, limit, cursor } }: ListChartResults): Promise<AnswerOf<ListChartResults>> {
    return this.db.read(ctx, async (tx) => {
      tx.audit('R', 'Observation', undefined, patientId);
      const page = await tx.list(ChartResult, { equal: { patientId }, by: 'effectiveDateTime', limit, cursor });
      const nameOf = await namesOf(
        tx,
        page.items.map(({ verifiedBy }) => verifiedBy),
      );
      return { ...page, items: page.items.map((result) => ({ ...result, verifiedBy: nameOf(result.verifiedBy) })) };
    });
  }
}
