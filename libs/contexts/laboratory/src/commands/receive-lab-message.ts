import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { Acknowledgment, ReceiveLabMessage } from '@orderly/contracts';
import { AnswerOf, Clock, refuses } from '@orderly/kernel';
import { Database, isAway, isLostRace, Tx } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { isFault, MessageHeader, readHeader } from '@orderly/standards/hl7v2';
import { Analyser, analyserOf } from '../analyser';
import { Delivery } from '../deliver';
import { LabMessage } from '../lab-message';
import { keepNobodysMessage } from '../nobodys-message';

/**
 * Stores the message and enters it in one transaction, under the tenant that the sender leads to. Messages of one analyser queue up
 * behind its row, so that the second of two equal ones finds the first.
 */
@CommandHandler(ReceiveLabMessage)
export class ReceiveLabMessageHandler implements ICommandHandler<ReceiveLabMessage> {
  constructor(
    private readonly db: Database,
    private readonly delivery: Delivery,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  execute({ ctx, data: { text, certificateSubject } }: ReceiveLabMessage): Promise<AnswerOf<ReceiveLabMessage>> {
    const header = readHeader(text);
    const received = this.db.write<Acknowledgment>(ctx, async (tx) => {
      if (isFault(header)) return this.turnAway(tx, text, { code: header.acknowledgment, faults: [header] });
      const sender = await analyserOf(tx, { ...header, certificateSubject });
      if (!sender) return this.turnAway(tx, text, UNKNOWN_SENDER);
      const there = tx.as({ ...ctx, tenant: sender.tenant });
      const analyser = await there.get(Analyser, sender.analyserId);
      return this.receive(there.as({ ...there.ctx, user: analyser.device }), analyser, header, text);
    });
    return received.catch((error: unknown) => {
      throw isAway(error) || isLostRace(error) ? refuses('unavailable') : error;
    });
  }

  private async turnAway(tx: Tx, text: string, answer: Acknowledgment): Promise<Acknowledgment> {
    await keepNobodysMessage(tx, this.keyring, text, `hl7-0357.${answer.faults[0]?.code}`);
    return answer;
  }

  private async receive(tx: Tx, analyser: Analyser, { controlId }: MessageHeader, text: string): Promise<Acknowledgment> {
    const message = LabMessage.receive(analyser, controlId, text, this.clock.now());
    const earlier = await this.withSameControlId(tx, message);
    const repeated = earlier.find(({ fingerprint }) => fingerprint === message.fingerprint);
    if (repeated) return repeated.acknowledgment;
    message.seal(this.keyring, tx.ctx.tenant, text);
    if (earlier.some(hasItsControlId)) tx.save(message).refuseReused();
    else await this.delivery.deliver(tx, message, text);
    return message.acknowledgment as Acknowledgment;
  }

  private withSameControlId(tx: Tx, { analyserId, controlId }: LabMessage): Promise<Stored[]> {
    return tx.query<Stored>(
      `select status, fingerprint, acknowledgment from lab_message
       where tenant = $1 and analyser_id = $2 and control_id = $3`,
      [tx.ctx.tenant, analyserId, controlId],
    );
  }
}

type Stored = Pick<LabMessage, 'status' | 'fingerprint'> & { acknowledgment: Acknowledgment };

/** A message that was refused may come again under its control id, without its fault. */
const hasItsControlId = ({ status, acknowledgment }: Stored): boolean => status === 'entered' || acknowledgment.code === 'AA';

/** Nobody's message: it is kept in quarantine. */
const UNKNOWN_SENDER: Acknowledgment = {
  code: 'AR',
  faults: [{ acknowledgment: 'AR', code: '204', location: 'MSH[1]-3', text: 'The sender is not registered here.' }],
};
