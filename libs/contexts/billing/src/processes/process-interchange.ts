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
  type Finding,
  Remittance as Payment,
  validate,
} from '@orderly/standards/x12';
import { Claim } from '../claim';
import { Interchange } from '../interchange';
import { payerKeyOf, Remittance } from '../remittance';
import { acknowledge, asOf, claimsNumbered, sendAgain } from './acknowledge';
import { POST_REMITTANCE } from './errand-kinds';

/**
 * Takes what a stored file says, in one transaction. A file with a set that cannot be read stays refused with a reason, beside what was
 * taken of it: nothing gets lost in silence, and to process it again changes nothing.
 */
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
    const { remittances } = readRemittances(text);
    const acknowledgments = readClaimAcknowledgments(text).acknowledgments.flatMap(({ claims }) => claims);
    const transmissions = readImplementationAcknowledgments(text).acknowledgments;
    const content = [remittances.length && '835', acknowledgments.length && '277CA', transmissions.length && '999']
      .filter(Boolean)
      .join('+');
    for (const payment of remittances) await this.receive(tx, payment);
    await this.acknowledge(tx, acknowledgments);
    for (const transmission of transmissions) await this.reject(tx, transmission);
    const fault = validate(text).find(losesSomething);
    if (fault) file.refuse(content || 'unknown', `${fault.segment || 'envelope'} ${fault.code}`);
    else if (content) file.processed(content);
    else file.refuse('unknown', 'nothing-of-ours');
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

  /** A late 999 R: the claims of that group are sent again, unless that was said before. */
  private async reject(tx: Tx, { code, groupControlNumber }: ImplementationAcknowledgment): Promise<void> {
    if (code !== 'R') return;
    const rows = await tx.rowsOf(Claim, [String(groupControlNumber)], 'groupControlNumber');
    for (const claim of await tx.lockAll(
      Claim,
      rows.map(({ id }) => id),
    )) {
      if (claim.state !== 'submitted') continue;
      asOf(tx, claim).save(claim, ...claim.transmissionRejected('999:R', this.clock.now()));
      sendAgain(tx, claim);
    }
  }
}

/** Notes of TA105 after which something of a file may be missing; the others are about elements of the ISA that nobody needs here. */
const NOTES_OF_LOSS = new Set(['001', '004', '018', '021', '022', '023', '024']);

/** Sums that are wrong are the remittance's business. */
export const losesSomething = ({ level, code }: Finding): boolean =>
  level !== 'balance' && (level !== 'interchange' || NOTES_OF_LOSS.has(code));
