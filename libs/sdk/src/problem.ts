/** A clear no, or a failure, as the API has answered it (RFC 9457). */
export class OrderlyProblem extends Error {
  readonly status: number;
  /** `/problems/orders.not-active`: the path of a page that says what to do. */
  readonly type: string;
  /** `orders.not-active`; to be compared with in programs. */
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
  readonly permission?: string;
  readonly traceId?: string;

  constructor(status: number, body: ProblemBody) {
    const type = body.type ?? 'about:blank';
    const code = type.slice(type.lastIndexOf('/') + 1);
    const errors = body.errors ?? [];
    const where = errors.map((error) => `${error.pointer} ${error.code}`).join(', ');
    super([`${status} ${code}`, body.title, where].filter(Boolean).join(': '));
    this.name = 'OrderlyProblem';
    this.status = status;
    this.type = type;
    this.code = code;
    this.errors = errors;
    this.permission = body.permission;
    this.traceId = body.traceId;
  }
}

export interface ProblemBody {
  type?: string;
  title?: string;
  errors?: { pointer: string; code: string }[];
  permission?: string;
  traceId?: string;
}

/** No answer came: the server was away for longer than the client waits. */
export class OrderlyUnreachable extends Error {
  constructor(cause: unknown) {
    super('the server does not answer', { cause });
    this.name = 'OrderlyUnreachable';
  }
}
