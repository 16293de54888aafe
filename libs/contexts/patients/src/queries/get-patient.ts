import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetPatient } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Patient } from '../patient';

@QueryHandler(GetPatient)
export class GetPatientHandler implements IQueryHandler<GetPatient> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: GetPatient): Promise<AnswerOf<GetPatient>> {
    return this.db.read(ctx, async (tx) => (await tx.get(Patient, data.patientId)).resource());
  }
}
