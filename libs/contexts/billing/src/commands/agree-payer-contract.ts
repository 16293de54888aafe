import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { AgreePayerContract } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database, make } from '@orderly/platform/persistence';
import { PayerContract } from '../fee-schedule';

@CommandHandler(AgreePayerContract)
export class AgreePayerContractHandler implements ICommandHandler<AgreePayerContract> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: AgreePayerContract): Promise<AnswerOf<AgreePayerContract>> {
    return this.db.write(ctx, async (tx) => {
      const contract = (await tx.find(PayerContract, data.payorId)) ?? make(PayerContract, { id: data.payorId });
      return tx.save(contract, contract.agree(data)).resource();
    });
  }
}
