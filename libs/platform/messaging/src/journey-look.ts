import { Ctx } from '@orderly/kernel';
import { ReadTx } from '@orderly/platform/persistence';
import { Mapped, Member } from './journey-reach';
import * as sql from './journey-sql';

export interface StepRow {
  readonly id: string;
  readonly type: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly version: number;
  readonly occurredAt: string;
  readonly lane: number;
}

/** A step with what stands in the event itself. */
export interface FullStepRow extends StepRow {
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  readonly traceparent: string | null;
  readonly partition: string;
  readonly status: string | null;
  readonly resultId: string | null;
}

interface AtVersion {
  readonly subscription: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly version: number;
}

export interface StoredRow extends AtVersion {
  readonly state: 'parked' | 'retry' | 'running' | 'dead';
  readonly attempts: number;
  readonly reason: string | null;
  readonly since: string;
}

export interface StandRow {
  readonly of: string;
  readonly what: string | null;
  readonly reason: string | null;
  readonly since: string | null;
  readonly expects: readonly string[];
}

export interface ErrandRow {
  readonly of: string;
  readonly what: string;
  readonly attempts: number;
  readonly reason: string | null;
  readonly since: string;
}

export interface Cents {
  readonly of: string;
  readonly billed: number;
  readonly paid: number;
  readonly adjusted: number;
  readonly patientResponsibility: number;
  readonly patientPaid: number;
}

/** What one context has to say about some journeys. */
export interface Look<S extends StepRow = StepRow> {
  readonly context: string;
  readonly steps: readonly S[];
  readonly unpublished: ReadonlySet<string>;
  readonly subscriptions: readonly string[];
  readonly positions: readonly AtVersion[];
  readonly discarded: readonly AtVersion[];
  readonly stored: readonly StoredRow[];
  readonly stands: readonly StandRow[];
  readonly errands: readonly ErrandRow[];
  readonly labels: readonly { readonly of: string; readonly label: string | null }[];
  readonly money: readonly Cents[];
}

export interface Question {
  readonly members: readonly Member[];
  readonly subscriptions: readonly string[];
  readonly errandKinds: readonly string[];
  /** Steps at most. */
  readonly most: number;
  /** Only what this request wrote. */
  readonly correlationId?: string;
  /** Without a look into the events, for lists. */
  readonly counted?: boolean;
}

/** In one transaction, under the caller's hospital, and noted in the audit trail with the patients it was about. */
export function lookInto({ db, kin }: Mapped, ctx: Ctx, question: Question): Promise<Look> {
  return db.read({ ...ctx, waitFor: undefined }, async (tx) => {
    const { ids, types } = keysOf(question.members);
    const about = [ctx.tenant, ids, types];
    const guarded = <R>(part: { permission: string; sql: string } | undefined) =>
      part && ctx.permissions.has(part.permission) ? tx.query<R>(part.sql, about, 'journey guarded') : [];
    // Positions before events: what has had its effect has its consequences among the events that are read later.
    const [followed, steps, stands, errands, labels, money] = await Promise.all([
      lookAtEffects(tx, question, { ids, types }),
      tx.query<StepRow>(question.counted ? sql.COUNTED_STEPS : sql.STEPS, stepsOf(tx, question, { ids, types }), 'journey steps'),
      kin.stands ? tx.query<StandRow>(kin.stands, about, 'journey stands') : [],
      lookAtErrands(tx, question, { ids, now: db.shop.clock.now() }),
      guarded<{ of: string; label: string }>(kin.labels),
      guarded<Cents>(kin.money),
    ]);
    audit(tx, steps);
    const unpublished = await tx.query<{ id: string }>(sql.UNPUBLISHED, [
      steps.map(({ id }) => id),
      [...new Set(steps.map(({ lane }) => lane))],
    ]);
    return {
      ...{ context: db.shop.context, subscriptions: question.subscriptions, steps, ...followed, errands, labels, money },
      stands: !kin.reasons || ctx.permissions.has(kin.reasons) ? stands : stands.map(withheld),
      unpublished: new Set(unpublished.map(({ id }) => id)),
    };
  });
}

/** Each once: what belongs to several journeys is read for all of them. */
function keysOf(members: readonly Member[]): Keys {
  const unique = [...new Map(members.map((member) => [`${member.type}/${member.id}`, member])).values()];
  return { ids: unique.map(({ id }) => id), types: unique.map(({ type }) => type) };
}

type Keys = { readonly ids: readonly string[]; readonly types: readonly string[] };

const stepsOf = ({ ctx }: ReadTx, { most, correlationId }: Question, { ids, types }: Keys) => [
  ...[ctx.tenant, types, ids, most],
  correlationId ?? null,
];

async function lookAtEffects(tx: ReadTx, { subscriptions }: Question, { ids, types }: Keys) {
  if (subscriptions.length === 0) return { positions: [], discarded: [], stored: [] };
  const { tenant } = tx.ctx;
  // What waits before the positions: a row that goes in between has moved its position.
  const [stored, positions, discarded] = await Promise.all([
    tx.query<StoredRow>(sql.STORED, [tenant, types, ids, subscriptions], 'journey stored'),
    tx.query<AtVersion>(sql.POSITIONS, [tenant, ids], 'journey positions'),
    tx.query<AtVersion>(sql.DISCARDED, [tenant, ids], 'journey discarded'),
  ]);
  return { stored, positions, discarded };
}

function lookAtErrands(tx: ReadTx, { errandKinds }: Question, { ids, now }: { ids: readonly string[]; now: string }) {
  if (errandKinds.length === 0) return [];
  return tx.query<ErrandRow>(sql.ERRANDS, [tx.ctx.tenant, errandKinds, ids, now], 'journey errands');
}

function audit(tx: ReadTx, steps: readonly StepRow[]): void {
  const patients = (steps as readonly FullStepRow[]).filter(({ partition, subjectId }) => partition && partition !== subjectId);
  for (const patient of new Set(patients.map(({ partition }) => partition))) tx.audit('R', 'Journey', undefined, patient);
}

const withheld = (stand: StandRow): StandRow => (stand.reason === null ? stand : { ...stand, reason: 'withheld' });
