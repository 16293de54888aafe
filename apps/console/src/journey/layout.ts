import type { Journey, Step } from '../api';
import { inOrder } from '../words';

type Wait = Journey['waiting'][number];
export type CellState = 'done' | 'waiting' | 'stuck' | 'expected';

/** One card on the board: a step, or several alike that have the same cause. */
export interface Cell {
  readonly key: string;
  readonly type: string;
  readonly context: string;
  readonly state: CellState;
  readonly steps: readonly Step[];
  readonly cause?: Cell;
  /** Of a step that is still to come: what it waits for. */
  readonly wait?: Wait;
  readonly row: number;
  readonly lane: number;
}

export interface Board {
  readonly lanes: readonly string[];
  readonly cells: readonly Cell[];
  /** When the first step of each row happened; nothing for what is still to come. */
  readonly times: readonly (string | undefined)[];
}

interface Draft {
  key: string;
  type: string;
  context: string;
  steps: Step[];
  cause?: Draft;
}

/** Cards this close in time may stand beside each other, if neither caused the other. */
const TOGETHER_MS = 1_000;

/** Lanes by context from left to right, time from top to bottom. */
export function boardOf({ steps, expected, waiting }: Pick<Journey, 'steps' | 'expected' | 'waiting'>): Board {
  const lanes = inOrder([...steps, ...expected].map(({ context }) => context));
  const drafts = grouped(steps);
  const happened = placed(drafts, lanes);
  const cells = [...happened, ...toCome({ expected, waiting }, lanes, (happened.at(-1)?.row ?? -1) + 1)];
  const times: (string | undefined)[] = [];
  for (const {
    row,
    steps: [first],
  } of cells)
    times[row] ??= first?.occurredAt;
  return { lanes, cells, times };
}

function grouped(steps: readonly Step[]): Draft[] {
  const drafts: Draft[] = [];
  const draftOf = new Map<string, Draft>();
  for (const step of steps) {
    const cause = draftOf.get(step.causationId) ?? setOff(drafts, step);
    let draft = cause ? drafts.find((one) => one.type === step.type && one.cause === cause) : repeated(drafts, step);
    if (!draft) drafts.push((draft = { key: step.id, type: step.type, context: step.context, steps: [], cause }));
    draft.steps.push(step);
    draftOf.set(step.id, draft);
  }
  return drafts;
}

/** What the machine does outside, later on, names the request of the person who set it off. */
function setOff(drafts: readonly Draft[], { actor, causationId }: Step): Draft | undefined {
  const byPerson = (step: Step) => step.actor.kind === 'person' && step.causationId === causationId;
  return actor.kind === 'system' ? drafts.find(({ steps }) => steps.some(byPerson)) : undefined;
}

/** What people do several times in a row to the same thing is one card. */
function repeated(drafts: readonly Draft[], { context, type, subject }: Step): Draft | undefined {
  const before = drafts.findLast((draft) => draft.context === context);
  const same = before?.type === type && !before.cause && before.steps[0]?.subject.id === subject.id;
  return same ? before : undefined;
}

function placed(drafts: readonly Draft[], lanes: readonly string[]): Cell[] {
  const cells: Cell[] = [];
  const cellOf = new Map<Draft, Cell>();
  let row = 0;
  let inRow: Cell[] = [];
  for (const draft of drafts) {
    const { key, type, context, steps } = draft;
    const cause = draft.cause && cellOf.get(draft.cause);
    const crowded = inRow.some((cell) => cell === cause || inTheWay(cell, context, cause));
    if (crowded || !together(inRow[0]?.steps, steps)) [row, inRow] = [row + 1, []];
    const cell: Cell = { key, type, context, steps, state: stateOf(steps), cause, row, lane: lanes.indexOf(context) };
    cells.push(cell);
    inRow.push(cell);
    cellOf.set(draft, cell);
  }
  return cells;
}

/** In the same lane, or where the line from the cause of one comes down. */
const inTheWay = (cell: Cell, context: string, cause?: Cell): boolean =>
  cell.context === context || cell.cause?.context === context || cause?.context === cell.context;

function together([first]: readonly Step[] = [], [next]: readonly Step[]): boolean {
  return !first || !next || Date.parse(next.occurredAt) - Date.parse(first.occurredAt) <= TOGETHER_MS;
}

/** Nobody knows yet what comes first, so each lane has its own list, and what the lane waits for is the first of it. */
function toCome({ expected, waiting }: Pick<Journey, 'expected' | 'waiting'>, lanes: readonly string[], from: number): Cell[] {
  return expected.map(({ type, context }, place) => {
    const before = expected.slice(0, place).filter((other) => other.context === context).length;
    const wait = before === 0 ? longestIn(waiting, context) : undefined;
    const where = { row: from + before, lane: lanes.indexOf(context) };
    return { key: `expected-${place}`, type, context, steps: [], state: wait ? 'waiting' : 'expected', wait, ...where };
  });
}

/** What waits in an outbox or a subscription shows at the step that it belongs to. */
const longestIn = (waiting: readonly Wait[], context: string): Wait | undefined =>
  waiting
    .filter((wait) => wait.context === context && wait.what !== 'outbox' && !wait.what.includes('-on-'))
    .sort((a, b) => a.since.localeCompare(b.since))[0];

/** Green only when the step has left the outbox and every effect has happened. */
function stateOf(steps: readonly Step[]): CellState {
  const effects = steps.flatMap((step) => step.effects);
  if (effects.some(({ state }) => state === 'dead')) return 'stuck';
  return steps.every(({ published }) => published) && effects.every(({ state }) => state === 'done') ? 'done' : 'waiting';
}

export interface Tally {
  readonly done: number;
  readonly all: number;
  readonly attempts: number;
  /** Since when the one that waits longest does so. */
  readonly since?: string;
}

export function tallyOf(steps: readonly Step[]): Tally {
  const effects = steps.flatMap((step) => step.effects);
  const open = effects.filter(({ state }) => state !== 'done');
  const unpublished = steps.filter(({ published }) => !published).map(({ occurredAt }) => occurredAt);
  const since = [...open.flatMap((effect) => effect.since ?? []), ...unpublished].sort()[0];
  return {
    done: effects.length - open.length,
    all: effects.length,
    attempts: Math.max(0, ...open.map(({ attempts }) => attempts)),
    since,
  };
}
