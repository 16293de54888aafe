import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetInterchange } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { Interchange } from '../interchange';

@QueryHandler(GetInterchange)
export class GetInterchangeHandler implements IQueryHandler<GetInterchange> {
  constructor(
    private readonly db: Database,
    private readonly keyring: Keyring,
  ) {}

  execute({ ctx, data }: GetInterchange): Promise<AnswerOf<GetInterchange>> {
    return this.db.read(ctx, async (tx) => {
      const file = await tx.get(Interchange, data.interchangeId);
      return { ...file.resource(), text: file.open(this.keyring) };
    });
  }
}
