import { Inject, Injectable } from '@nestjs/common';
import { IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { AnswerOf, Clock, Ctx, newId } from '@orderly/kernel';
import { Keyring } from '@orderly/platform/security';
import { IssueStreamTicket } from './stream-operations';

const LIFETIME_MS = 60_000;
const BIND = 'stream ticket';

/** What a ticket says, sealed: who may open a stream, with which rights, until when. */
export interface StreamTicket {
  readonly id: string;
  readonly tenant: string;
  readonly user: string;
  readonly permissions: readonly string[];
  /** When the token ends with which it was asked for, in ms since 1970: so long the stream may stay open. */
  readonly until: number;
  readonly expiresAt: string;
}

/** Tickets hold everything themselves, so that any process can read what another one has given out. */
@Injectable()
export class StreamTickets {
  constructor(
    @Inject(Keyring) private readonly keyring: Keyring,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  issue({ tenant, user, permissions, until = 0 }: Ctx): { ticket: string; expiresAt: string } {
    const expiresAt = new Date(Math.min(this.now + LIFETIME_MS, until)).toISOString();
    const said: StreamTicket = { id: newId(), tenant, user, permissions: [...permissions], until, expiresAt };
    return { ticket: `${tenant}.${this.keyring.seal(tenant, BIND, said)}`, expiresAt };
  }

  /** undefined: not one of ours, or its minute is over. */
  read(ticket: string): StreamTicket | undefined {
    const tenant = ticket.slice(0, ticket.indexOf('.'));
    try {
      const said = this.keyring.open(tenant, BIND, ticket.slice(tenant.length + 1)) as StreamTicket;
      return Date.parse(said.expiresAt) > this.now ? said : undefined;
    } catch {
      return undefined;
    }
  }

  private get now(): number {
    return Date.parse(this.clock.now());
  }
}

@QueryHandler(IssueStreamTicket)
export class IssueStreamTicketHandler implements IQueryHandler<IssueStreamTicket> {
  constructor(@Inject(StreamTickets) private readonly tickets: StreamTickets) {}

  execute({ ctx }: IssueStreamTicket): Promise<AnswerOf<IssueStreamTicket>> {
    return Promise.resolve(this.tickets.issue(ctx));
  }
}
