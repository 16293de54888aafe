import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Edge, EDGE } from './edge-module';
import { OpenApiDocument, openApiOf } from './openapi';

/** `/docs` with try-it, and `/openapi.json`. Works without a network: the page's files come from this process. */
export function serveApiPage(app: NestFastifyApplication): void {
  const edges = edgesOf(app);
  if (edges.length === 0) return;
  let built: OpenApiDocument | undefined;
  const document = () => (built ??= openApiOf(edges)) as unknown as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, {
    customSiteTitle: edges[0]?.title,
    raw: ['json'],
    jsonDocumentUrl: 'openapi.json',
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      docExpansion: 'none',
      defaultModelsExpandDepth: 0,
      tryItOutEnabled: true,
      filter: true,
      requestInterceptor: freshIdempotencyKey,
    },
  });
}

function edgesOf(app: NestFastifyApplication): Edge[] {
  try {
    return app.get<Edge[]>(EDGE, { strict: false, each: true } as never);
  } catch {
    return [];
  }
}

interface PageRequest {
  method: string;
  headers: Record<string, string>;
}

/** Runs in the browser, where Nest sends its text: it must not refer to anything outside itself. */
function freshIdempotencyKey(request: PageRequest): PageRequest {
  if (request.headers['Idempotency-Key'] === 'a-fresh-one-each-time')
    request.headers['Idempotency-Key'] = `docs-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  return request;
}
