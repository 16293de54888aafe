import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { MatchPayment, remittancesRefuses } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Claim } from '../claim';
import { expectations, PostRemittance } from '../processes/post-remittance';
import { Remittance } from '../remittance';

@CommandHandler(MatchPayment)
export class MatchPaymentHandler implements ICommandHandler<MatchPayment> {
  constructor(
    private readonly db: Database,
    private readonly posting: PostRemittance,
  ) {}

  execute({ ctx, data }: MatchPayment): Promise<AnswerOf<MatchPayment>> {
    return this.db.write(ctx, async (tx) => {
      const { remittanceId, sequence, claimId } = data;
      const remittance = await tx.get(Remittance, remittanceId);
      const part = remittance.unmatchedPart(sequence);
      const claim = await tx.get(Claim, claimId);
      // Without the payer's number: that another payer pays for a claim is what somebody decides here.
      const expected = (await expectations(tx, [claim]))(claim);
      if (await this.posting.post(tx, claim, part, { remittance, expected })) throw remittancesRefuses('does-not-match');
      remittance.note(sequence - 1, { claimId });
      return tx.save(remittance).resource();
    });
  }
}
