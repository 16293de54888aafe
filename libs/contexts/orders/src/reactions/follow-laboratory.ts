import { Injectable } from '@nestjs/common';
import { ResultVerified, RevocationRefused, SpecimenReceived, SpecimenRejected } from '@orderly/contracts';
import { Clock, Received } from '@orderly/kernel';
import { Reaction } from '@orderly/platform/messaging';
import { Tx } from '@orderly/platform/persistence';
import { Order } from '../order';

/** From here on the order can no longer be revoked. */
@Injectable()
export class NoteSpecimenOnSpecimenReceived implements Reaction<SpecimenReceived> {
  async react({ data }: Received<SpecimenReceived>, tx: Tx): Promise<void> {
    const order = await tx.get(Order, data.orderId);
    order.noteSpecimen(true);
    tx.save(order);
  }
}

@Injectable()
export class ForgetSpecimenOnSpecimenRejected implements Reaction<SpecimenRejected> {
  async react({ data }: Received<SpecimenRejected>, tx: Tx): Promise<void> {
    const order = await tx.get(Order, data.orderId);
    order.noteSpecimen(false);
    tx.save(order);
  }
}

@Injectable()
export class ReinstateOrderOnRevocationRefused implements Reaction<RevocationRefused> {
  constructor(private readonly clock: Clock) {}

  async react({ data }: Received<RevocationRefused>, tx: Tx): Promise<void> {
    const order = await tx.get(Order, data.orderId);
    tx.save(order, ...order.reinstate(this.clock.now()));
  }
}

/** The last verified result completes the order. */
@Injectable()
export class CompleteOrderOnResultVerified implements Reaction<ResultVerified> {
  async react({ data }: Received<ResultVerified>, tx: Tx): Promise<void> {
    if (data.taskStatus !== 'completed') return;
    const order = await tx.get(Order, data.orderId);
    tx.save(order, ...order.complete(data.verifiedAt));
  }
}
