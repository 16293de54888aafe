import { Injectable } from '@nestjs/common';
import { AccessionNumber, analyserRefuses, LabTaskId, ToldResult } from '@orderly/contracts';
import { Clock, DomainEvent, Refusal } from '@orderly/kernel';
import { Tx } from '@orderly/platform/persistence';
import { Keyring, SealBroken } from '@orderly/platform/security';
import { MessageFault, readResultMessage, ReportedResult, ResultMessage, ResultReport } from '@orderly/standards/hl7v2';
import { LabMessage } from './lab-message';
import { LabTask } from './lab-task';

/** One message names few orders; each number is locked while it is looked up. */
const MOST_NUMBERS = 50;
/** What one received specimen releases at most; the rest stays in the queue. */
const MOST_RELEASED = 100;

/** Training and debugging (table 0103) are no findings about a patient. */
const NOT_PRODUCTION: MessageFault = {
  acknowledgment: 'AR',
  code: '202',
  location: 'MSH[1]-11',
  text: 'Only production messages are taken.',
};

interface Change {
  readonly task: LabTask;
  readonly draft: LabTask;
  readonly events: DomainEvent[];
}

/** Lets messages of analysers have their effect on lab tasks. */
@Injectable()
export class Delivery {
  constructor(
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** Reads the message, and enters all that it says or nothing. Saves it with its new status. */
  async deliver(tx: Tx, message: LabMessage, text = message.open(this.keyring)): Promise<void> {
    const { message: said, faults } = readResultMessage(text);
    if (!said) message.refuse(faults);
    else if (said.header.processingId !== 'P') message.refuse([NOT_PRODUCTION]);
    else await this.enter(tx, message, said);
    tx.save(message);
    if (message.status === 'waiting') await this.noteNumbers(tx, message.id, numbersOf(said));
  }

  /** Whoever looks for a number that another transaction gives just now waits for that one, or is seen by it. */
  async lock(tx: Tx, numbers: readonly string[]): Promise<void> {
    const keys = [...numbers].sort().map((number) => `lab-message/${tx.ctx.tenant}/${number}`);
    await tx.query('select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest($1::text[]) key', [keys]);
  }

  /** Messages that wait for one of these numbers, the oldest first. */
  async waiting(tx: Tx, numbers: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select distinct m.id, m.received_at from lab_message_number n join lab_message m on m.tenant = n.tenant and m.id = n.message_id
       where n.tenant = $1 and n.number = any($2::text[]) and m.status = 'waiting' order by m.received_at, m.id limit ${MOST_RELEASED}`,
      [tx.ctx.tenant, numbers],
    );
    return rows.map(({ id }) => id);
  }

  /** Tries these messages again, in this order. One that no longer opens stays where it is, and stands in nobody's way. */
  async release(tx: Tx, messageIds: readonly string[]): Promise<void> {
    for (const id of messageIds) {
      const message = await tx.get(LabMessage, id);
      if (message.status === 'waiting') await this.deliver(tx, message).catch(passOver);
    }
  }

  private async enter(tx: Tx, message: LabMessage, said: ResultMessage): Promise<void> {
    const numbers = numbersOf(said);
    if (numbers.length > MOST_NUMBERS) return message.waits(analyserRefuses('not-representable').code);
    await this.lock(tx, numbers);
    try {
      const changes = await this.changes(tx, said, message.device);
      for (const { task, draft, events } of changes) tx.save(Object.assign(task, draft), ...events);
      message.entered(changes.map(({ task }) => task.id));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      message.waits(error.code);
    }
  }

  /** What the message would do, without doing it. Throws the refusal of the first thing that cannot be done. */
  private async changes(tx: Tx, { reports }: ResultMessage, device: string): Promise<Change[]> {
    const changes = new Map<LabTask, Change>();
    for (const report of reports) {
      if (report.results.length === 0) continue;
      const task = await taskOf(tx, report);
      const change = changes.get(task) ?? { task, draft: task.draft(), events: [] };
      changes.set(task, change);
      for (const result of report.results) change.events.push(tell(change.draft, result, device, this.clock.now()));
    }
    return [...changes.values()];
  }

  private async noteNumbers(tx: Tx, messageId: string, numbers: readonly string[]): Promise<void> {
    if (numbers.length === 0 || numbers.length > MOST_NUMBERS) return;
    await tx.query(
      `insert into lab_message_number (tenant, number, message_id) select $1, number, $3 from unnest($2::text[]) number
       on conflict do nothing`,
      [tx.ctx.tenant, numbers, messageId],
    );
  }
}

function passOver(error: unknown): void {
  if (!(error instanceof SealBroken)) throw error;
}

/** Ours is the id of the order and of its task; others' numbers are of no use. */
const orderIdOf = ({ placerOrderNumber = '' }: ResultReport) => LabTaskId.safeParse(placerOrderNumber.toLowerCase()).data;
const accessionNumberOf = ({ accessionNumber }: ResultReport) => AccessionNumber.safeParse(accessionNumber).data;

const numbersOf = (said: ResultMessage | undefined): string[] => [
  ...new Set((said?.reports ?? []).flatMap((report) => [orderIdOf(report) ?? [], accessionNumberOf(report) ?? []].flat())),
];

/** Locks it. Both numbers may be given; they must not lead to different tasks. */
async function taskOf(tx: Tx, report: ResultReport): Promise<LabTask> {
  const orderId = orderIdOf(report);
  const accessionNumber = accessionNumberOf(report);
  const [found, another] = await tx.query<{ id: string }>(
    `select id from lab_task where tenant = $1 and id = $2::uuid
     union select id from lab_task where tenant = $1 and accession_number = $3`,
    [tx.ctx.tenant, orderId ?? null, accessionNumber ?? null],
  );
  if (another) throw analyserRefuses('contradicting-numbers');
  const task = found && (await tx.find(LabTask, found.id));
  // The specimen may have been rejected before the row was ours.
  if (!task || (task.id !== orderId && task.accessionNumber !== accessionNumber)) throw analyserRefuses('unknown-order');
  return task;
}

/** OBX-11, table 0085. Also `final` results wait for a pathologist. */
function tell(task: LabTask, { status, ...result }: ReportedResult, device: string, at: string): DomainEvent {
  const { success, data: told } = ToldResult.safeParse(result);
  if (!success) throw analyserRefuses('not-representable');
  switch (status) {
    case 'preliminary':
    case 'final':
      return task.enter([told], device, at)[0] as DomainEvent;
    case 'corrected':
    case 'amended':
      return task.replace(told, device, at);
    case 'entered-in-error':
    case 'cancelled':
      return task.withdraw(told.code, device, at);
  }
}
