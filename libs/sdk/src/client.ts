import { OrderlyProblem, OrderlyUnreachable } from './problem';
import { Arrived, Exchange, Transport } from './transport';
import { AnswerTo, Given, PathOf } from './types';

/** Who calls: somebody who logs in, or somebody who has done so elsewhere. */
export type Caller =
  | {
      /** The hospital's slug. */
      readonly tenant: string;
      readonly username: string;
      readonly password: string;
    }
  | {
      /** The token of the moment; without one the call goes out without it. A refused token is the caller's to renew. */
      readonly accessToken: () => string | undefined;
    };

export type OrderlyOptions = Caller & {
  /** `http://localhost:3000` */
  readonly baseUrl: string;
  /** How long a call goes on against a server that is away or busy; 30 s. */
  readonly patienceMs?: number;
  /** Kept-alive connections; 32. A browser has its own number. */
  readonly connections?: number;
  /** How long one attempt may take; 35 s. */
  readonly timeoutMs?: number;
  /** Told about every answer, for measurements. */
  readonly onAnswer?: (seen: { method: string; path: string; status: number; ms: number }) => void;
  readonly transport?: Transport;
};

export interface CallOptions {
  /** With POST: the same key for the same action; without it every call is an action of its own. */
  readonly idempotencyKey?: string;
  /** The ETag that the caller has seen. */
  readonly ifMatch?: string;
  /** With reads: an Answer's `version`; the read waits until it shows it. */
  readonly waitFor?: string;
  /** W3C trace context of the caller. */
  readonly traceparent?: string;
}

export interface Answer<T> {
  readonly data: T;
  readonly status: number;
  readonly etag?: string;
  /** `Order/0193...@3`, after a write: to be given as `waitFor`. */
  readonly version?: string;
  readonly location?: string;
  /** The first answer to the same request, not a new action. */
  readonly replayed: boolean;
  /** The read has waited in vain and shows what it has. */
  readonly stale: boolean;
  readonly traceId?: string;
}

/** What a call needs at run time, whatever its route. */
interface Sent extends CallOptions {
  readonly path?: object;
  readonly query?: object;
  readonly body?: object;
}

/** Only a route without required fields may be called without arguments. */
type Arguments<G> = Record<never, never> extends G ? [given?: G & CallOptions] : [given: G & CallOptions];

/** A client of one user, typed by path. With a password it logs in by itself, and again when the token has ended. */
export class OrderlyClient {
  private readonly patienceMs: number;
  private token?: Promise<string | undefined>;
  private renewAt = 0;

  constructor(
    private readonly options: OrderlyOptions,
    private readonly transport: Transport,
  ) {
    this.patienceMs = options.patienceMs ?? 30_000;
  }

  async get<P extends PathOf<'get'>>(path: P, ...[given]: Arguments<Given<P, 'get'>>): Promise<Answer<AnswerTo<P, 'get'>>> {
    return this.call('GET', path, given as Sent | undefined);
  }

  async post<P extends PathOf<'post'>>(path: P, ...[given]: Arguments<Given<P, 'post'>>): Promise<Answer<AnswerTo<P, 'post'>>> {
    return this.call('POST', path, given);
  }

  close(): void {
    this.transport.close();
  }

  private async call<T>(method: string, path: string, given: Sent = {}): Promise<Answer<T>> {
    const exchange = { method, path: pathOf(path, given), headers: headersOf(method, given), body: bodyOf(method, given.body) };
    let used: Promise<string | undefined> | undefined;
    const send = async () => {
      const token = await (used = this.accessToken());
      const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
      return this.measured(path, { ...exchange, headers: { ...exchange.headers, ...authorization } });
    };
    let arrived = await this.patiently(send);
    if (arrived.status === 401 && 'password' in this.options) {
      // Another call may have renewed the token meanwhile.
      if (this.token === used) this.token = undefined;
      arrived = await this.patiently(send);
    }
    return answerOf<T>(arrived);
  }

  /** One log-in at a time, a minute before the token ends. */
  private accessToken(): Promise<string | undefined> {
    if (!('password' in this.options)) return Promise.resolve(this.options.accessToken());
    if (!this.token || Date.now() >= this.renewAt) {
      this.renewAt = Infinity;
      this.token = this.logIn(this.options);
      this.token.catch(() => (this.token = undefined));
    }
    return this.token;
  }

