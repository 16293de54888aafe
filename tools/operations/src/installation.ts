import { userInfo } from 'node:os';
import { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, systemContext } from '@orderly/kernel';
import { Broker, ContextDatabases, ContextDefinition, PlatformModule } from '@orderly/platform/messaging';

/** Where an installation of Orderly keeps its data, running or not. */
export interface Installation {
  /** Of the administrator. */
  readonly databaseUrl: string;
  readonly amqpUrl: string;
  readonly secret: string;
  readonly namespace: string;
  /** What is read by the definitions of contexts, though none of them runs here. */
  readonly elsewhere?: readonly ContextDefinition[];
  readonly jaegerUrl?: string;
}

/** Something outside is missing; the message says what to do. Exit status 2. */
export class Unusable extends Error {}

/** What the environment names. Throws Unusable; says names of variables, never values. */
export function openInstallation(env: NodeJS.ProcessEnv): Installation {
  const given = (name: string): string => {
    const value = env[name];
    if (!value)
      throw new Unusable(`${name} is not set: use \`npm run orderly\`, which knows the installation of \`npm start\`, or set it`);
    return value;
  };
  return {
    databaseUrl: given('DATABASE_URL'),
    amqpUrl: given('AMQP_URL'),
    secret: given('ORDERLY_SECRET'),
    namespace: env['MESSAGING_NAMESPACE'] ?? 'orderly',
  };
}

/** Whoever has the console is an operator; the audit trail names the account. */
export const atTheConsole = (): Ctx => ({
  ...systemContext(NOBODYS, 'cli', ''),
  user: `cli:${userInfo().username}`,
  reason: undefined,
});

/** The tenant of what belongs to no hospital. */
const NOBODYS = '00000000-0000-0000-0000-000000000000';
const BROKER_MS = 3_000;

/** Runs `work` on the platform's library over all contexts' databases; nothing of the application itself runs. */
export async function onPlatform<T>(
  { namespace, ...rest }: Installation,
  work: (platform: INestApplicationContext) => Promise<T>,
  { broker = false } = {},
): Promise<T> {
  const options = { ...rest, namespace, poolSize: 2 };
  const platform = await NestFactory.createApplicationContext(PlatformModule.forRoot(options), { logger: false });
  try {
    await platform.get(ContextDatabases).openElsewhere();
    if (broker) await connect(platform.get(Broker));
    return await work(platform);
  } finally {
    await platform.get(Broker).close();
    await platform.close();
  }
}

/** Goes on without it when it does not answer. */
async function connect(broker: Broker): Promise<void> {
  await broker.open();
  for (const end = Date.now() + BROKER_MS; !broker.connected && Date.now() < end;) await new Promise((go) => setTimeout(go, 20));
}
