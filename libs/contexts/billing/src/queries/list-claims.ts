import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ListClaims } from '@orderly/contracts';
import { AnswerOf, moneyOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Claim } from '../claim';

type Item = AnswerOf<ListClaims>['items'][number];
type Cents = Record<'total' | 'paid' | 'adjusted' | 'patient', number>;
type Row = Omit<Item, keyof Cents> & Cents;

/** Without the document and its up to 999 lines. */
const SELECT = `select id, version, state, state_reason as "stateReason", claim_control_number as "claimControlNumber", frequency,
  account_id as "accountId", patient_id as "patientId", payor_id as "payorId", created, total, paid, adjusted,
  patient_share as "patient", underpaid, payer_claim_control_number as "payerClaimControlNumber", replaces,
  replaced_by as "replacedBy" from claim`;

@QueryHandler(ListClaims)
export class ListClaimsHandler implements IQueryHandler<ListClaims> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: ListClaims): Promise<AnswerOf<ListClaims>> {
    const { state, underpaid, claimControlNumber, accountId, limit, cursor } = data;
    const columns = { tenant: ctx.tenant, state, underpaid, claim_control_number: claimControlNumber, account_id: accountId };
    const equal = Object.entries(columns).filter(([, value]) => value !== undefined);
    return this.db.read(ctx, async (tx) => {
      const page = await tx.page<Row>({
        select: SELECT,
        where: equal.map(([column], index) => `${column} = $${index + 1}`),
        values: equal.map(([, value]) => value),
        by: { column: 'created', property: 'created' },
        direction: 'asc',
        limit,
        cursor,
      });
      for (const patientId of new Set(page.items.map((row) => row.patientId))) tx.audit('R', Claim.name, undefined, patientId);
      return { ...page, items: page.items.map(itemOf) };
    });
  }
}

const itemOf = ({ total, paid, adjusted, patient, ...row }: Row): Item => ({
  ...row,
  stateReason: row.stateReason ?? undefined,
  payerClaimControlNumber: row.payerClaimControlNumber ?? undefined,
  replaces: row.replaces ?? undefined,
  replacedBy: row.replacedBy ?? undefined,
  total: moneyOf(total),
  paid: moneyOf(paid),
  adjusted: moneyOf(adjusted),
  patient: moneyOf(patient),
});
