import { Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand } from '@orderly/platform/persistence';
import { Account } from '../account';

/** Care is complete for days: whatever is not billed now becomes a fact that nobody can overlook. */
@Injectable()
export class WatchOverdue implements ErrandHandler {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    await this.db.write(ctx, async (tx) => {
      for (const account of await tx.lockAll(
        Account,
        errands.map(({ id }) => id),
      ))
        tx.save(account, ...account.overdue(this.clock.now()));
      tx.finish(errands);
    });
  }
}
