import { newId } from '@orderly/kernel';
import { Tx } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { metrics } from '@orderly/platform/telemetry';

/** Named like a subscription: operators ask for it by this name. */
const ORIGIN = 'laboratory-on-mllp';
/** Whoever reaches the port can send such messages: only the latest are kept, and only their beginning. */
const MOST = 1_000;
const LONGEST = 64 * 1024;

/** Keeps a message that leads to no hospital where an operator can look why: sealed, for it may name a patient. */
export async function keepNobodysMessage(tx: Tx, keyring: Keyring, text: string, reason: string): Promise<void> {
  const id = newId();
  const sealed = keyring.seal('quarantine', id, Buffer.from(text.slice(0, LONGEST)).toString('base64'));
  await tx.query('insert into quarantine (id, subscription, reason, sealed) values ($1, $2, $3, $4)', [
    id,
    ORIGIN,
    reason,
    sealed,
  ]);
  await tx.query(
    `delete from quarantine where id in (
       select id from quarantine where subscription = $1 order by at desc, id desc offset $2)`,
    [ORIGIN, MOST],
  );
  metrics.quarantined.inc({ subscription: ORIGIN, reason });
}
