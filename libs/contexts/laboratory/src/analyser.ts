import { Column, Entity } from 'typeorm';
import { newId } from '@orderly/kernel';
import { AnalyserResource, RegisterAnalyser } from '@orderly/contracts';
import { Aggregate, make, ReadTx, Tx } from '@orderly/platform/persistence';

/** A machine of the laboratory that delivers results. Who it is, its messages say in MSH-3 and MSH-4 and its certificate proves. */
@Entity('analyser')
export class Analyser extends Aggregate {
  @Column('text') name!: string;
  @Column('text') sendingApplication!: string;
  @Column('text') sendingFacility?: string;
  @Column('text') certificateSubject?: string;

  static register(given: RegisterAnalyser['data']): Analyser {
    return make(Analyser, { id: newId(), ...given });
  }

  /** Who has entered its results. Never a user's id, so that everybody may verify them. */
  get device(): string {
    return `device:${this.name}`;
  }

  resource(): (typeof AnalyserResource)['_output'] {
    const { id, name, sendingApplication, sendingFacility, certificateSubject } = this;
    return { id, name, sendingApplication, sendingFacility, certificateSubject };
  }
}

/** MSH-3, MSH-4 and the subject of the certificate; an empty facility is one, too, and so is no certificate. */
export interface Sender {
  readonly sendingApplication: string;
  readonly sendingFacility?: string;
  readonly certificateSubject?: string;
}

const keyOf = ({ sendingApplication, sendingFacility = '', certificateSubject = '' }: Sender) => [
  sendingApplication,
  sendingFacility,
  certificateSubject,
];

/**
 * Whose analyser sends as this. No tenant is known yet, so everybody may read this table. Its own policies let a hospital
 * add senders for itself and nobody change or remove one: a sender never starts to lead elsewhere.
 */
export async function analyserOf(tx: ReadTx, sender: Sender): Promise<{ tenant: string; analyserId: string } | undefined> {
  const [row] = await tx.query<{ tenant: string; analyserId: string }>(
    `select tenant, analyser_id as "analyserId" from analyser_sender
     where application = $1 and facility = $2 and certificate_subject = $3`,
    keyOf(sender),
  );
  return row;
}

/** Takes the sender for this analyser; false when another one, of whatever hospital, has it. */
export async function claimSender(tx: Tx, analyser: Analyser): Promise<boolean> {
  const rows = await tx.query(
    `insert into analyser_sender (application, facility, certificate_subject, tenant, analyser_id) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [...keyOf(analyser), tx.ctx.tenant, analyser.id],
  );
  return rows.length > 0;
}
