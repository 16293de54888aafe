import { OnApplicationShutdown } from '@nestjs/common';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AdminEdge } from '@orderly/edges/admin';
import { AnalyserEdge } from '@orderly/edges/analyser';
import { ClinicalEdge, serveConsole } from '@orderly/edges/clinical';
import { ensureOperator } from '@orderly/contexts/identity';
import { createHttpApp } from '@orderly/platform/http';
import { Contexts, contextModule, EventTransport, PlatformModule } from '@orderly/platform/messaging';
import { migrate } from '@orderly/platform/persistence';
import { JsonLogger, Telemetry } from '@orderly/platform/telemetry';
import { analyserTls, Config } from './config';
import { contextsOf } from './contexts';

/** Migrates, starts every context and edge in this process, and listens. */
export async function boot(config: Config, logger: JsonLogger | false, telemetry?: Telemetry): Promise<NestFastifyApplication> {
  const contexts = contextsOf(config);
  await migrate(config.DATABASE_URL, config.ORDERLY_SECRET, contexts);
  const platform = PlatformModule.forRoot({
    databaseUrl: config.DATABASE_URL,
    amqpUrl: config.AMQP_URL,
    secret: config.ORDERLY_SECRET,
    namespace: config.MESSAGING_NAMESPACE,
    poolSize: config.DB_POOL_SIZE,
    jaegerUrl: config.JAEGER_URL,
  });
  // Not even loaded where there is none.
  const panel = config.SANDBOX_URL ? [(await import('./sandbox-edge')).sandboxEdge(config)] : [];
  const analysers = AnalyserEdge.at({ host: config.MLLP_HOST, port: config.MLLP_PORT, tls: analyserTls(config) });
  class AllInOne implements OnApplicationShutdown {
    /** Last of all, so that the spans of what is being finished still leave. */
    async onApplicationShutdown(): Promise<void> {
      await telemetry?.stop();
    }
  }
  const app = await createHttpApp(
    { module: AllInOne, imports: [platform, ...contexts.map(contextModule), ClinicalEdge, AdminEdge, analysers, ...panel] },
    { logger, leaveMs: config.LEAVE_MS, corsOrigins: config.CORS_ORIGINS.split(',').filter(Boolean) },
  );
  await serveConsole(app);
  app.connectMicroservice({ strategy: app.get(EventTransport) }, { inheritAppConfig: true });
  app.enableShutdownHooks();
  await app.startAllMicroservices();
  const identity = app.get(Contexts).running.find(({ definition }) => definition.context === 'identity');
  if (identity) await ensureOperator(identity.db, { password: config.OPERATOR_PASSWORD });
  await app.listen(config.PORT, config.HOST);
  return app;
}
