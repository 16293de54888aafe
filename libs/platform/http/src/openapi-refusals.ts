import { isDeepStrictEqual } from 'node:util';
import { RefusalPage, refusalPages } from '@orderly/kernel';
import { Json } from './json-schema';
import { needsIdempotencyKey, Route } from './route';
import './refusals';

type Refused = [code: string, page: RefusalPage];

const posts = ({ method }: Route): boolean => method === 'POST';
const signedIn = ({ kind }: Route): boolean => kind !== 'open';

/** Which of the refusals that belong to no context a route may answer; those not listed, every route. */
const GENERAL: Readonly<Record<string, (route: Route) => boolean>> = {
  'malformed-json': posts,
  'too-large': posts,
  'unsupported-media-type': posts,
  'malformed-header': signedIn,
  unauthenticated: signedIn,
  forbidden: signedIn,
  'invalid-cursor': ({ operation }) => 'cursor' in operation.input.shape,
  'idempotency-key-required': needsIdempotencyKey,
  'idempotency-key-reused': needsIdempotencyKey,
  'in-flight': needsIdempotencyKey,
  'not-known-yet': needsIdempotencyKey,
  conflict: needsIdempotencyKey,
  'version-mismatch': ({ kind }) => kind === 'act',
  'too-many-streams': ({ kind }) => kind === 'stream',
  'not-found': ({ params }) => params.length > 0,
  // Never with a route of the table.
  'no-such-route': () => false,
};

/** Problem responses of one document: the same set of refusals is written once and referred to. */
export class RefusalResponses {
  readonly named: Record<string, Json> = {};

  /** Every refusal that a caller of the route may meet, by status. Those of its context are listed with each of its routes. */
  of(route: Route): Record<string, Json> {
    const byStatus = new Map<number, Refused[]>();
    for (const [code, page] of refusalPages())
      if (applies(code, route)) byStatus.set(page.status, [...(byStatus.get(page.status) ?? []), [code, page]]);
    const statuses = [...byStatus.keys()].sort((a, b) => a - b);
    return Object.fromEntries(statuses.map((status) => [status, this.refer(route, status, byStatus.get(status) ?? [])]));
  }

  private refer({ operation }: Route, status: number, refused: Refused[]): Json {
    const response = responseOf(status, refused);
    const own = refused.some(([code]) => !code.startsWith('orderly.'));
    const stem = `${own ? operation.context : 'any'}-${status}`;
    let name = stem;
    for (let more = 2; this.named[name] && !isDeepStrictEqual(this.named[name], response); more++) name = `${stem}-${more}`;
    this.named[name] = response;
    return { $ref: `#/components/responses/${name}` };
  }
}

function applies(code: string, route: Route): boolean {
  const [context = '', name = ''] = code.split('.');
  return context === 'orderly' ? (GENERAL[name]?.(route) ?? true) : context === route.operation.context;
}

function responseOf(status: number, refused: Refused[]): Json {
  const sorted = [...refused].sort(([a], [b]) => (a < b ? -1 : 1));
  const [code, { title }] = sorted[0] as Refused;
  const waits = status === 409 || status === 429 || status === 503;
  return {
    description: sorted.map(([each, page]) => `\`${each}\`: ${page.title}`).join('\n\n'),
    ...(waits ? { headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } } } : {}),
    content: {
      'application/problem+json': {
        schema: { $ref: '#/components/schemas/Problem' },
        example: { type: `/problems/${code}`, title, status, traceId: '5b8aa5a2d2c872e8321cf37308d69df2' },
      },
    },
  };
}
