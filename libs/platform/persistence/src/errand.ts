import { Ctx, newId } from '@orderly/kernel';

export interface ErrandTerms {
  /** Errands of one tenant and group are run together. */
  readonly group?: string;
  /** Milliseconds from now; absent: at once. */
  readonly afterMs?: number;
}

/** An errand that a worker has taken for a while. */
export interface TakenErrand {
  readonly tenant: string;
  readonly kind: string;
  readonly id: string;
  readonly group: string;
  /** Changes each time somebody asks. */
  readonly token: string;
  /** From 1. */
  readonly attempts: number;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent?: string;
}

export const ERRAND_KEY: readonly string[] = ['tenant', 'kind', 'id'];

/** The row of an errand that is due now or after `terms.afterMs`; one that was there begins anew, whatever became of it. */
export function errandRow(
  { tenant, correlationId, causationId, traceparent }: Ctx,
  what: { kind: string; id: string },
  now: string,
  terms: ErrandTerms,
) {
  return {
    ...{ tenant, ...what, group: terms.group ?? '', token: newId() },
    due_at: new Date(Date.parse(now) + (terms.afterMs ?? 0)).toISOString(),
    asked_at: now,
    ...{ attempts: 0, takes: 0, leased_until: null, reason: null },
    correlation_id: correlationId,
    causation_id: causationId,
    traceparent: traceparent ?? null,
  };
}

export const FINISHED = `
  delete from errand e using unnest($3::uuid[], $4::uuid[]) d(id, token)
  where e.tenant = $1 and e.kind = $2 and e.id = d.id and e.token = d.token`;
