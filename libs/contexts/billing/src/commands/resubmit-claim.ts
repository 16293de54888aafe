import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { claimsRefuses, ResubmitClaim } from '@orderly/contracts';
import { AnswerOf, refuses } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Account } from '../account';
import { Claim } from '../claim';
import { BillAccounts } from '../processes/bill-accounts';
import { SUBMIT_CLAIM } from '../processes/errand-kinds';

@CommandHandler(ResubmitClaim)
export class ResubmitClaimHandler implements ICommandHandler<ResubmitClaim> {
  constructor(
    private readonly db: Database,
    private readonly billing: BillAccounts,
  ) {}

  execute({ ctx, data }: ResubmitClaim): Promise<AnswerOf<ResubmitClaim>> {
    return this.db.write(ctx, async (tx) => {
      const [row] = await tx.rowsOf(Claim, [data.claimId]);
      if (!row) throw refuses('not-found');
      // First the account, then the claim: in the order in which billing locks them.
      const account = await tx.get(Account, row.accountId);
      const rejected = await tx.get(Claim, data.claimId);
      // Nobody has looked at it: the same claim goes out once more.
      if (rejected.isToBeSent && rejected.state === 'transmission-rejected') {
        tx.errand(SUBMIT_CLAIM, rejected.id, { group: rejected.id });
        return rejected.resource();
      }
      if (rejected.lacksNumber && data.payerClaimControlNumber) {
        rejected.replaceOf(data.payerClaimControlNumber);
        tx.errand(SUBMIT_CLAIM, rejected.id, { group: rejected.id });
        return tx.save(rejected).resource();
      }
      if (rejected.state !== 'rejected' || rejected.replacedBy) throw claimsRefuses('not-rejected');
      const claim = await this.billing.again(tx, account);
      if (!claim) throw claimsRefuses('not-billable');
      return claim.resource();
    });
  }
}
