import { Column, Entity } from 'typeorm';
import { InterchangeResource, remittancesRefuses } from '@orderly/contracts';
import { newId } from '@orderly/kernel';
import { Aggregate, make } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';

type Resource = (typeof InterchangeResource)['_output'];

/** A file of a clearinghouse, kept as it came before it was processed. Its name is taken once. */
@Entity('interchange')
export class Interchange extends Aggregate {
  @Column('text') name!: string;
  @Column('text') status!: Resource['status'];
  @Column('text') content = 'unknown';
  @Column('text') reason?: string;
  @Column('timestamptz') receivedAt!: string;
  /** Sealed: a JWE under the tenant's key. */
  @Column('text') sealed!: string;

  static receive(
    tenant: string,
    { name, text }: { name: string; text: string },
    receivedAt: string,
    keyring: Keyring,
  ): Interchange {
    const id = newId();
    return make(Interchange, { id, name, status: 'received', receivedAt, sealed: keyring.seal(tenant, id, text) });
  }

  /** The text as it came. */
  open(keyring: Keyring): string {
    return keyring.open(this.tenant, this.id, this.sealed) as string;
  }

  processed(content: string): void {
    Object.assign(this, { status: 'processed', content, reason: undefined });
  }

  refuse(content: string, reason: string): void {
    Object.assign(this, { status: 'refused', content, reason });
  }

  retry(): void {
    if (this.status !== 'refused') throw remittancesRefuses('interchange-not-refused');
    this.status = 'received';
  }

  discard(reason: string): void {
    if (this.status === 'processed' || this.status === 'discarded') throw remittancesRefuses('interchange-not-refused');
    Object.assign(this, { status: 'discarded', reason });
  }

  resource(): Resource {
    const { tenant: _, sealed: __, ...rest } = this;
    return rest;
  }
}
