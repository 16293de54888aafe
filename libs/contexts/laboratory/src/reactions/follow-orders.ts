import { Injectable } from '@nestjs/common';
import { OrderPlaced, OrderRevoked } from '@orderly/contracts';
import { Clock, Received } from '@orderly/kernel';
import { Reaction } from '@orderly/platform/messaging';
import { Tx } from '@orderly/platform/persistence';
import { LabTask } from '../lab-task';

/** The laboratory takes every order that is placed. */
@Injectable()
export class AcceptOrderOnOrderPlaced implements Reaction<OrderPlaced> {
  constructor(private readonly clock: Clock) {}

  async react(event: Received<OrderPlaced>, tx: Tx): Promise<void> {
    tx.save(...LabTask.accept(event, this.clock.now()));
  }
}

/** Stops the work, or says that it is too late for that. */
@Injectable()
export class CancelTaskOnOrderRevoked implements Reaction<OrderRevoked> {
  constructor(private readonly clock: Clock) {}

  async react({ data }: Received<OrderRevoked>, tx: Tx): Promise<void> {
    const task = await tx.get(LabTask, data.orderId);
    tx.save(task, task.cancel(this.clock.now()));
  }
}
