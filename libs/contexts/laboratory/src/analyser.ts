import { Column, Entity } from 'typeorm';
import { newId } from '@orderly/kernel';
import { AnalyserResource, RegisterAnalyser } from '@orderly/contracts';
import { Aggregate, make, ReadTx, Tx } from '@orderly/platform/persistence';

/** A machine of the laboratory that delivers results. Who it is, its messages say in MSH-3 and MSH-4. */
@Entity('analyser')
export class Analyser extends Aggregate {
  @Column('text') name!: string;
  @Column('text') sendingApplication!: string;
  @Column('text') sendingFacility?: string;

  static register(given: RegisterAnalyser['data']): Analyser {
    return make(Analyser, { id: newId(), ...given });
  }

  /** Who has entered its results. Never a user's id, so that everybody may verify them. */
  get device(): string {
    return `device:${this.name}`;
  }

  resource(): (typeof AnalyserResource)['_output'] {
    const { id, name, sendingApplication, sendingFacility } = this;
    return { id, name, sendingApplication, sendingFacility };
  }
}

/** MSH-3 and MSH-4; an empty facility is one, too. */
export interface Sender {
  readonly sendingApplication: string;
  readonly sendingFacility?: string;
}

const keyOf = ({ sendingApplication, sendingFacility = '' }: Sender) => [sendingApplication, sendingFacility];

/**
 * Whose analyser sends as this. No tenant is known yet, so everybody may read this table. Its own policies let a hospital
 * add senders for itself and nobody change or remove one: a sender never starts to lead elsewhere.
 */
export async function analyserOf(tx: ReadTx, sender: Sender): Promise<{ tenant: string; analyserId: string } | undefined> {
  const [row] = await tx.query<{ tenant: string; analyserId: string }>(
    'select tenant, analyser_id as "analyserId" from analyser_sender where application = $1 and facility = $2',
    keyOf(sender),
  );
  return row;
}

/** Takes the sender for this analyser; false when another one, of whatever hospital, has it. */
export async function claimSender(tx: Tx, analyser: Analyser): Promise<boolean> {
  const rows = await tx.query(
    `insert into analyser_sender (application, facility, tenant, analyser_id) values ($1, $2, $3, $4)
     on conflict do nothing returning 1`,
    [...keyOf(analyser), tx.ctx.tenant, analyser.id],
  );
  return rows.length > 0;
}
