import { moneyOf } from '@orderly/kernel';
import { Journey, JourneyMoney, JourneyState, JourneyStep, JourneyWait } from './journey';
import { Handles, JourneyEffects, machineWaits } from './journey-effects';
import { Cents, ErrandRow, Look, StandRow, StepRow } from './journey-look';
import { Member } from './journey-reach';

/** What was read about one journey, or several. */
export interface Findings {
  readonly root: string;
  readonly kind: Journey['kind'];
  readonly tenantId: string;
  readonly members: readonly Member[];
  readonly more: boolean;
  readonly looks: readonly Look[];
  readonly handles: Handles;
  readonly now: string;
}

/** What can be said without a look into the events. */
interface Outline {
  readonly state: JourneyState;
  readonly startedAt: string;
  readonly lastAt: string;
  readonly money?: JourneyMoney;
  readonly expected: Journey['expected'];
  readonly waiting: JourneyWait[];
}

interface Facts {
  readonly stands: readonly Located<StandRow>[];
  readonly errands: readonly Located<ErrandRow>[];
  readonly money: readonly Cents[];
}

export type Located<S> = S & { readonly context: string };
/** A step, and what became of it. */
export type Seen = Located<StepRow> & Pick<JourneyStep, 'published' | 'effects'>;

/** Longer than this, what goes on by itself is held up. */
const HELD_UP_MS = 5_000;

export function stepsOf({ looks, handles }: Findings): Seen[] {
  const effects = new JourneyEffects(looks, handles);
  const steps = located(looks, ({ steps: rows }) => rows).map((step) => ({
    ...step,
    published: effects.published(step),
    effects: effects.of(step, step.context),
  }));
  return steps.sort((a, b) => (a.occurredAt + a.id < b.occurredAt + b.id ? -1 : 1));
}

export const factsOf = (looks: readonly Look[]): Facts => ({
  stands: located(looks, (look) => look.stands),
  errands: located(looks, (look) => look.errands),
  money: looks.flatMap((look) => look.money),
});

export function outlineOf({ stands, errands, money }: Facts, steps: readonly Seen[], now: string): Outline {
  const machine = [...errands.map(({ of: _, ...errand }) => waitOf(errand)), ...machineWaits(steps)];
  const people = stands.flatMap((stand) => peopleWait(stand, steps, now));
  const expected = expectedOf(stands);
  const waiting = [...people, ...machine].sort((a, b) => (a.since < b.since ? -1 : 1));
  const heldUp = people.length > 0 || machine.some((wait) => isHeldUp(wait, now));
  const billed = moneyIn(money);
  return {
    state: heldUp ? 'waiting' : waiting.length > 0 || expected.length > 0 ? 'moving' : 'settled',
    startedAt: steps[0]?.occurredAt ?? now,
    lastAt: steps.at(-1)?.occurredAt ?? now,
    ...{ expected, waiting },
    ...(billed && { money: billed }),
  };
}

const isHeldUp = ({ attempts, reason, since }: JourneyWait, now: string): boolean =>
  attempts > 1 || reason !== undefined || Date.parse(now) - Date.parse(since) > HELD_UP_MS;

function peopleWait({ context, of, what, reason, since }: Located<StandRow>, steps: readonly Seen[], now: string): JourneyWait[] {
  if (what === null) return [];
  const last = steps.findLast((step) => step.context === context && step.subjectId === of) ?? steps.at(-1);
  return [waitOf({ context, what, reason, since: since ?? last?.occurredAt ?? now, attempts: 0 })];
}

const waitOf = ({ reason, ...wait }: Omit<JourneyWait, 'reason'> & { reason: string | null }): JourneyWait => ({
  ...wait,
  ...(reason !== null && { reason }),
});

/** In the order of the contexts; several of a kind (results of two orders) are one. */
function expectedOf(stands: readonly StandRow[]): Journey['expected'] {
  const types = new Set(stands.flatMap(({ expects }) => expects));
  return [...types].map((type) => ({ type, context: type.slice(0, type.indexOf('.')) }));
}

function moneyIn(rows: readonly Cents[]): JourneyMoney | undefined {
  if (rows.length === 0) return undefined;
  const sum = (field: Exclude<keyof Cents, 'of'>) => moneyOf(rows.reduce((all, row) => all + row[field], 0));
  return {
    ...{ billed: sum('billed'), paid: sum('paid'), adjusted: sum('adjusted') },
    ...{ patientResponsibility: sum('patientResponsibility'), patientPaid: sum('patientPaid') },
  };
}

const located = <R extends object>(looks: readonly Look[], rows: (look: Look) => readonly R[]): Located<R>[] =>
  looks.flatMap((look) => rows(look).map((row) => ({ ...row, context: look.context })));
