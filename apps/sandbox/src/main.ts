import { JsonLogger } from '@orderly/platform/telemetry';
import { readConfig, startSandbox } from './sandbox';

async function main(): Promise<void> {
  const logger = new JsonLogger();
  const sandbox = await startSandbox(readConfig(process.env), logger);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sandbox.close());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed to start'}\n`);
  process.exit(2);
});
