import { createHash } from 'node:crypto';
import { ReadTx, Tx } from '@orderly/platform/persistence';

/** So many wrong passwords within `WINDOW` are answered; the next one is not even looked at. */
export const MOST_WRONG = 5;
const WINDOW = `interval '1 minute'`;

/** Names the pair without keeping it: people type passwords into the field for the user name. */
export const attemptId = (slug: string, username: string): string =>
  createHash('sha256').update(`${slug}/${username}`).digest('hex').slice(0, 32);

/** Seconds until the next try is looked at; undefined when it may come now. Locks the row, so that tries at once are told apart. */
export async function secondsToWait(tx: ReadTx, id: string, now: string): Promise<number | undefined> {
  const [row] = await tx.query<{ seconds: number }>(
    `select ceil(extract(epoch from wrong_at[1] + ${WINDOW} - $3::timestamptz))::int as seconds from login_attempt
     where tenant = $1 and id = $2 and cardinality(wrong_at) >= ${MOST_WRONG} for update`,
    [tx.ctx.tenant, id, now],
  );
  return row && row.seconds > 0 ? row.seconds : undefined;
}

/**
 * Notes a wrong password; false when there were too many before. A refused try is not noted, so nobody stays locked out
 * longer than a minute after the last wrong one. Each note removes up to ten that have had their time: there are never
 * more rows than one minute of trying, however many names somebody invents.
 */
export async function noteWrong(tx: Tx, id: string, now: string): Promise<boolean> {
  const noted = await tx.query(
    `with past as (
       delete from login_attempt where tenant = $1 and id in (
         select id from login_attempt where tenant = $1 and id <> $2 and last_at <= $3::timestamptz - ${WINDOW}
         order by last_at limit 10 for update skip locked))
     insert into login_attempt as l (tenant, id, wrong_at, last_at) values ($1, $2, array[$3::timestamptz], $3::timestamptz)
     on conflict (tenant, id) do update set last_at = excluded.last_at,
       wrong_at = (l.wrong_at || excluded.last_at)[greatest(cardinality(l.wrong_at) - ${MOST_WRONG - 2}, 1):]
     where cardinality(l.wrong_at) < ${MOST_WRONG} or l.wrong_at[1] <= excluded.last_at - ${WINDOW}
     returning 1`,
    [tx.ctx.tenant, id, now],
  );
  return noted.length > 0;
}

export async function forgetWrong(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from login_attempt where tenant = $1 and id = $2', [tx.ctx.tenant, id]);
}
