import { ArgumentsHost, Catch, ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { FastifyReply, FastifyRequest } from 'fastify';
import { newId, Refusal, refuses } from '@orderly/kernel';
import { httpRefuses } from './refusals';
import { isAway } from '@orderly/platform/persistence';
import { traceableFault } from './fault';

/** Problem Details (RFC 9457). */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly errors?: readonly { pointer: string; code: string }[];
  /** The permission that is missing. */
  readonly permission?: string;
  /** The header that is wrong. */
  readonly header?: string;
  readonly traceId: string;
}

const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Every error that reaches the edge of the process leaves it here, as a problem with a stable code. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('Http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const refusal = refusalFor(error);
    const traceId = request.trail?.traceId ?? newId().replaceAll('-', '');
    if (refusal !== error && refusal.page.status >= 500)
      this.log.error({ ...traceableFault(error), traceId, route: request.routeOptions?.url });
    send(http.getResponse<FastifyReply>(), problemOf(refusal, traceId), refusal.details.retryAfterSeconds);
  }
}

/** For what fails before Fastify has a route: a URL that cannot be decoded. */
export function answerMalformed(request: FastifyRequest, reply: FastifyReply): void {
  send(reply, problemOf(httpRefuses('malformed-request'), request.trail?.traceId ?? newId().replaceAll('-', '')));
}

function send(reply: FastifyReply, problem: Problem, retryAfterSeconds?: number): void {
  const { status } = problem;
  if (status === 401) reply.header('WWW-Authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined || status === 503 || status === 429)
    reply.header('Retry-After', String(retryAfterSeconds ?? 1));
  void reply.status(status).header('Content-Type', PROBLEM_JSON).send(JSON.stringify(problem));
}

function problemOf({ code, page, details }: Refusal, traceId: string): Problem {
  const { status, title } = page;
  return { type: `/problems/${code}`, title, status, ...particulars(code, details), traceId };
}

function particulars(code: string, { pointer, errors }: Refusal['details']): Pick<Problem, 'errors' | 'permission' | 'header'> {
  if (errors) return { errors };
  if (pointer === undefined) return {};
  if (code === 'orderly.forbidden') return { permission: pointer };
  if (code === 'orderly.malformed-header') return { header: pointer };
  return { errors: [{ pointer, code }] };
}

function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const status = error instanceof HttpException ? error.getStatus() : undefined;
  if (status !== undefined && status < 500) return protocolRefusal(status);
  return isAway(error) ? refuses('unavailable') : refuses('internal');
}

/** What Fastify and Nest refuse by themselves. */
function protocolRefusal(status: number): Refusal {
  switch (status) {
    case 400:
      return httpRefuses('malformed-json');
    case 404:
      return httpRefuses('no-such-route');
    case 413:
      return refuses('too-large');
    case 415:
      return httpRefuses('unsupported-media-type');
    case 429:
      return httpRefuses('too-many-requests');
    default:
      return httpRefuses('malformed-request');
  }
}
