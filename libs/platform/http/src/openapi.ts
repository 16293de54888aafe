import { Edge } from './edge-module';
import { exampleOf } from './example';
import { Json, Schemas } from './json-schema';
import { headerParameters, HEADERS, PARAMETERS, responseHeaders } from './openapi-headers';
import { RefusalResponses } from './openapi-refusals';
import { Route, statusOf, template } from './route';

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: Json;
  servers: Json[];
  tags: Json[];
  paths: Record<string, Record<string, Json>>;
  components: Record<string, Json>;
  security: Json[];
}

const PROBLEM: Json = {
  type: 'object',
  description: 'Problem Details (RFC 9457). `type` is the path of a page that says what to do.',
  required: ['type', 'title', 'status', 'traceId'],
  properties: {
    type: { type: 'string', examples: ['/problems/orderly.invalid-input'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code'],
        properties: {
          pointer: { type: 'string', description: 'JSON Pointer (RFC 6901) into the input' },
          code: { type: 'string' },
        },
      },
    },
    permission: { type: 'string', description: 'with 403: the permission that is missing' },
    header: { type: 'string', description: 'with orderly.malformed-header: which one' },
    traceId: { type: 'string' },
  },
};

/** The OpenAPI 3.1 document of some edges; the same input gives the same text. */
export function openApiOf(edges: readonly Edge[]): OpenApiDocument {
  const [first] = edges;
  const parts: Parts = { schemas: new Schemas(), refusals: new RefusalResponses() };
  const examples = Object.assign({}, ...edges.map((edge) => edge.examples ?? {})) as Record<string, unknown>;
  const paths: OpenApiDocument['paths'] = {};
  const routes = edges.flatMap((edge) => edge.routes);
  for (const route of routes) {
    const known = examplesFor(route, examples);
    (paths[template(route)] ??= {})[route.method.toLowerCase()] = operationOf(route, parts, known);
  }
  const contexts = [...new Set(routes.map(({ operation }) => operation.context))];
  return {
    openapi: '3.1.0',
    info: { title: first?.title ?? 'Orderly', version: first?.version ?? '0', ...describe(first) },
    servers: [{ url: '/' }],
    tags: contexts.map((name) => ({ name })),
    paths,
    components: {
      schemas: { Problem: PROBLEM, ...parts.schemas.named },
      responses: parts.refusals.named,
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'from POST /v1/login' } },
    },
    security: [{ token: [] }],
  };
}

const STREAM: Json = {
  description:
    'Events until the client goes, the token ends or the process does: `hint`, and `reset` when some may have been missed.',
  content: {
    'text/event-stream': {
      schema: { type: 'string' },
      example:
        'id: 0J6pT2mZqXw.7\nevent: hint\ndata: {"type":"Order","id":"0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70","version":3}\n\n',
    },
  },
};

/** What the routes of a document share. */
interface Parts {
  readonly schemas: Schemas;
  readonly refusals: RefusalResponses;
}

const describe = (edge?: Edge): Json => (edge?.description ? { description: edge.description } : {});

/** `RejectSpecimen.reason` says more than `reason`. */
function examplesFor({ operation }: Route, examples: Record<string, unknown>): Record<string, unknown> {
  const prefix = `${operation.name}.`;
  const own = Object.entries(examples).filter(([name]) => name.startsWith(prefix));
  return { ...examples, ...Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value])) };
}

function operationOf(route: Route, document: Parts, examples: Record<string, unknown>): Json {
  const { operation, kind } = route;
  const input = document.schemas.of(operation.input, 'input');
  const fields = Object.entries((input['properties'] ?? {}) as Record<string, Json>);
  const inPath = fields.filter(([name]) => route.params.includes(name));
  const others = fields.filter(([name]) => !route.params.includes(name));
  const required = new Set((input['required'] ?? []) as string[]);
  const queryParameter = (name: string, schema: Json) =>
    required.has(name)
      ? parameter(name, 'query', true, withExample(schema, name, examples))
      : parameter(name, 'query', false, schema);
  return {
    operationId: operation.name.charAt(0).toLowerCase() + operation.name.slice(1),
    summary: operation.summary,
    tags: [operation.context],
    'x-permission': operation.permission,
    ...(kind === 'open' ? { security: [] } : {}),
    // A ticket in the query instead.
    ...(kind === 'stream' ? { security: [{ token: [] }, {}] } : {}),
    parameters: [
      ...inPath.map(([name, schema]) => parameter(name, 'path', true, withExample(schema, name, examples))),
      ...(route.method === 'GET' ? others.map(([name, schema]) => queryParameter(name, schema)) : []),
      ...headerParameters(route),
    ],
    ...(route.method === 'POST' ? { requestBody: bodyOf(route, input, Object.fromEntries(others), examples) } : {}),
    responses: { [statusOf(route)]: success(route, document.schemas), ...document.refusals.of(route) },
  };
}

const parameter = (name: string, place: string, required: boolean, schema: Json): Json => ({ name, in: place, required, schema });

const withExample = (schema: Json, name: string, examples: Record<string, unknown>): Json => ({
  ...schema,
  examples: [exampleOf(schema, name, examples)],
});

function bodyOf({ params }: Route, input: Json, properties: Record<string, Json>, examples: Record<string, unknown>): Json {
  const required = ((input['required'] ?? []) as string[]).filter((name) => !params.includes(name));
  const schema: Json = { type: 'object', properties, ...(required.length ? { required } : {}), additionalProperties: false };
  return {
    required: required.length > 0,
    content: { 'application/json': { schema, example: exampleOf(schema, '', examples) } },
  };
}

function success(route: Route, schemas: Schemas): Json {
  if (route.kind === 'stream') return { ...STREAM, headers: responseHeaders(route) };
  return {
    description: route.kind === 'create' ? 'Created; the resource as it now is.' : 'Done; the answer.',
    headers: responseHeaders(route),
    content: { 'application/json': { schema: schemas.of(route.operation.output, 'output') } },
  };
}
