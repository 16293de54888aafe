import { Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand, Tx } from '@orderly/platform/persistence';
import { inSpan } from '@orderly/platform/telemetry';
import { RemittanceClaim } from '@orderly/standards/x12';
import { Claim } from '../claim';
import { PayerContract } from '../fee-schedule';
import { Invoice } from '../invoice';
import { postingOf, Unmatched } from '../posting';
import { Remittance } from '../remittance';
import { asOf, claimsNumbered, releaseReplacement } from './acknowledge';
import { POST_REMITTANCE } from './errand-kinds';

/** Claims that are posted in one transaction. */
const MOST = 100;

/** Posts the parts of a payment to their claims, each once; what does not fit stays with the payment, with a reason. */
@Injectable()
export class PostRemittance implements ErrandHandler {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  async run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    const [{ id }] = errands as [TakenErrand];
    await this.db.write(ctx, async (tx) => {
      const remittance = await tx.get(Remittance, id);
      const { fresh } = remittance;
      const open = fresh.length > 0 ? fresh : await this.released(tx, remittance);
      await this.postTo(tx, remittance, open.slice(0, MOST));
      tx.finish(errands);
      // While fresh ones were posted, what the early ones wait for may have come.
      const mayGoOn = fresh.length > 0 && remittance.early.length > 0;
      if (open.length > MOST || mayGoOn) tx.errand(POST_REMITTANCE, id);
    });
  }

  private async postTo(tx: Tx, remittance: Remittance, parts: readonly [index: number, part: RemittanceClaim][]): Promise<void> {
    const claims = await claimsNumbered(
      tx,
      parts.map(([, part]) => part.claimControlNumber),
    );
    const expected = await expectations(tx, [...claims.values()]);
    for (const [index, part] of parts) {
      const claim = claims.get(part.claimControlNumber);
      const by = { remittance, payerId: remittance.payerId, expected: claim ? expected(claim) : 0 };
      const unmatched = claim ? await this.post(tx, claim, part, by) : 'unknown-claim';
      remittance.note(index, unmatched || !claim ? { unmatched: unmatched || 'unknown-claim' } : { claimId: claim.id });
    }
    if (parts.length > 0) tx.save(remittance);
  }

  /** Parts that came too early, and whose claim no longer waits: what they need has been posted since. */
  private async released(tx: Tx, remittance: Remittance): Promise<[index: number, part: RemittanceClaim][]> {
    const { id, early } = remittance;
    if (early.length === 0) return [];
    const numbers = early.map(([, { claimControlNumber }]) => claimControlNumber);
    const claims = await tx.query<{ number: string }>(
      `select claim_control_number as number from claim
       where tenant = $1 and claim_control_number = any($2) and not awaited_by::jsonb ? $3`,
      [tx.ctx.tenant, numbers, id],
    );
    const released = new Set(claims.map(({ number }) => number));
    return early.filter(([, { claimControlNumber }]) => released.has(claimControlNumber));
  }

  /**
   * Answers why it cannot be posted; undefined: it is. In the claim's trace, linked to the payment's. `payerId`: only to claims that were
   * sent to this payer.
   */
  async post(
    tx: Tx,
    claim: Claim,
    part: RemittanceClaim,
    by: { remittance: Remittance; payerId?: string; expected: number },
  ): Promise<Unmatched | undefined> {
    const { id: remittanceId, payer, traceNumber } = by.remittance;
    const now = this.clock.now();
    if (by.payerId && by.payerId !== claim.document.payer.id) return 'other-payer';
    const posting = postingOf(part, claim.total, { remittanceId, payer, traceNumber, now });
    if (typeof posting === 'string') return posting;
    const events = by.remittance.hasPosted(posting.key, claim.id)
      ? 'paid-already'
      : claim.post(posting, part.payerClaimControlNumber, by.expected);
    if (typeof events === 'string') {
      claim.heldFor(remittanceId);
      asOf(tx, claim).save(claim);
      return events;
    }
    if (events.length === 0) return undefined;
    const { traceparent } = claim.cause;
    await inSpan(
      'post payment',
      traceparent,
      async (traced) => {
        const caused = tx.as({ ...asOf(tx, claim).ctx, traceparent: traced });
        if (posting.kind === 'reversal') await this.cancelInvoice(caused, claim, now);
        else await this.billPatient(caused, claim, posting.patient, now);
        caused.save(claim, ...events);
        for (const waiting of claim.release()) caused.errand(POST_REMITTANCE, waiting);
        await releaseReplacement(caused, claim);
      },
      [tx.ctx.traceparent],
    );
    return undefined;
  }

  /** The patient is asked once for a claim: what was paid before the payer corrected itself counts. */
  private async billPatient(tx: Tx, claim: Claim, cents: number, now: string): Promise<void> {
    const { id: claimId, accountId, patientId, patientInvoiceId } = claim;
    if (patientInvoiceId) {
      const invoice = await tx.get(Invoice, patientInvoiceId);
      tx.save(invoice, ...invoice.adjust(Math.max(cents, 0), now));
      return;
    }
    if (cents <= 0) return;
    claim.patientInvoiceId = tx.save(
      ...Invoice.issue({ claimId, accountId, patientId, reason: 'patient-responsibility' }, cents, now),
    ).id;
  }

  private async cancelInvoice(tx: Tx, claim: Claim, now: string): Promise<void> {
    if (!claim.patientInvoiceId) return;
    const invoice = await tx.get(Invoice, claim.patientInvoiceId);
    tx.save(invoice, ...invoice.cancel(now));
    if (invoice.status === 'cancelled') claim.patientInvoiceId = undefined;
  }
}

/** What each claim's payer has agreed to pay, in cents, rounded up; 0 without a contract. */
export async function expectations(tx: Tx, claims: readonly Claim[]): Promise<(claim: Claim) => number> {
  const contracts = await tx.rowsOf(
    PayerContract,
    claims.map(({ payorId }) => payorId),
  );
  const percentOf = new Map(contracts.map(({ id, percentOfCharges }) => [id, percentOfCharges]));
  return ({ payorId, total }) => Math.ceil((total * (percentOf.get(payorId) ?? 0)) / 100);
}
