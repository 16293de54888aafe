import { Inject, Injectable } from '@nestjs/common';
import { FastifyRequest } from 'fastify';
import { refuses } from '@orderly/kernel';
import { Claims, Tokens } from '@orderly/platform/security';
import { Route } from './route';

/** Who asks. The tenant comes from the token and from nowhere else. */
export interface Caller {
  readonly tenant: string;
  readonly user: string;
  readonly permissions: ReadonlySet<string>;
  /** When the token ends, in ms since 1970. */
  readonly until?: number;
}

/** Somebody without a token: belongs to no hospital and may use what is public. */
export const ANYBODY: Caller = {
  tenant: '00000000-0000-0000-0000-000000000000',
  user: 'anonymous',
  permissions: new Set(['public']),
};

@Injectable()
export class Callers {
  /** Tokens hands out the same claims object as long as a token lives. */
  private readonly known = new WeakMap<Claims, Caller>();

  constructor(@Inject(Tokens) private readonly tokens: Tokens) {}

  /** The caller, who holds the route's permission. The context checks it again before it touches a table. */
  async of({ kind, operation }: Route, { headers }: FastifyRequest): Promise<Caller> {
    if (kind === 'open') return ANYBODY;
    const token = /^Bearer +([\w.~+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
    const claims = token && (await this.tokens.verify(token));
    if (!claims) throw refuses('unauthenticated');
    const caller = this.callerOf(claims);
    if (!caller.permissions.has(operation.permission)) throw refuses('forbidden', { pointer: operation.permission });
    return caller;
  }

  private callerOf(claims: Claims): Caller {
    let caller = this.known.get(claims);
    if (!caller) {
      const until = this.tokens.endOf(claims);
      caller = { tenant: claims.tenant, user: claims.sub, permissions: new Set(claims.permissions), until };
      this.known.set(claims, caller);
    }
    return caller;
  }
}
