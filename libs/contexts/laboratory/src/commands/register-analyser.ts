import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { analyserRefuses, RegisterAnalyser } from '@orderly/contracts';
import { AnswerOf } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Analyser, claimSender } from '../analyser';

@CommandHandler(RegisterAnalyser)
export class RegisterAnalyserHandler implements ICommandHandler<RegisterAnalyser> {
  constructor(private readonly db: Database) {}

  execute({ ctx, data }: RegisterAnalyser): Promise<AnswerOf<RegisterAnalyser>> {
    return this.db.write(ctx, async (tx) => {
      const analyser = Analyser.register(data);
      if (!(await claimSender(tx, analyser))) throw analyserRefuses('sender-taken');
      return tx.save(analyser).resource();
    });
  }
}
