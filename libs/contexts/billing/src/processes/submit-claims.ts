import { Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand, Tx } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import {
  ClaimAcknowledgment,
  NotExpressible,
  readClaimAcknowledgments,
  readImplementationAcknowledgments,
  readInterchangeAcknowledgments,
  validate,
  writeClaims,
} from '@orderly/standards/x12';
import { Claim } from '../claim';
import { Clearinghouse, ReceivedFile, submitterIdOf, Unintelligible } from '../clearinghouse';
import { BillingProvider } from '../fee-schedule';
import { Interchange } from '../interchange';
import { acknowledge, asOf, releaseReplacement, sendAgain } from './acknowledge';
import { COLLECT_FILES } from './errand-kinds';
import { losesSomething } from './process-interchange';

/** What a clearinghouse says of a file at once. */
interface Answer {
  /** Absent: the file was understood. */
  readonly rejected?: string;
  readonly acknowledgments: readonly ClaimAcknowledgment[];
}

interface ToBeSent {
  readonly claims: readonly Claim[];
  readonly controlNumber: number;
  /** Absent: nothing is to be sent, or it cannot be written. */
  readonly text?: string;
  readonly fault?: NotExpressible;
}

/** Sends the claims of one payer in one file, outside any transaction; a claim sent twice is one claim there, by CLM01. */
@Injectable()
export class SubmitClaims implements ErrandHandler {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly clearinghouse: Clearinghouse,
  ) {}

  async run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    this.clearinghouse.requireAvailable();
    const { claims, controlNumber, text, fault } = await this.toBeSent(errands, ctx);
    // Of several claims each is tried alone, so that only the one is turned back that has something X12 cannot say.
    if (fault && errands.length > 1) throw fault;
    if (fault) return this.turnBack(errands, ctx, fault.message);
    if (!text) return this.db.write(ctx, async (tx) => tx.finish(errands));
    const { files, answer } = await this.clearinghouse
      .submit(ctx.tenant, text, (received) => answerOf(received, controlNumber))
      .catch((error: unknown) => this.keepUnintelligible(error, errands, ctx, controlNumber));
    await this.db.write(ctx, async (tx) => {
      this.keep(tx, files, controlNumber);
      const locked = await tx.lockAll(
        Claim,
        claims.map(({ id }) => id),
      );
      for (const claim of locked) await this.note(tx, claim, answer, controlNumber);
      tx.finish(errands);
      tx.errand(COLLECT_FILES, ctx.tenant);
    });
  }

  /** Whether the claims were taken is not known: they are sent again, and deduplicated by CLM01. The first such answer is kept. */
  private async keepUnintelligible(
    error: unknown,
    errands: readonly TakenErrand[],
    ctx: Ctx,
    controlNumber: number,
  ): Promise<never> {
    if (error instanceof Unintelligible && errands.some(({ attempts }) => attempts === 1))
      await this.db.write(ctx, async (tx) => this.keep(tx, error.files, controlNumber, 'no-acknowledgment'));
    throw error;
  }

  private turnBack(errands: readonly TakenErrand[], ctx: Ctx, reason: string): Promise<void> {
    return this.db.write(ctx, async (tx) => {
      for (const { id } of errands) {
        const claim = await tx.get(Claim, id);
        asOf(tx, claim).save(claim, ...claim.notExpressible(reason, this.clock.now()));
        await releaseReplacement(tx, claim);
      }
      tx.finish(errands);
    });
  }

  /** The number comes from a sequence: one that was taken and not used leaves a gap, which X12 allows. */
  private toBeSent(errands: readonly TakenErrand[], ctx: Ctx): Promise<ToBeSent> {
    return this.db.write(ctx, async (tx) => {
      const rows = await tx.rowsOf(
        Claim,
        errands.map(({ id }) => id),
      );
      const claims = rows.filter(({ isToBeSent }) => isToBeSent);
      const [row] = await tx.query<{ n: number }>(`select nextval('interchange_number') as n`);
      const [provider] = await tx.rowsOf(BillingProvider, [ctx.tenant]);
      const controlNumber = row?.n as number;
      if (claims.length === 0 || !provider) return { claims, controlNumber };
      try {
        const text = this.fileOf(provider, claims, controlNumber);
        await this.disclose(tx, claims);
        return { claims, controlNumber, text };
      } catch (fault) {
        if (fault instanceof NotExpressible) return { claims, controlNumber, fault };
        throw fault;
      }
    });
  }

  /** One entry in the audit trail for each transmission, not for each attempt at a clearinghouse that is away. */
  private async disclose(tx: Tx, claims: readonly Claim[]): Promise<void> {
    const disclosed = await tx.query<{ id: string; patientId: string }>(
      `update claim set disclosed = transmissions + 1
       where tenant = $1 and id = any($2) and disclosed <= transmissions returning id, patient_id as "patientId"`,
      [tx.ctx.tenant, claims.map(({ id }) => id)],
    );
    for (const { id, patientId } of disclosed) tx.audit('E', 'Claim', id, patientId);
  }

  private fileOf({ tenant, enrolment }: BillingProvider, claims: readonly Claim[], controlNumber: number): string {
    const submitter = { name: enrolment.name, id: submitterIdOf(tenant), telephone: enrolment.telephone };
    const receiver = { name: 'CLEARINGHOUSE', id: 'CLEARINGHOUSE' };
    const envelope = {
      senderId: submitter.id,
      receiverId: receiver.id,
      controlNumber,
      createdAt: this.clock.now(),
      usage: 'P' as const,
    };
    return writeClaims({ envelope, submitter, receiver, claims: claims.map(({ document }) => document) });
  }

  /** Every answer as it came. One with a fault, also beside a good 999, is refused, so that somebody sees what was not taken. */
  private keep(tx: Tx, files: readonly ReceivedFile[], controlNumber: number, refused?: string): void {
    for (const [index, { name, content }] of files.entries()) {
      const kept = Interchange.receive(
        tx.ctx.tenant,
        { name: `${controlNumber}/${index + 1}/${name}`, text: content },
        this.clock.now(),
        this.keyring,
      );
      const fault = validate(content).find(losesSomething);
      const reason = refused ?? (fault && `${fault.segment || 'envelope'} ${fault.code}`);
      if (reason) kept.refuse('unknown', reason);
      else kept.processed('acknowledgment');
      tx.save(kept);
    }
  }

  private async note(tx: Tx, claim: Claim, { rejected, acknowledgments }: Answer, controlNumber: number): Promise<void> {
    const now = this.clock.now();
    const caused = asOf(tx, claim);
    claim.sentIn(controlNumber);
    if (rejected) {
      caused.save(claim, ...claim.transmissionRejected(rejected, now));
      return sendAgain(tx, claim);
    }
    caused.save(claim, ...claim.submitted(now));
    const said = acknowledgments.find(({ claimControlNumber }) => claimControlNumber === claim.claimControlNumber);
    if (said) await acknowledge(tx, claim, said, now);
  }
}

/** Undefined when nothing in the answer speaks about our file. */
function answerOf(files: readonly ReceivedFile[], controlNumber: number): Answer | undefined {
  const texts = files.map(({ content }) => content);
  const refusal = texts
    .flatMap((text) => readInterchangeAcknowledgments(text).acknowledgments)
    .find((ta1) => ta1.controlNumber === controlNumber && ta1.code === 'R');
  if (refusal) return { rejected: `TA1:${refusal.note}`, acknowledgments: [] };
  const understood = texts
    .flatMap((text) => readImplementationAcknowledgments(text).acknowledgments)
    .find(({ groupControlNumber }) => groupControlNumber === controlNumber);
  if (!understood) return undefined;
  if (understood.code === 'R') return { rejected: '999:R', acknowledgments: [] };
  return {
    acknowledgments: texts.flatMap((text) => readClaimAcknowledgments(text).acknowledgments.flatMap(({ claims }) => claims)),
  };
}
