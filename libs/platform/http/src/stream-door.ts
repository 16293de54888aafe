import { Inject, Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, newId, refuses } from '@orderly/kernel';
import { OpenStream, StreamTicket, StreamTickets, UseStreamTicket } from '@orderly/platform/messaging';
import { ANYBODY, Caller, Callers } from './caller';
import { Gateway } from './gateway';
import { httpRefuses } from './refusals';
import { inputOf, parsed } from './request-input';
import { Route } from './route';
import { Streams, TOPICS } from './streams';
import { TopicRule, wantedTopics } from './topics';

/** Where a request becomes a stream: who asks, for what, and whether there is a place. */
@Injectable()
export class StreamDoor {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(Gateway) private readonly gateway: Gateway,
    @Inject(StreamTickets) private readonly tickets: StreamTickets,
    @Inject(Streams) private readonly streams: Streams,
    @Inject(TOPICS) private readonly rules: readonly TopicRule[],
  ) {}

  async open(route: Route, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    // Fastify sends HEAD to whatever answers GET.
    if (request.method !== 'GET') throw httpRefuses('no-such-route');
    const {
      topics: text,
      ticket: given,
      lastEventId,
    } = parsed(() => new OpenStream(inputOf(route, request) as never, ctxOf(ANYBODY))).data;
    const ticket = given === undefined ? undefined : this.ticket(given);
    const caller = ticket ? callerOf(ticket) : await this.callers.of(route, request);
    request.trail?.seenAs(caller.tenant, caller.user);
    const topics = wantedTopics(this.rules, text, caller);
    const leave = this.streams.admit(caller.user);
    try {
      if (ticket)
        await this.gateway.send(
          new UseStreamTicket({ ticketId: ticket.id, expiresAt: ticket.expiresAt }, ctxOf(caller, request)),
        );
      // A browser that tries again by itself sends the newer one as a header.
      const since = [request.headers['last-event-id'], lastEventId].flat().find(Boolean);
      request.trail?.goesOn();
      await this.streams.open({ caller, topics, since }, reply, leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  private ticket(given: string) {
    const ticket = this.tickets.read(given);
    if (!ticket) throw refuses('unauthenticated');
    return ticket;
  }
}

const callerOf = ({ tenant, user, permissions, until }: StreamTicket): Caller => ({
  ...{ tenant, user, until },
  permissions: new Set(permissions),
});

function ctxOf({ tenant, user, permissions }: Caller, request?: FastifyRequest): Ctx {
  const id = newId();
  const { traceparent } = request?.trail ?? {};
  return { tenant, user, permissions, correlationId: id, causationId: id, traceparent, outcome: {} };
}
