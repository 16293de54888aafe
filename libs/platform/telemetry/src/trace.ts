import { context, Context, ROOT_CONTEXT, Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('orderly');

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** The context that an event's traceparent describes, or an empty one. */
export function contextOf(traceparent: string | undefined): Context {
  const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
  if (!traceId || !spanId) return ROOT_CONTEXT;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: parseInt(flags as string, 16), isRemote: true });
}

const SAMPLED = /"traceparent":"(00-[0-9a-f]{32}-[0-9a-f]{16}-01)"/;

/** A span under the trace of an event's text; undefined when that trace is not recorded. */
export function spanOf(eventText: string, name: string): Span | undefined {
  const traceparent = SAMPLED.exec(eventText)?.[1];
  return traceparent ? tracer.startSpan(name, { kind: SpanKind.PRODUCER }, contextOf(traceparent)) : undefined;
}

/** Runs `work` in a span of its own; a failure is recorded by its class only, never by its text. */
export async function inSpan<T>(name: string, parent: Context, kind: SpanKind, work: (span: Span) => Promise<T>): Promise<T> {
  const span = tracer.startSpan(name, { kind }, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
    throw error;
  } finally {
    span.end();
  }
}
