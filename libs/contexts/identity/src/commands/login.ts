import { CommandHandler, ICommandHandler } from '@nestjs/cqrs';
import { identityRefuses, Login } from '@orderly/contracts';
import { AnswerOf, Clock, Ctx } from '@orderly/kernel';
import { Database } from '@orderly/platform/persistence';
import { Tokens, verifyPassword } from '@orderly/platform/security';
import { attemptId, forgetWrong, noteWrong, secondsToWait } from '../login-attempts';
import { tenantOf } from '../tenant-slug';
import { permissionsOf, User, usersNamed } from '../user';

/**
 * An unknown hospital, an unknown user and a wrong password take the same queries and the same hashing, are throttled
 * the same way and answered the same. Unknown hospitals are kept under the anonymous caller's empty tenant.
 */
@CommandHandler(Login)
export class LoginHandler implements ICommandHandler<Login> {
  constructor(
    private readonly db: Database,
    private readonly tokens: Tokens,
    private readonly clock: Clock,
  ) {}

  async execute({ ctx, data }: Login): Promise<AnswerOf<Login>> {
    const attempt = attemptId(data.tenant, data.username);
    // A kept answer would be a kept token: repeats are logins of their own.
    const { caller, user } = await this.recognise({ ...ctx, idempotency: undefined }, data, attempt);
    const matches = await verifyPassword(user?.passwordHash, data.password);
    if (!user || !matches) throw await this.turnAway(caller, attempt, user);
    await this.welcome({ ...caller, user: user.id }, attempt);
    const { id, tenant, roles } = user;
    const accessToken = await this.tokens.issue({ sub: id, tenant, roles, permissions: permissionsOf(roles) });
    return { accessToken, tokenType: 'Bearer', expiresIn: this.tokens.lifetimeSeconds };
  }

  /** Not a read: those are audited one by one, and a throttled caller must not be able to fill the audit trail. */
  private recognise(ctx: Ctx, { tenant: slug, username }: Login['data'], attempt: string) {
    return this.db.write(ctx, async (tx) => {
      const caller = { ...ctx, tenant: (await tenantOf(tx, slug)) ?? ctx.tenant };
      const there = tx.as(caller);
      this.throttle(await secondsToWait(there, attempt, this.clock.now()));
      const user = (await usersNamed(there, username)).get(username);
      return { caller, user: user?.active ? user : undefined };
    });
  }

  /** Commits the wrong try, then answers what to throw. */
  private async turnAway(caller: Ctx, attempt: string, user?: User): Promise<Error> {
    const seconds = await this.db.write({ ...caller, reason: 'wrong credentials' }, async (tx) => {
      tx.audit('E', 'User', user?.id);
      if (await noteWrong(tx, attempt, this.clock.now())) return 0;
      return (await secondsToWait(tx, attempt, this.clock.now())) ?? 1;
    });
    return seconds > 0 ? tooMany(seconds) : identityRefuses('wrong-credentials');
  }

  /** Of many guesses at once only those count that come before the fifth wrong one, also the right one. */
  private welcome(caller: Ctx, attempt: string): Promise<void> {
    return this.db.write(caller, async (tx) => {
      this.throttle(await secondsToWait(tx, attempt, this.clock.now()));
      await forgetWrong(tx, attempt);
      tx.audit('E', 'User', caller.user);
    });
  }

  private throttle(seconds: number | undefined): void {
    if (seconds) throw tooMany(seconds);
  }
}

const tooMany = (retryAfterSeconds: number) => identityRefuses('too-many-tries', { retryAfterSeconds });
