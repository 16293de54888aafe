import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { GetMe } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { permissionsOf, User } from '../user';

@QueryHandler(GetMe)
export class GetMeHandler implements IQueryHandler<GetMe> {
  constructor(private readonly db: Database) {}

  execute({ ctx }: GetMe): Promise<AnswerOf<GetMe>> {
    return this.db.read(ctx, async (tx) => {
      const { id, tenant, displayName, roles } = await tx.get(User, ctx.user);
      return { id, tenantId: tenant, displayName, roles, permissions: permissionsOf(roles) };
    });
  }
}
