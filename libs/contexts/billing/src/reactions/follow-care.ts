import { Injectable } from '@nestjs/common';
import { EncounterFinished, EncounterStarted, OrderCompleted, OrderRevoked } from '@orderly/contracts';
import { Received } from '@orderly/kernel';
import { Reaction } from '@orderly/platform/messaging';
import { Tx } from '@orderly/platform/persistence';
import { Account } from '../account';
import { BILL_ACCOUNT } from '../processes/errand-kinds';

/** Charges may come as soon as somebody is being cared for. */
@Injectable()
export class OpenAccountOnEncounterStarted implements Reaction<EncounterStarted> {
  async react(event: Received<EncounterStarted>, tx: Tx): Promise<void> {
    tx.save(Account.open(event));
  }
}

/** One of the facts that a claim waits for. The account itself is looked at later, so that no two queues lock the same rows. */
@Injectable()
export class BillAccountOnCare implements Reaction<EncounterFinished | OrderCompleted | OrderRevoked> {
  async react({ data }: Received<EncounterFinished | OrderCompleted | OrderRevoked>, tx: Tx): Promise<void> {
    tx.errand(BILL_ACCOUNT, data.encounterId);
  }
}
