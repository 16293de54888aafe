import 'reflect-metadata';
import { JsonLogger } from '@orderly/platform/telemetry';
import { boot } from './boot';
import { readConfig } from './config';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  await boot(config, new JsonLogger(config.LOG_LEVEL));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : 'failed to start'}\n`);
  process.exit(2);
});
