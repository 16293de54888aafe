import { OperationDeclaration } from '@orderly/kernel';

/**
 * `create`: 201 and a Location. `act`: a domain action on something that is there. `search`: a query whose fields must not stand in a URL.
 * `stream`: an answer that goes on until somebody ends it.
 */
export type RouteKind = 'create' | 'act' | 'read' | 'search' | 'open' | 'stream';

/** One line of an edge's route table. */
export interface Route {
  readonly kind: RouteKind;
  readonly method: 'GET' | 'POST';
  /** `/v1/orders/:orderId`; parameters carry the names of input fields. */
  readonly path: string;
  readonly params: readonly string[];
  readonly operation: OperationDeclaration;
}

const line =
  (kind: RouteKind, method: Route['method']) =>
  (path: string, operation: OperationDeclaration): Route => {
    const params = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
    const unknown = params.filter((name) => !(name in operation.input.shape));
    if (unknown.length > 0) throw new Error(`${path}: ${operation.name} has no field ${unknown.join(', ')}`);
    return { kind, method, path, params, operation };
  };

/** The six ways in which a command or query stands at an edge. */
export const route = {
  post: line('create', 'POST'),
  act: line('act', 'POST'),
  get: line('read', 'GET'),
  search: line('search', 'POST'),
  /** Needs neither token nor idempotency key. */
  open: line('open', 'POST'),
  /** Token or ticket; the operation is not carried out but describes what may be asked. */
  stream: line('stream', 'GET'),
};

/** Commands of signed-in people are carried out once per Idempotency-Key. */
export const needsIdempotencyKey = ({ kind }: Route): boolean => kind === 'create' || kind === 'act';

export const isRead = ({ kind }: Route): boolean => kind === 'read' || kind === 'search';

export const statusOf = ({ kind }: Route): number => (kind === 'create' ? 201 : 200);

/** `/v1/orders/{orderId}`, as OpenAPI and the SDK write it. */
export const template = ({ path }: Route): string => path.replace(/:(\w+)/g, '{$1}');

/** Where a created resource is read again: the route directly below its collection that answers the same resource. */
export function readerOf(created: Route, table: readonly Route[]): Route | undefined {
  const below = new RegExp(`^${created.path}/:\\w+$`);
  return table.find(
    ({ kind, path, operation }) =>
      kind === 'read' &&
      below.test(path) &&
      operation.resource !== undefined &&
      operation.resource === created.operation.resource,
  );
}

/** Fails the start when two routes would answer the same request. */
export function assertDistinct(table: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { method, path } of table) {
    const key = `${method} ${path.replace(/:\w+/g, ':')}`;
    if (seen.has(key)) throw new Error(`two routes answer ${key}`);
    seen.add(key);
  }
}
