import { Context, isSpanContextValid, ROOT_CONTEXT, Span, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';

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

/**
 * Runs `work` in a span of the trace that `traceparent` names, and hands it the header to pass on; a trace that is not recorded costs
 * nothing but the header. `links` name other traces that led here. The trace travels in `Ctx`, not in an AsyncLocalStorage: on Node 20 that one slows every promise down.
 */
export async function inSpan<T>(
  name: string,
  traceparent: string | undefined,
  work: (traceparent?: string) => Promise<T>,
  links: readonly (string | undefined)[] = [],
): Promise<T> {
  const parent = contextOf(traceparent);
  const flags = trace.getSpanContext(parent)?.traceFlags ?? TraceFlags.NONE;
  if (!(flags & TraceFlags.SAMPLED)) return work(traceparent);
  const span = tracer.startSpan(name, { kind: SpanKind.CONSUMER, links: linksTo(links, parent) }, parent);
  try {
    return await work(traceparentOf(span));
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'unknown' });
    throw error;
  } finally {
    span.end();
  }
}

/** Other traces that this work belongs to as well. */
function linksTo(traceparents: readonly (string | undefined)[], parent: Context) {
  const own = trace.getSpanContext(parent)?.traceId;
  const contexts = traceparents.flatMap((traceparent) => trace.getSpanContext(contextOf(traceparent)) ?? []);
  return contexts.filter(({ traceId }) => traceId !== own).map((context) => ({ context }));
}

/** W3C header that makes what follows a child of this span; undefined when nothing traces. */
export function traceparentOf(span: Span): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext();
  if (!isSpanContextValid(span.spanContext())) return undefined;
  return `00-${traceId}-${spanId}-${(traceFlags & TraceFlags.SAMPLED).toString(16).padStart(2, '0')}`;
}

/** From the event to its committed effect, as one span of the event's trace; nothing when that is not recorded. */
export function recordEffect(name: string, { traceparent, time }: { traceparent?: string; time: string }): void {
  if (!traceparent?.endsWith('-01')) return;
  tracer.startSpan(name, { kind: SpanKind.CONSUMER, startTime: new Date(time) }, contextOf(traceparent)).end();
}
