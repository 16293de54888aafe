import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListAccounts } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Account } from '../account';

type Row = AnswerOf<ListAccounts>['items'][number];

/** Without coverage and diagnoses, which nobody needs to choose from a list. */
const SELECT = `select id, billing_status as "billingStatus", waiting_for as "waitingFor", patient_id as "patientId", class, start,
  overdue_since as "overdueSince" from account`;

@QueryHandler(ListAccounts)
export class ListAccountsHandler implements IQueryHandler<ListAccounts> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListAccounts): Promise<AnswerOf<ListAccounts>> {
    const { billingStatus, waitingFor, limit, cursor } = data;
    const equal = Object.entries({ tenant: ctx.tenant, billing_status: billingStatus, waiting_for: waitingFor }).filter(
      ([, value]) => value,
    );
    return this.db.read(ctx, async (tx) => {
      const page = await tx.page<Row>({
        select: SELECT,
        where: equal.map(([column], index) => `${column} = $${index + 1}`),
        values: equal.map(([, value]) => value),
        by: { column: 'start', property: 'start' },
        direction: 'asc',
        limit,
        cursor,
      });
      for (const patientId of new Set(page.items.map((row) => row.patientId))) tx.audit('R', Account.name, undefined, patientId);
      return { ...page, items: page.items.map(withoutNull) };
    });
  }
}

const withoutNull = ({ waitingFor, overdueSince, ...row }: Row): Row => ({
  ...row,
  waitingFor: waitingFor ?? undefined,
  overdueSince: overdueSince ?? undefined,
});
