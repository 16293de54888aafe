import { CompositePropagator, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { JaegerPropagator } from '@opentelemetry/propagator-jaeger';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { NodeSDK } from '@opentelemetry/sdk-node';
import {
  BatchSpanProcessor,
  NoopSpanProcessor,
  ParentBasedSampler,
  SpanExporter,
  SpanProcessor,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';

export interface TelemetryOptions {
  service: string;
  /** OTLP/HTTP, `http://jaeger:4318`; without it nothing is exported, but trace ids still travel. */
  endpoint?: string;
  /** Share of traces that start here and are kept; a caller's sampled flag always wins. */
  ratio: number;
  exporter?: SpanExporter;
}

export interface Telemetry {
  /** Sends what is waiting. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts tracing for this process. `traceparent` and Jaeger's `uber-trace-id` are both understood. */
export function startTelemetry({ service, endpoint, ratio, exporter }: TelemetryOptions): Telemetry {
  const target = exporter ?? (endpoint ? new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces` }) : undefined);
  // Without any processor the SDK would not even give out trace ids.
  const spanProcessors: SpanProcessor[] = [target ? new BatchSpanProcessor(target) : new NoopSpanProcessor()];
  const sdk = new NodeSDK({
    resource: resourceFromAttributes({ 'service.name': service }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    textMapPropagator: new CompositePropagator({ propagators: [new JaegerPropagator(), new W3CTraceContextPropagator()] }),
    spanProcessors,
    instrumentations: [],
    metricReaders: [],
    logRecordProcessors: [],
  });
  sdk.start();
  return { flush: () => spanProcessors[0]?.forceFlush() ?? Promise.resolve(), stop: () => sdk.shutdown() };
}
