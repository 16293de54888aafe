import { DynamicModule, Logger, LoggerService, LogLevel, Module, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyReply, FastifyRequest } from 'fastify';
import { serveApiPage } from './api-page';
import { Health, LEAVE_MS } from './health';
import { answerMalformed, ProblemFilter } from './problem';
import { ProblemPages } from './problem-pages';
import { sendSecurityHeaders } from './security-headers';
import { followRequests, RequestLine } from './trail';

export interface HttpOptions {
  /** Origins whose pages a browser lets call; none by default. */
  readonly corsOrigins?: readonly string[];
  /** Whether /docs and /openapi.json are served; yes by default. */
  readonly docs?: boolean;
  /** Goes on serving for so long after it has said that it is leaving; 0 by default. */
  readonly leaveMs?: number;
  readonly logger?: LoggerService | LogLevel[] | false;
  /** Where the request log goes; Nest's logger by default. */
  readonly requestLog?: (line: RequestLine) => void;
}

const MEBIBYTE = 1_048_576;
const EXPOSED = [
  'ETag',
  'Location',
  'Retry-After',
  'Orderly-Version',
  'Orderly-Consistency',
  'Orderly-Trace-Id',
  'Idempotency-Replayed',
];

@Module({ controllers: [ProblemPages, Health] })
class HttpHost {}

/** The application behind a port: the edges in `root`, problems, health, metrics, API page. Not yet listening. */
export async function createHttpApp(root: Type | DynamicModule, options: HttpOptions = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MEBIBYTE,
    requestTimeout: 30_000,
    keepAliveTimeout: 75_000,
    frameworkErrors: (_error: unknown, request: FastifyRequest, reply: FastifyReply) => answerMalformed(request, reply),
    forceCloseConnections: 'idle',
    // What arrives on an open connection while the port closes is answered like everything else; its connection ends then.
    return503OnClosing: false,
  });
  const { logger } = options;
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: HttpHost, imports: [root], providers: [{ provide: LEAVE_MS, useValue: options.leaveMs ?? 0 }] },
    adapter,
    {
      bodyParser: false,
      abortOnError: false,
      ...(logger === undefined ? {} : { logger }),
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  // Fastify reads JSON by itself and refuses `__proto__`; text it would read too.
  fastify.removeContentTypeParser('text/plain');
  sendSecurityHeaders(fastify);
  followRequests(fastify, options.requestLog ?? toNestLogger());
  if (options.corsOrigins?.length) app.enableCors({ origin: [...options.corsOrigins], exposedHeaders: EXPOSED, maxAge: 600 });
  app.useGlobalFilters(new ProblemFilter());
  if (options.docs !== false) serveApiPage(app);
  return app;
}

function toNestLogger(): (line: RequestLine) => void {
  const log = new Logger('Http');
  return (line) => log.log(line);
}
