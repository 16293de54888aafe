import { Injectable } from '@nestjs/common';
import { Clock, Ctx } from '@orderly/kernel';
import { ErrandHandler } from '@orderly/platform/messaging';
import { Database, TakenErrand, Tx } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import {
  ClaimAcknowledgment,
  ImplementationAcknowledgment,
  readClaimAcknowledgments,
  readImplementationAcknowledgments,
  readRemittances,
  Remittance as Payment,
} from '@orderly/standards/x12';
import { Claim } from '../claim';
import { Interchange } from '../interchange';
import { payerKeyOf, Remittance } from '../remittance';
import { acknowledge, asOf, claimsNumbered } from './acknowledge';
import { POST_REMITTANCE, SUBMIT_CLAIM } from './errand-kinds';

/** Takes what a stored file says, or refuses the file with a reason; one transaction, so that no file is half taken. */
@Injectable()
export class ProcessInterchange implements ErrandHandler {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
  ) {}

  async run(errands: readonly TakenErrand[], ctx: Ctx): Promise<void> {
    const [{ id }] = errands as [TakenErrand];
    await this.db.write(ctx, async (tx) => {
      const file = await tx.get(Interchange, id);
      if (file.status === 'received') {
        await this.take(tx, file);
        tx.save(file);
      }
      tx.finish(errands);
    });
  }

  private async take(tx: Tx, file: Interchange): Promise<void> {
    const text = file.open(this.keyring);
    const { remittances, faults } = readRemittances(text);
    const acknowledgments = readClaimAcknowledgments(text).acknowledgments.flatMap(({ claims }) => claims);
    const transmissions = readImplementationAcknowledgments(text).acknowledgments;
    const content = [remittances.length && '835', acknowledgments.length && '277CA', transmissions.length && '999']
      .filter(Boolean)
      .join('+');
    if (!content)
      return file.refuse('unknown', faults[0] ? `${faults[0].segment || 'envelope'} ${faults[0].code}` : 'nothing-of-ours');
    for (const payment of remittances) await this.receive(tx, payment);
    await this.acknowledge(tx, acknowledgments);
    for (const transmission of transmissions) await this.reject(tx, transmission);
    file.processed(content);
  }

  /** The same payment in another file leads to the remittance that is there. */
  private async receive(tx: Tx, payment: Payment): Promise<void> {
    const rows = await tx.rowsOf(Remittance, [payment.traceNumber], 'traceNumber');
    const known = rows.find(({ payer, cents }) => payer === payerKeyOf(payment) && cents === payment.cents);
    if (known) {
      const remittance = await tx.get(Remittance, known.id);
      remittance.receiveAgain(payment);
      tx.save(remittance);
      tx.errand(POST_REMITTANCE, remittance.id);
    } else tx.errand(POST_REMITTANCE, tx.save(...Remittance.receive(payment, this.clock.now())).id);
  }

  private async acknowledge(tx: Tx, acknowledgments: readonly ClaimAcknowledgment[]): Promise<void> {
    const claims = await claimsNumbered(
      tx,
      acknowledgments.map(({ claimControlNumber }) => claimControlNumber),
    );
    for (const said of acknowledgments) {
      const claim = claims.get(said.claimControlNumber);
      if (claim) await acknowledge(tx, claim, said, this.clock.now());
    }
  }

  /** A late 999 R: the claims of that group are sent again. */
  private async reject(tx: Tx, { code, groupControlNumber }: ImplementationAcknowledgment): Promise<void> {
    if (code !== 'R') return;
    const rows = await tx.rowsOf(Claim, [String(groupControlNumber)], 'groupControlNumber');
    for (const claim of await tx.lockAll(
      Claim,
      rows.map(({ id }) => id),
    )) {
      asOf(tx, claim).save(claim, ...claim.transmissionRejected('999:R', this.clock.now()));
      if (claim.isToBeSent) asOf(tx, claim).errand(SUBMIT_CLAIM, claim.id, { group: claim.payorId });
    }
  }
}
