import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetChart } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { ChartPatient } from '../views/chart-patient';

@QueryHandler(GetChart)
export class GetChartHandler implements IQueryHandler<GetChart> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetChart): Promise<AnswerOf<GetChart>> {
    return this.db.read(ctx, async (tx) => {
      const { id, ...rest } = await tx.get(ChartPatient, data.patientId);
      tx.audit('R', 'Patient', id, id);
      return { patientId: id, ...rest };
    });
  }
}
