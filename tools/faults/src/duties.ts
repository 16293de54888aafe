import { INestApplicationContext } from '@nestjs/common';
import { Contexts, Lag } from '@orderly/platform/messaging';
import { Account as AccountRow, person } from '@orderly/platform/testing';
import { Account, Duty } from './task';

/** Carries out what a row asks of a worker beside its role. */
export function carryOutDuty(app: INestApplicationContext, duty: Duty): Promise<unknown> {
  switch (duty.does) {
    case 'clock':
      return Promise.resolve(setClock(duty.aheadMs));
    case 'retention':
      return removeOld(app);
    case 'lag':
      return app.get(Lag).report();
    case 'post-once':
      return postOnce(app, duty.account, duty.key);
  }
}

const RealDate = Date;
let ahead = 0;

/** What a process sees when somebody sets the clock of its machine: timers go on, the time of day is another. */
function setClock(aheadMs: number): void {
  ahead = aheadMs;
  if (globalThis.Date !== RealDate) return;
  globalThis.Date = class extends RealDate {
    constructor(...given: unknown[]) {
      super(...((given.length > 0 ? given : [RealDate.now() + ahead]) as [number]));
    }

    static override now(): number {
      return RealDate.now() + ahead;
    }
  } as DateConstructor;
}

async function removeOld(app: INestApplicationContext): Promise<number> {
  const removed = await Promise.all(app.get(Contexts).running.map(({ retention }) => retention.run()));
  return removed.reduce((sum, each) => sum + each, 0);
}

function postOnce(app: INestApplicationContext, { tenant, id }: Account, key: string): Promise<number> {
  const ledger = app.get(Contexts).running.find(({ definition }) => definition.context === 'ledger');
  if (!ledger) throw new Error('this worker has no ledger');
  // A key belongs to a user.
  const ctx = person(tenant, { user: tenant, idempotency: { key, fingerprint: key } });
  return ledger.db.write(ctx, async (tx) => {
    const account = await tx.get(AccountRow, id);
    tx.save(account, account.post(1));
    return account.version;
  });
}
