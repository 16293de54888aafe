import 'reflect-metadata';
import { JsonLogger, startTelemetry } from '@orderly/platform/telemetry';
import { boot } from './boot';
import { readConfig } from './config';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = new JsonLogger(config.LOG_LEVEL);
  const telemetry = startTelemetry({
    service: 'orderly',
    endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
    ratio: config.TRACE_RATIO,
  });
  await boot(config, logger, telemetry);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed to start'}\n`);
  process.exit(2);
});
