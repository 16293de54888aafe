import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { RecordPatientPayment } from '@orderly/contracts';
import { AnswerOf, centsOf, Clock } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Invoice } from '../invoice';

@CommandHandler(RecordPatientPayment)
export class RecordPatientPaymentHandler implements ICommandHandler<RecordPatientPayment> {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data }: RecordPatientPayment): Promise<AnswerOf<RecordPatientPayment>> {
    return this.db.write(ctx, async (tx) => {
      const invoice = await tx.get(Invoice, data.invoiceId);
      const { reference, amount } = data;
      return tx.save(invoice, ...invoice.pay(reference, centsOf(amount), ctx.user, this.clock.now())).resource();
    });
  }
}
