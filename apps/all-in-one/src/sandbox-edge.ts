import {
  Body,
  Controller,
  DynamicModule,
  Get,
  Header,
  Inject,
  Module,
  NotFoundException,
  Param,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { GetMe } from '@orderly/contracts';
import { refusals, refuses } from '@orderly/kernel';
import { Callers, route } from '@orderly/platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from './config';

const SANDBOX = Symbol('sandbox');

/** The door of a sandbox: `url` without a path, and the bearer token if it asks for one. */
interface SandboxDoor {
  readonly url: string;
  readonly token?: string;
}

const sandboxRefuses = refusals('sandbox', {
  busy: [409, 'The sandbox is busy with another action.', 'Wait until that one is over.'],
  'not-here': [
    409,
    'This installation cannot do that.',
    'Only `npm start` can, and only to servers of its own: unset AMQP_URL to get a private broker.',
  ],
  'another-hospital': [403, 'The sandbox belongs to the demo hospital.', 'Log in as one of its users; `npm start` names them.'],
});

/** An order is placed while somebody waits, and may take three requests to a system that somebody disturbs. */
const PATIENCE_MS = 25_000;
/** Whoever is somebody here may ask; which hospital may press is for the sandbox to say. */
const ANY_USER = route.get('/v1/me', GetMe);

/** The sandbox's panel under the address of the product, so that a page needs no other origin. No part of the API. */
@Controller('/v1/sandbox')
class SandboxPanel {
  constructor(
    @Inject(Callers) private readonly callers: Callers,
    @Inject(SANDBOX) private readonly door: SandboxDoor,
  ) {}

  @Get('state')
  @Header('Cache-Control', 'no-store')
  state(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    return this.pass(request, reply, '/admin/panel');
  }

  @Post('actions/:name')
  action(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Param('name') name: string,
    @Body() body: object = {},
  ): Promise<unknown> {
    return this.pass(request, reply, `/admin/actions/${encodeURIComponent(name)}`, body);
  }

  private async pass(request: FastifyRequest, reply: FastifyReply, path: string, body?: object): Promise<unknown> {
    const { tenant, user } = await this.callers.of(ANY_USER, request);
    request.trail?.seenAs(tenant, user);
    const answer = await this.ask(path, tenant, body).catch(() => undefined);
    if (!answer) throw refuses('unavailable', { retryAfterSeconds: 2 });
    if (answer.status >= 400) throw refusalFor(answer.status, answer.body);
    reply.status(answer.status);
    return answer.body;
  }

  private async ask(path: string, tenant: string, body?: object): Promise<{ status: number; body: { reason?: string } }> {
    const { url, token } = this.door;
    const headers = {
      'orderly-tenant': tenant,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
    };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url + path, {
      method: body ? 'POST' : 'GET',
      headers,
      body: body && JSON.stringify(body),
      signal,
    });
    return { status: response.status, body: (await response.json()) as { reason?: string } };
  }
}

function refusalFor(status: number, { reason }: { reason?: string }): Error {
  switch (status) {
    case 400:
      return refuses('invalid-input');
    case 403:
      return sandboxRefuses('another-hospital');
    case 404:
      return new NotFoundException();
    case 409:
      return sandboxRefuses(reason === 'not-here' ? reason : 'busy');
    default:
      return refuses('unavailable', { retryAfterSeconds: 2 });
  }
}

/** Only for a configuration that names a sandbox. */
export function sandboxEdge({ SANDBOX_URL: url = '', SANDBOX_TOKEN: token }: Config): DynamicModule {
  @Module({})
  class SandboxEdge {}
  const door: SandboxDoor = { url: url.replace(/\/$/, ''), token };
  return { module: SandboxEdge, controllers: [SandboxPanel], providers: [Callers, { provide: SANDBOX, useValue: door }] };
}
