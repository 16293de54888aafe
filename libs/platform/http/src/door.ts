import { Inject, Injectable } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { Ctx, newId, Operation } from '@orderly/kernel';
import { Callers } from './caller';
import { Gateway } from './gateway';
import { expectedVersionOf, idempotencyKeyOf, waitForOf } from './request-headers';
import { canonical, fingerprintOf, Input, inputOf, parsed } from './request-input';
import { Route } from './route';

type MakeOperation = new (data: unknown, ctx: Ctx) => Operation;

/** Where a request becomes a command or query, and its answer a response. */
@Injectable()
export class Door {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(Gateway) private readonly gateway: Gateway,
  ) {}

  /** `location`: path of a created resource, before its id. */
  async answer(route: Route, location: string | undefined, request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const [input, ctx] = await this.read(route, request);
    const operation = parsed(() => new (route.operation as unknown as MakeOperation)(input, ctx));
    const body = await this.gateway.send(operation);
    describe(ctx.outcome, reply, location);
    if (route.kind === 'read' && route.operation.resource) tag(body, reply);
    return body;
  }

  private async read(route: Route, request: FastifyRequest): Promise<[Input, Ctx]> {
    const { tenant, user, permissions, until } = await this.callers.of(route, request);
    request.trail?.seenAs(tenant, user);
    const { headers } = request;
    const key = idempotencyKeyOf(route, headers);
    const input = inputOf(route, request);
    const text = canonical(input);
    const id = newId();
    const ctx: Ctx = {
      tenant,
      user,
      permissions,
      until,
      correlationId: id,
      causationId: id,
      traceparent: request.trail?.traceparent,
      idempotency: key === undefined ? undefined : { key, fingerprint: fingerprintOf(route, text) },
      expectedVersion: expectedVersionOf(route, headers),
      waitFor: waitForOf(route, headers),
      outcome: {},
    };
    return [input, ctx];
  }
}

function describe({ saved, replayed, stale }: Ctx['outcome'], reply: FastifyReply, location: string | undefined): void {
  if (saved) {
    reply.header('ETag', `W/"${saved.version}"`);
    reply.header('Orderly-Version', `${saved.type}/${saved.id}@${saved.version}`);
    if (location) reply.header('Location', `${location}/${saved.id}`);
  }
  if (replayed) reply.header('Idempotency-Replayed', 'true');
  if (stale) reply.header('Orderly-Consistency', 'stale');
}

function tag(body: unknown, reply: FastifyReply): void {
  const { version } = body as { version?: number };
  if (version !== undefined) reply.header('ETag', `W/"${version}"`);
}
