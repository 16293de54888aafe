import { Badge, Text, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Drawing, Expected, Icon } from '../icons';
import { actorName, contextName, counted, duration, eventName, timeOf } from '../words';
import classes from './board.module.css';
import { type Cell, type CellState, type Tally, tallyOf } from './layout';
import { useNow } from '../now';

const icons: Record<Exclude<CellState, 'expected'>, Drawing> = { done: 'done', waiting: 'waiting', stuck: 'stuck' };
const stateWords: Record<CellState, string> = {
  done: 'done',
  waiting: 'waits',
  stuck: 'needs somebody',
  expected: 'still to come',
};

interface Shown {
  readonly cell: Cell;
  readonly onOpen: (cell: Cell) => void;
  /** The card stands in a list and says itself where it belongs. */
  readonly narrow?: boolean;
}

export function StepCard({ cell, onOpen, narrow }: Shown): ReactElement {
  const { state, type, steps, context, wait } = cell;
  const title = (
    <span className={classes.title}>
      {state === 'expected' ? <Expected size={17} /> : <Icon of={icons[state]} size={17} />}
      <Text component="span" size="sm" fw={600} truncate>
        {eventName(type)}
      </Text>
      {steps.length > 1 && (
        <Badge component="span" size="sm" variant="default" tt="none" className={classes.many}>
          ×{steps.length}
        </Badge>
      )}
    </span>
  );
  if (steps.length === 0)
    return (
      <div className={classes.card} data-state={state}>
        {title}
        <Text component="span" size="xs" className={classes.note} truncate>
          {narrow && `${contextName(context)} · `}
          {wait ? <Since tally={wait} state={state} /> : stateWords.expected}
        </Text>
      </div>
    );
  return (
    <UnstyledButton className={classes.card} data-state={state} onClick={() => onOpen(cell)} aria-label={sentence(cell)}>
      {title}
      <Second cell={cell} narrow={narrow} />
    </UnstyledButton>
  );
}

function Second({ cell, narrow }: Pick<Shown, 'cell' | 'narrow'>): ReactElement {
  const { state, steps, context, cause } = cell;
  const tally = tallyOf(steps);
  const [first] = steps;
  const who = first ? actorName(first.actor) : '';
  const where = narrow ? `${contextName(context)} · ${first ? timeOf(first.occurredAt) : ''} · ` : '';
  const because = narrow && cause ? ` · after ${eventName(cause.type).toLowerCase()}` : '';
  return (
    <span className={classes.second}>
      <Text component="span" size="xs" className={classes.note} truncate={!narrow}>
        {where}
        {state === 'done' ? who : <Since tally={tally} state={state} />}
        {because}
      </Text>
      <Text component="span" size="xs" className={`figures ${classes.count}`}>
        {countText(tally, state)}
      </Text>
    </span>
  );
}

/** Beside the words of what waits there is room for the numbers only. */
function countText({ done, all }: Tally, state: CellState): string {
  if (all === 0) return state === 'done' ? stateWords.done : '';
  return `${done}/${all}${state === 'done' ? ` ${all === 1 ? 'effect' : 'effects'}` : ''}`;
}

function Since({ tally, state }: { tally: Pick<Tally, 'since' | 'attempts'>; state: CellState }): string {
  const now = useNow(true);
  const tries = tally.attempts > 1 ? ` · ${counted(tally.attempts, 'try', 'tries')}` : '';
  return `${stateWords[state]}${tally.since ? ` ${duration(now - Date.parse(tally.since))}` : ''}${tries}`;
}

/** The whole card, as a screen reader says it. */
function sentence({ type, context, state, steps, cause }: Cell): string {
  const { done, all } = tallyOf(steps);
  const [first] = steps;
  return [
    `${eventName(type)}${steps.length > 1 ? `, ${steps.length} times` : ''}`,
    contextName(context),
    stateWords[state],
    all > 0 ? `${done} of ${counted(all, 'effect')}` : '',
    first ? `${timeOf(first.occurredAt)}, by ${actorName(first.actor)}` : '',
    cause ? `caused by ${eventName(cause.type).toLowerCase()}` : '',
  ]
    .filter(Boolean)
    .join('; ');
}
