import { Tx } from '@orderly/platform/persistence';
import { BILL_ACCOUNT } from './errand-kinds';

const MOST = 10_000;

/** Something that accounts waited for is there; more than ten thousand of them are looked at by the next such change. */
export async function reconsider(tx: Tx, waitingFor: 'no-price' | 'no-npi'): Promise<void> {
  const waiting = await tx.query<{ id: string }>(
    `select id from account where tenant = $1 and waiting_for = $2 order by start, id limit $3`,
    [tx.ctx.tenant, waitingFor, MOST],
  );
  for (const { id } of waiting) tx.errand(BILL_ACCOUNT, id);
}
