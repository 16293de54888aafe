import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListTimeline } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { TimelineEntry } from '../views/timeline';

@QueryHandler(ListTimeline)
export class ListTimelineHandler implements IQueryHandler<ListTimeline> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data: { patientId, limit, cursor } }: ListTimeline): Promise<AnswerOf<ListTimeline>> {
    return this.db.read(ctx, async (tx) => {
      tx.audit('R', 'Timeline', undefined, patientId);
      return tx.list(TimelineEntry, { equal: { patientId }, by: 'at', limit, cursor });
    });
  }
}
