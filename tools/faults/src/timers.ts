import { Inject, Injectable } from '@nestjs/common';
import { Ctx } from '@orderly/kernel';
import { ContextDefinition, ErrandHandler, errands } from '@orderly/platform/messaging';
import { Database, TakenErrand } from '@orderly/platform/persistence';
import { Account, ledger } from '@orderly/platform/testing';

export const TIMER = 'remind';
/** Of an account whose timer has not come yet; anything else: there is nothing to remind of any more. */
export const WAITING = 'waiting';
/** Much longer than a run takes, and short enough to see what becomes of the errands of a worker that was killed. */
const LEASE_MS = 3_000;

/** What a process across contexts does when its time has come: a posting, once, unless the account has moved on. */
@Injectable()
export class RemindAccounts implements ErrandHandler {
  constructor(@Inject(Database) private readonly db: Database) {}

  async run(taken: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    await this.db.write(ctx, async (tx) => {
      const accounts = await tx.lockAll(
        Account,
        taken.map(({ id }) => id),
      );
      for (const account of accounts.filter(({ label }) => label === WAITING)) {
        account.label = 'reminded';
        tx.save(account, account.post(1));
      }
      tx.finish(taken);
    });
  }
}

/** The ledger with timers. */
export const remindingLedger: ContextDefinition = {
  ...ledger,
  views: [],
  errands: [errands(TIMER, RemindAccounts, { most: 10, leaseMs: LEASE_MS })],
};
