import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(__dirname, '../../../..');
/** The loader must not turn this into require(): the finder is an ES module. */
const load = new Function('url', 'return import(url)') as (url: string) => Promise<{
  provideInfrastructure(given: { root: string; purpose: string; say(line: string): void }): Promise<Infrastructure>;
}>;

interface Infrastructure {
  databaseUrl: string;
  amqpUrl: string;
  stop(): Promise<void>;
}

declare global {
  var orderlyInfrastructure: Infrastructure | undefined;
}

/** `npm test` brings PostgreSQL and RabbitMQ; a bare `npx jest` finds or starts them here. */
export default async function setUp(): Promise<void> {
  if (process.env['DATABASE_URL'] && process.env['AMQP_URL']) return;
  const { provideInfrastructure } = await load(pathToFileURL(join(root, 'tools/infra/infrastructure.mjs')).href);
  const infrastructure = await provideInfrastructure({ root, purpose: 'test', say: (line) => process.stderr.write(`${line}\n`) });
  process.env['DATABASE_URL'] = infrastructure.databaseUrl;
  process.env['AMQP_URL'] = infrastructure.amqpUrl;
  globalThis.orderlyInfrastructure = infrastructure;
}
