import { createHash } from 'node:crypto';
import { Ctx, Outcome, refuses } from '@orderly/kernel';
import { Keyring } from '@orderly/platform/security';
import { Changes } from './changes';
import { Session } from './session';

interface Kept<T> {
  answer: T;
  saved?: Outcome['saved'];
}

/** The first answer to each command, kept sealed under its idempotency key: a repeat gets the same one. */
export class CommandAnswers {
  constructor(private readonly keyring: Keyring) {}

  /** The earlier answer, if there is one. Refuses a key that is in flight, or that came with another request before. */
  async look<T>(session: Session, ctx: Ctx): Promise<Kept<T> | undefined> {
    if (!ctx.idempotency) return undefined;
    const key = keyHash(ctx);
    // Two statements: the second one sees what was committed before the lock became free. They travel together.
    const [[lock], [row]] = await Promise.all([
      session.query<{ free: boolean }>({
        name: 'lock key',
        text: 'select pg_try_advisory_xact_lock($1) as free',
        values: [BigInt.asIntN(64, BigInt(`0x${key.slice(0, 16)}`)).toString()],
      }),
      session.query<{ fingerprint: string; answer: string }>({
        name: 'look for answer',
        text: 'select fingerprint, answer from command_answer where tenant = $1 and key_hash = $2',
        values: [ctx.tenant, key],
      }),
    ]);
    if (row) {
      if (row.fingerprint !== ctx.idempotency.fingerprint) throw refuses('idempotency-key-reused');
      const kept = this.keyring.open(ctx.tenant, key, row.answer) as Kept<T>;
      ctx.outcome.replayed = true;
      if (kept.saved) ctx.outcome.saved = kept.saved;
      return kept;
    }
    if (!lock?.free) throw refuses('in-flight', { retryAfterSeconds: 1 });
    return undefined;
  }

  keep(changes: Changes, ctx: Ctx, answer: unknown): void {
    if (!ctx.idempotency) return;
    const key = keyHash(ctx);
    const sealed = this.keyring.seal(ctx.tenant, key, { answer, saved: ctx.outcome.saved });
    changes.insert('command_answer', {
      tenant: ctx.tenant,
      key_hash: key,
      fingerprint: ctx.idempotency.fingerprint,
      answer: sealed,
    });
  }
}

/** A key belongs to one tenant, user and route. */
const keyHash = ({ tenant, user, operation, idempotency }: Ctx): string =>
  createHash('sha256').update([tenant, user, operation?.name, idempotency?.key].join('\n')).digest('hex');
