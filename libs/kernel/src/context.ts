import { newId } from './values';

/** Who asks, for which hospital, with which rights, and which request it belongs to. Never optional. */
export interface Ctx {
  readonly tenant: string;
  /** The user's id, or `system:<name>` for a reaction. */
  readonly user: string;
  readonly permissions: ReadonlySet<string>;
  /** When the caller's token ends, in ms since 1970; absent where there is none. */
  readonly until?: number;
  /** The same for everything that one request set in motion. */
  readonly correlationId: string;
  /** Id of the request or event that directly caused this. */
  readonly causationId: string;
  /** W3C trace context that events of this work carry on. */
  readonly traceparent?: string;
  /** Why the system acts by itself; only for system users. */
  readonly reason?: string;
  readonly operation?: { readonly name: string; readonly permission: string; readonly resource?: string };
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
  /** From `If-Match`: the version that the caller has seen. */
  readonly expectedVersion?: number;
  /** From `Orderly-Wait-For`: a read waits until its view has seen this. */
  readonly waitFor?: { readonly type: string; readonly id: string; readonly version: number };
  /** Filled while answering: what the edge tells about the answer in headers. */
  readonly outcome: Outcome;
}

/** Facts about an answer that are not part of its body. */
export interface Outcome {
  saved?: { type: string; id: string; version: number };
  replayed?: boolean;
  stale?: boolean;
}

/** A context in which the system acts by itself, for example a reaction to an event. The reason is written to the audit trail. */
export function systemContext(
  tenant: string,
  name: string,
  reason: string,
  cause?: Pick<Ctx, 'correlationId' | 'causationId' | 'traceparent'>,
): Ctx {
  const id = newId();
  return {
    tenant,
    user: `system:${name}`,
    permissions: ALL,
    reason,
    correlationId: cause?.correlationId ?? id,
    causationId: cause?.causationId ?? id,
    traceparent: cause?.traceparent,
    outcome: {},
  };
}

/** The system itself holds every permission; people never do. */
const ALL: ReadonlySet<string> = Object.assign(new Set<string>(), { has: () => true });
