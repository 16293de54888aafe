import { Json } from './json-schema';
import { isRead, needsIdempotencyKey, Route } from './route';

const text = (description: string, example: string): Json => ({ description, schema: { type: 'string' }, example });

const parameter = (name: string, description: string, rest: Json): Json => ({ name, in: 'header', description, ...rest });

/** Request headers, declared once and referred to by each route. */
export const PARAMETERS: Json = {
  IdempotencyKey: parameter(
    'Idempotency-Key',
    'A fresh value, a UUID for example, for each new action, and the same one with each repeat. Kept for 30 days; a repeat gets the first answer.',
    {
      required: true,
      schema: { type: 'string', minLength: 8, maxLength: 200, pattern: '^[!-~]+$' },
      // The API page replaces it with a fresh value when a request is sent.
      example: 'a-fresh-one-each-time',
    },
  ),
  IfMatch: parameter('If-Match', 'The ETag that you have seen; refused with 412 when the resource has changed since.', {
    required: false,
    schema: { type: 'string' },
  }),
  WaitFor: parameter(
    'Orderly-Wait-For',
    'An `Orderly-Version` that a write has answered: the read waits up to 2 s until it shows that version.',
    { required: false, schema: { type: 'string' } },
  ),
  LastEventId: parameter(
    'Last-Event-ID',
    'Id of the last event seen: what came since then follows, or `reset` when it is too old.',
    {
      required: false,
      schema: { type: 'string' },
    },
  ),
};

/** Response headers. */
export const HEADERS: Record<string, Json> = {
  ETag: text('The version of the resource.', 'W/"3"'),
  Location: text('Where the resource is read.', '/v1/orders/0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70'),
  'Orderly-Version': text(
    'What was written; to be sent as `Orderly-Wait-For` with a read.',
    'Order/0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70@3',
  ),
  'Orderly-Consistency': text('`stale`: the read has waited in vain and answers with what it has.', 'stale'),
  'Idempotency-Replayed': text('`true`: this is the first answer to the same request.', 'true'),
  'Orderly-Trace-Id': text('Leads through every service to what this request set in motion.', '5b8aa5a2d2c872e8321cf37308d69df2'),
  'Retry-After': text('Seconds to wait before the same request is sent again.', '1'),
};

const refer = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` });

export function headerParameters(route: Route): Json[] {
  const names = [
    ...(needsIdempotencyKey(route) ? ['IdempotencyKey'] : []),
    ...(route.kind === 'act' ? ['IfMatch'] : []),
    ...(isRead(route) ? ['WaitFor'] : []),
    ...(route.kind === 'stream' ? ['LastEventId'] : []),
  ];
  return names.map((name) => refer('parameters', name));
}

export function responseHeaders(route: Route): Json {
  const versioned = route.operation.resource !== undefined && route.kind !== 'search';
  const writes = needsIdempotencyKey(route);
  const names = [
    ...(versioned ? ['ETag'] : []),
    ...(route.kind === 'create' && versioned ? ['Location'] : []),
    ...(writes ? ['Orderly-Version', 'Idempotency-Replayed'] : []),
    ...(isRead(route) ? ['Orderly-Consistency'] : []),
    'Orderly-Trace-Id',
  ];
  return Object.fromEntries(names.map((name) => [name, refer('headers', name)]));
}