  private async logIn({ tenant, username, password }: Extract<Caller, { password: string }>): Promise<string> {
    const exchange = {
      method: 'POST',
      path: '/v1/login',
      headers: JSON_BODY,
      body: JSON.stringify({ tenant, username, password }),
    };
    const arrived = await this.patiently(() => this.measured('/v1/login', exchange));
    const { accessToken, expiresIn } = answerOf<{ accessToken: string; expiresIn: number }>(arrived).data;
    this.renewAt = Date.now() + Math.max(expiresIn - 60, expiresIn / 2) * 1000;
    return accessToken;
  }

  /** Repeats what may succeed in a moment. Every action carries its key, so that a repeat is not a second action. */
  private async patiently(send: () => Promise<Arrived>): Promise<Arrived> {
    const deadline = Date.now() + this.patienceMs;
    for (let attempt = 0; ; attempt++) {
      const arrived = await send().catch(failure);
      const pause = arrived instanceof OrderlyUnreachable ? backoff(attempt) : pauseAsked(arrived, attempt);
      const late = pause !== undefined && Date.now() + pause > deadline;
      if (arrived instanceof OrderlyUnreachable && late) throw arrived;
      if (pause === undefined || late) return arrived as Arrived;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private async measured(path: string, exchange: Exchange): Promise<Arrived> {
    const started = performance.now();
    const arrived = await this.transport.send(exchange).catch((error: unknown) => {
      throw new OrderlyUnreachable(error);
    });
    this.options.onAnswer?.({ method: exchange.method, path, status: arrived.status, ms: performance.now() - started });
    return arrived;
  }
}

const JSON_BODY = { 'content-type': 'application/json' };

/** A refused log-in is an answer for the caller; only silence is worth another try. */
function failure(error: unknown): OrderlyUnreachable {
  if (error instanceof OrderlyUnreachable) return error;
  throw error;
}

const PASSING = /\/problems\/orderly\.(in-flight|not-known-yet)"/;

/** Milliseconds until the same request is worth sending again; undefined when this is the final answer. */
function pauseAsked({ status, headers, text }: Arrived, attempt: number): number | undefined {
  const passing = status === 503 || status === 429 || (status === 409 && PASSING.test(text));
  if (!passing) return undefined;
  const seconds = Number(headers['retry-after']);
  return seconds > 0 ? seconds * 1000 : backoff(attempt);
}

/** 100 ms, doubling up to 3 s, never quite the same for two clients. */
const backoff = (attempt: number): number => Math.min(100 * 2 ** attempt, 3_000) * (0.75 + Math.random() / 2);

function pathOf(template: string, { path = {}, query = {} }: Sent): string {
  const values = path as Record<string, string>;
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `${filled}?${search.toString()}` : filled;
}

function bodyOf(method: string, body: object | undefined): string | undefined {
  return method === 'POST' ? JSON.stringify(body ?? {}) : undefined;
}

function headersOf(method: string, { idempotencyKey, ifMatch, waitFor, traceparent }: Sent): Record<string, string> {
  return {
    ...(method === 'POST' ? { ...JSON_BODY, 'idempotency-key': idempotencyKey ?? freshKey() } : {}),
    ...(ifMatch ? { 'if-match': ifMatch } : {}),
    ...(waitFor ? { 'orderly-wait-for': waitFor } : {}),
    ...(traceparent ? { traceparent } : {}),
  };
}

/** 128 random bits. A page that came over plain HTTP has no `crypto.randomUUID`. */
function freshKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function answerOf<T>({ status, headers, text }: Arrived): Answer<T> {
  const body = parsed(text);
  if (status >= 400 || body === undefined) throw new OrderlyProblem(status, body ?? {});
  return {
    data: body as T,
    status,
    etag: headers.etag as string | undefined,
    version: headers['orderly-version'] as string | undefined,
    location: headers.location as string | undefined,
    replayed: headers['idempotency-replayed'] === 'true',
    stale: headers['orderly-consistency'] === 'stale',
    traceId: headers['orderly-trace-id'] as string | undefined,
  };
}

/** A proxy on the way may answer with something else than JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
