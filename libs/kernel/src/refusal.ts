export interface RefusalPage {
  /** HTTP status that the refusal is answered with. */
  readonly status: number;
  /** One sentence for people; never contains data of the request. */
  readonly title: string;
  /** What to do next; shown on the page behind the problem's `type`. */
  readonly remedy: string;
}

/** A clear no with a stable code. The only error that reaches a caller as it is. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly page: RefusalPage,
    readonly details: {
      pointer?: string;
      retryAfterSeconds?: number;
      errors?: readonly { pointer: string; code: string }[];
    } = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

const pages = new Map<string, RefusalPage>();

/** Declares the closed set of refusals of a context and returns the function that makes them: `throw laboratoryRefuses('self-verification')`. */
export function refusals<K extends string>(
  context: string,
  set: Record<K, readonly [status: number, title: string, remedy: string]>,
) {
  for (const code of Object.keys(set) as K[]) {
    const [status, title, remedy] = set[code];
    pages.set(`${context}.${code}`, { status, title, remedy });
  }
  return (code: K, details?: Refusal['details']) => refusalOf(`${context}.${code}`, details);
}

/** Refusals that belong to no context. */
export const refuses = refusals('orderly', {
  'invalid-input': [
    400,
    'The request does not have the right shape.',
    'Compare the request with the API page; `errors` points at each wrong field.',
  ],
  unauthenticated: [
    401,
    'No valid access token.',
    'Log in with POST /v1/login and send the token as `Authorization: Bearer ...`.',
  ],
  forbidden: [
    403,
    'A permission is missing.',
    'Ask an administrator of your hospital for a role with the permission named in `permission`.',
  ],
  'not-found': [404, 'There is nothing here under this id.', 'Check the id; ids of other hospitals answer the same.'],
  conflict: [409, 'Somebody else was quicker, or the id is taken.', 'Read the resource again and decide anew.'],
  'in-flight': [
    409,
    'A request with this Idempotency-Key is still being carried out.',
    'Wait a second and send the same request again.',
  ],
  'not-known-yet': [
    409,
    'The request names something that has not arrived here yet.',
    'Send it again after `Retry-After` seconds; if it stays, the id is wrong.',
  ],
  'version-mismatch': [
    412,
    'The resource has changed since you read it.',
    'Read it again, look at the change, and send the new ETag as If-Match.',
  ],
  'idempotency-key-required': [
    400,
    'The header Idempotency-Key is missing.',
    'Send a fresh UUID as Idempotency-Key with each new action, the same one with each repeat.',
  ],
  'idempotency-key-reused': [422, 'This Idempotency-Key was used for another request.', 'Use a fresh key for each new action.'],
  'too-large': [413, 'The request is too large.', 'Send at most 1 MiB.'],
  'invalid-cursor': [400, 'The cursor is not one that this list gave out.', 'Start again without `cursor`.'],
  unavailable: [
    503,
    'A part of the system does not answer just now.',
    'Send the same request again with the same Idempotency-Key after `Retry-After` seconds.',
  ],
  internal: [
    500,
    'Something went wrong on our side.',
    'Report the `traceId`; sending the same request with the same Idempotency-Key again is safe.',
  ],
});

/** The refusal declared under `code`, wherever it was declared; undefined when nobody did. */
export const refusalPage = (code: string): RefusalPage | undefined => pages.get(code);

/** Every declared refusal, for the pages under /problems. */
export const refusalPages = (): ReadonlyMap<string, RefusalPage> => pages;

/** Makes the refusal declared under the full `code`. Throws a plain Error when nobody declared it. */
export function refusalOf(code: string, details?: Refusal['details']): Refusal {
  const page = pages.get(code);
  if (!page) throw new Error(`no refusal is declared under ${code}`);
  return new Refusal(code, page, details);
}
