import { createHash } from 'node:crypto';
import { Column, Entity } from 'typeorm';
import { newId } from '@orderly/kernel';
import { Acknowledgment, analyserRefuses, LabMessageResource } from '@orderly/contracts';
import { Aggregate, make } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { Analyser } from './analyser';

type Resource = (typeof LabMessageResource)['_output'];
type Fault = Acknowledgment['faults'][number];

/** One message of an analyser as it came, and what became of it. Its text is sealed. */
@Entity('lab_message')
export class LabMessage extends Aggregate {
  @Column('uuid') analyserId!: string;
  /** Who enters its results: `device:<name of the analyser>`. */
  @Column('text') device!: string;
  /** MSH-10. */
  @Column('text') controlId!: string;
  /** With MSH-10 it is unique for the analyser. */
  @Column('text') fingerprint!: string;
  @Column('timestamptz') receivedAt!: string;
  @Column('text') status!: Resource['status'];
  @Column('text') reason?: string;
  @Column('json') faults: Fault[] = [];
  /** As first given; a repeat gets the same one. */
  @Column('json') acknowledgment?: Acknowledgment;
  @Column('uuid', { array: true }) taskIds: string[] = [];
  @Column('text') resolvedBy?: string;
  @Column('text') remark?: string;
  @Column('text') sealed!: string;

  static receive({ id: analyserId, device }: Analyser, controlId: string, text: string, receivedAt: string): LabMessage {
    const fingerprint = fingerprintOf(text);
    return make(LabMessage, { id: newId(), analyserId, device, controlId, fingerprint, receivedAt });
  }

  seal(keyring: Keyring, tenant: string, text: string): void {
    this.sealed = keyring.seal(tenant, this.id, text);
  }

  open(keyring: Keyring): string {
    return keyring.open(this.tenant, this.id, this.sealed) as string;
  }

  entered(taskIds: string[]): void {
    this.taskIds = taskIds;
    this.become('entered');
  }

  /** `reason`: code of a refusal. */
  waits(reason: string): void {
    this.become('waiting', reason);
  }

  refuse(faults: Fault[]): void {
    this.become('refused', `hl7-0357.${faults[0]?.code}`, faults);
  }

  /** Its control id belongs to another message. */
  refuseReused(): void {
    this.refuse([REUSED_CONTROL_ID]);
  }

  discard(by: string, remark: string): void {
    this.requireUnsettled();
    Object.assign(this, { status: 'discarded', resolvedBy: by, remark });
  }

  requireUnsettled(): void {
    if (this.status === 'entered' || this.status === 'discarded') throw analyserRefuses('message-settled');
  }

  /** `AA` says that the message is stored and is our business from now on, also while it waits. */
  private become(status: Resource['status'], reason?: string, faults: Fault[] = []): void {
    Object.assign(this, { status, reason, faults });
    const code = faults.length === 0 ? 'AA' : faults.some(({ acknowledgment }) => acknowledgment === 'AR') ? 'AR' : 'AE';
    this.acknowledgment ??= { code, faults };
  }

  resource(): Resource {
    const { id, analyserId, controlId, receivedAt, status, reason, faults, taskIds, resolvedBy, remark } = this;
    return { id, analyserId, controlId, receivedAt, status, reason, faults, taskIds, resolvedBy, remark };
  }
}

const REUSED_CONTROL_ID: Fault = {
  acknowledgment: 'AE',
  code: '205',
  location: 'MSH[1]-10',
  text: 'Another message had this control id.',
};

/** Of what follows MSH: whoever sends a message again may write another time into MSH-7. */
function fingerprintOf(text: string): string {
  const body = text.slice(text.search(/[\r\n]/) + 1);
  return createHash('sha256').update(body).digest('hex');
}
