import { Inject, OnApplicationShutdown } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { billing } from '@orderly/contexts/billing';
import { chart } from '@orderly/contexts/chart';
import { directory } from '@orderly/contexts/directory';
import { encounters } from '@orderly/contexts/encounters';
import { identity } from '@orderly/contexts/identity';
import { laboratory } from '@orderly/contexts/laboratory';
import { orders } from '@orderly/contexts/orders';
import { patients } from '@orderly/contexts/patients';
import { AdminEdgeAlone } from '@orderly/edges/admin';
import { createHttpApp } from '@orderly/platform/http';
import { Broker, ContextDatabases, contextModule, PlatformModule } from '@orderly/platform/messaging';
import { JsonLogger } from '@orderly/platform/telemetry';
import { Config } from './config';

const CONNECTIONS = 4;
/** Journeys are read by their definitions. */
const ELSEWHERE = [directory, patients, encounters, orders, laboratory, billing, chart];

/**
 * The operators' door in a process of its own, so that it is there when the others are not. Identity is here to let people log in; no
 * relay, subscription or errand is started and nothing is migrated.
 */
export async function boot(config: Config, logger: JsonLogger | false): Promise<NestFastifyApplication> {
  const platform = PlatformModule.forRoot({
    databaseUrl: config.DATABASE_URL,
    amqpUrl: config.AMQP_URL,
    secret: config.ORDERLY_SECRET,
    namespace: config.MESSAGING_NAMESPACE,
    poolSize: CONNECTIONS,
    elsewhere: ELSEWHERE,
    jaegerUrl: config.JAEGER_URL,
  });
  class Admin implements OnApplicationShutdown {
    @Inject(Broker) private readonly broker!: Broker;

    async onApplicationShutdown(): Promise<void> {
      await this.broker.close();
    }
  }
  const app = await createHttpApp(
    { module: Admin, imports: [platform, contextModule(identity), AdminEdgeAlone] },
    { logger, corsOrigins: config.CORS_ORIGINS.split(',').filter(Boolean) },
  );
  app.enableShutdownHooks();
  await app.get(Broker).open();
  await app.get(ContextDatabases).openElsewhere();
  await app.listen(config.ADMIN_PORT, config.ADMIN_HOST);
  return app;
}
