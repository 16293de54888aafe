import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { billingRefuses, CaptureCharges } from '@orderly/contracts';
import { AnswerOf, centsOf } from '@orderly/kernel';
import { Database, Tx } from '@orderly/platform/persistence';
import { Account } from '../account';
import { ChargeItem, NewCharge } from '../charge-item';
import { pricesOf } from '../facts';
import { isPrice } from '../fee-schedule';
import { BILL_ACCOUNT } from '../processes/errand-kinds';

@CommandHandler(CaptureCharges)
export class CaptureChargesHandler implements ICommandHandler<CaptureCharges> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: CaptureCharges): Promise<AnswerOf<CaptureCharges>> {
    return this.db.write(ctx, async (tx) => {
      const account = await tx.expect(Account, data.accountId);
      const { id: accountId, patientId } = account;
      const before = account.captured > 0 ? await tx.rowsOf(ChargeItem, [accountId], 'accountId') : [];
      const fresh = await this.fresh(tx, account, data.charges);
      const priced = await pricesOf(
        tx,
        fresh.filter(({ priceOverride }) => !priceOverride).map(({ code }) => code.code),
      );
      const first = account.reserve(fresh.length);
      const captured = fresh.map((charge, index) => {
        const net = charge.priceOverride ? centsOf(charge.priceOverride) : priced(charge);
        if (net !== undefined && !isPrice(net))
          throw billingRefuses('not-a-price', { pointer: `/charges/${data.charges.indexOf(charge)}/quantity` });
        return tx.save(...ChargeItem.capture({ accountId, patientId, sequence: first + index }, charge, net));
      });
      // What comes after coding may be what the claim waits for, or replaces it.
      if (account.isCoded && captured.length > 0) tx.errand(BILL_ACCOUNT, accountId);
      tx.save(account);
      return account.resource([...before, ...captured]);
    });
  }

  /** Charges that are not there yet; each service reference once in the hospital. */
  private async fresh(tx: Tx, account: Account, charges: readonly NewCharge[]): Promise<NewCharge[]> {
    const rows = await tx.rowsOf(
      ChargeItem,
      charges.map(({ serviceReference }) => serviceReference),
      'serviceReference',
    );
    const known = new Map(rows.map((item) => [item.serviceReference, item]));
    const named = new Set<string>();
    return charges.filter((charge, index) => {
      const pointer = (field: string) => ({ pointer: `/charges/${index}/${field}` });
      if (charge.priceOverride && !isPrice(centsOf(charge.priceOverride)))
        throw billingRefuses('not-a-price', pointer('priceOverride'));
      const earlier = known.get(charge.serviceReference);
      if (named.has(charge.serviceReference) || (earlier && !earlier.isSame(account.id, charge)))
        throw billingRefuses('charge-exists', pointer('serviceReference'));
      named.add(charge.serviceReference);
      return !earlier;
    });
  }
}
