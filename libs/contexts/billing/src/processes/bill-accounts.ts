import { Inject, Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand, Tx } from '@orderly/platform/persistence';
import { inSpan } from '@orderly/platform/telemetry';
import { Account } from '../account';
import { Cause, Claim } from '../claim';
import { documentOf, Reason, reasonToWait, sumOf } from '../draft-claim';
import { factsOf, Known } from '../facts';
import { Invoice } from '../invoice';
import { BillingOptions } from '../options';
import { takenOf } from './acknowledge';
import { BILL_ACCOUNT, SUBMIT_CLAIM, WATCH_OVERDUE } from './errand-kinds';

const DAY_MS = 86_400_000;
/** Facts of other contexts that are still on their way. */
const ON_ITS_WAY_MS = 5_000;
/** A payer that nobody knows so long after coding named it was mistyped: coding again names another. */
const NAMED_SINCE_MS = 60_000;

/**
 * The billing process. Every fact that a claim may wait for (finished, coded, order closed, charge captured) sends it to the account,
 * in whatever order they come; it bills the account when nothing is missing, and notes the reason otherwise.
 */
@Injectable()
export class BillAccounts implements ErrandHandler {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(BillingOptions) private readonly options: BillingOptions,
  ) {}

  async run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    await this.db.write(ctx, async (tx) => {
      // An account that is not there yet gets an errand of its own when its encounter is finished.
      const accounts = await tx.lockAll(
        Account,
        errands.map(({ id }) => id),
      );
      const trigger = new Map(errands.map((errand) => [errand.id, errand]));
      for (const known of await factsOf(tx, accounts))
        await this.consider(tx, known, trigger.get(known.account.id) as TakenErrand);
      tx.finish(errands);
    });
  }

  /** Builds the claim of a locked account anew after its last one was rejected; undefined: something is missing. */
  async again(tx: Tx, account: Account): Promise<Claim | undefined> {
    const [known] = (await factsOf(tx, [account])) as [Known];
    if (reasonToWait(known)) return undefined;
    const { correlationId, causationId, traceparent } = tx.ctx;
    const claimId = await this.claim(tx, known, { correlationId, causationId, traceparent });
    account.settle({ claimId });
    tx.save(account);
    return tx.get(Claim, claimId);
  }

  private async consider(tx: Tx, known: Known, trigger: TakenErrand): Promise<void> {
    const reason = reasonToWait(known);
    if (reason) this.wait(tx, known, reason);
    else await this.bill(tx, known, trigger);
  }

  private wait(tx: Tx, { account, payor }: Known, reason: Reason): void {
    const { isBillable, waitingFor, billingStatus } = account;
    const isNew = waitingFor !== reason;
    if (isNew || billingStatus === 'open') {
      account.waitFor(reason);
      tx.save(account);
    }
    if (account.isBillable && !isBillable) tx.errand(WATCH_OVERDUE, account.id, { afterMs: this.options.overdueDays * DAY_MS });
    const isFresh = Date.parse(this.clock.now()) - Date.parse(account.codedAt ?? account.start) < NAMED_SINCE_MS;
    if (mayStillCome(reason, { isNew, isOnItsWay: !payor && isFresh }))
      tx.errand(BILL_ACCOUNT, account.id, { afterMs: ON_ITS_WAY_MS });
  }

  /** In the trace of the request that placed the first order, linked to what came last. */
  private async bill(tx: Tx, known: Known, trigger: TakenErrand): Promise<void> {
    const { account, charges, order } = known;
    if (account.billed === account.captured && account.billed > 0) {
      if (account.goOn()) tx.save(account);
      return;
    }
    const traceparent = order?.traceparent ?? trigger.traceparent;
    await inSpan(
      'bill account',
      traceparent,
      async (traced) => {
        const cause = {
          correlationId: order?.correlationId ?? trigger.correlationId,
          causationId: trigger.causationId,
          traceparent: traced,
        };
        const caused = tx.as({ ...tx.ctx, ...cause });
        if (charges.length === 0) account.settle({});
        else if (account.coverage?.selfPay) account.settle({ invoiceId: this.invoice(caused, known) });
        else account.settle({ claimId: await this.claim(caused, known, cause) });
        caused.save(account);
      },
      [trigger.traceparent],
    );
  }

  private invoice(tx: Tx, { account, charges }: Known): string {
    const of = { accountId: account.id, patientId: account.patientId, reason: 'self-pay' as const };
    return tx.save(...Invoice.issue(of, sumOf(charges.slice(account.billed)), this.clock.now())).id;
  }

  /** The first claim of the encounter, or one that replaces the last taken one (CLM05-3 7) with everything captured so far. */
  private async claim(tx: Tx, known: Known, cause: Cause): Promise<string> {
    const { account } = known;
    const last = account.claimIds.at(-1);
    const replaced = last ? await tx.get(Claim, last) : undefined;
    // Rejected claims were never taken: only when there is no other, the next one is an original again.
    const taken = replaced && (await takenOf(tx, replaced));
    const number = taken?.payerClaimControlNumber;
    const document = documentOf(known, {
      frequency: taken ? '7' : '1',
      ...(number && { payerClaimControlNumber: number }),
    });
    const of = { accountId: account.id, patientId: account.patientId, payorId: account.coverage?.payorId as string, cause };
    const claim = tx.save(...Claim.draft({ ...of, replaces: replaced?.id }, document, this.clock.now()));
    if (replaced) tx.save(replaced, replaced.replaceBy(claim.id, this.clock.now()));
    if (claim.isToBeSent) tx.errand(SUBMIT_CLAIM, claim.id, { group: claim.payorId });
    return claim.id;
  }
}

/** Whether to look again by ourselves: what is missing is on its way, or was said just now by somebody who did not see this account wait. */
function mayStillCome(reason: Reason, { isNew, isOnItsWay }: { isNew: boolean; isOnItsWay: boolean }): boolean {
  if (reason === 'no-price' || reason === 'no-npi') return isNew;
  return reason === 'no-patient' || (reason === 'no-payer-identifier' && isOnItsWay);
}
