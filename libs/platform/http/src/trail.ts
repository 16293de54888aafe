import { propagation, ROOT_CONTEXT, Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '@orderly/kernel';
import { metrics, traceparentOf } from '@orderly/platform/telemetry';

declare module 'fastify' {
  interface FastifyRequest {
    trail?: Trail;
  }
}

/** One line of the request log: a template instead of a URL, and nothing of what was sent or answered. */
export interface RequestLine {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
  readonly traceId: string;
  readonly tenant?: string;
  readonly user?: string;
}

const tracer = trace.getTracer('orderly');
const NO_TRACE = /^0+$/;

/** What a request leaves behind: a span, a log line, a measurement. */
export class Trail {
  /** What work for this request carries on. */
  readonly traceparent?: string;
  readonly traceId: string;
  private readonly started = performance.now();
  private readonly span: Span;
  private tenant?: string;
  private user?: string;
  private ongoing = false;
  private ended = false;

  constructor(
    private readonly method: string,
    private readonly route: string,
    headers: FastifyRequest['headers'],
  ) {
    const parent = propagation.extract(ROOT_CONTEXT, headers);
    const attributes = { 'http.request.method': method, 'http.route': route };
    this.span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
    this.traceparent = traceparentOf(this.span);
    const { traceId } = this.span.spanContext();
    // Without a tracer there is still one number that joins answer and log.
    this.traceId = NO_TRACE.test(traceId) ? newId().replaceAll('-', '') : traceId;
  }

  seenAs(tenant: string, user: string): void {
    this.tenant = tenant;
    this.user = user;
  }

  /** The answer goes on until somebody ends it, so that its time says nothing about us. */
  goesOn(): void {
    this.ongoing = true;
  }

  /** A stream whose client has gone: Fastify tells of answers that were finished only. */
  get abandoned(): boolean {
    return this.ongoing && !this.ended;
  }

  end(status: number): RequestLine {
    const { method, route, traceId, tenant, user } = this;
    this.ended = true;
    const ms = performance.now() - this.started;
    this.span.setAttribute('http.response.status_code', status);
    if (status >= 500) this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.end();
    if (!this.ongoing) metrics.http.observe({ method, route, status }, ms / 1000);
    return { method, route, status, ms: Math.round(ms * 10) / 10, traceId, tenant, user };
  }
}

/** Requests for people and programs are followed; those of probes and the API page's files are not. */
const followed = ({ url }: FastifyRequest): boolean => url.startsWith('/v1') || url.startsWith('/problems');

/** Template of the route; `unmatched` for everything that has none, so that nobody can fill the metrics with invented paths. */
const routeOf = ({ is404, routeOptions }: FastifyRequest): string => (is404 ? 'unmatched' : (routeOptions.url ?? 'unmatched'));

export function followRequests(fastify: FastifyInstance, log: (line: RequestLine) => void): void {
  fastify.decorateRequest('trail', undefined);
  fastify.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, done) => {
    if (request.is404 || followed(request)) {
      request.trail = new Trail(request.method, routeOf(request), request.headers);
      reply.header('Orderly-Trace-Id', request.trail.traceId);
      const { trail } = request;
      reply.raw.once('close', () => trail.abandoned && log(trail.end(reply.statusCode)));
    }
    done();
  });
  fastify.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    if (request.trail) log(request.trail.end(reply.statusCode));
    done();
  });
}
