import { Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { Journey } from '../api';
import { type Drawing, Icon } from '../icons';
import { useMayReadBills } from '../me';
import { duration, moneyText } from '../words';
import classes from './figures.module.css';
import { tallyOf } from './layout';
import { useNow } from '../now';

/** The journey in four numbers. */
export function Figures({ journey }: { journey: Journey }): ReactElement {
  const { steps, expected, waiting, money } = journey;
  const { done, all } = tallyOf(steps);
  const allowed = useMayReadBills();
  const first = waiting.map(({ since }) => since).sort()[0];
  const now = useNow(Boolean(first));
  return (
    <SimpleGrid component="dl" cols={{ base: 2, md: 4 }} spacing="sm" m={0} aria-label="The journey in figures">
      <Figure
        icon="orders"
        name="Steps"
        value={steps.length}
        note={expected.length > 0 ? `${expected.length} still to come` : 'all there'}
      />
      <Figure
        icon="effect"
        name="Effects"
        value={`${done} of ${all}`}
        note={done === all ? 'each exactly once' : `${all - done} on the way`}
        tone={done === all ? 'done' : 'waiting'}
      />
      <Figure
        icon="waiting"
        name="Waiting"
        value={waiting.length}
        note={first ? `the longest for ${duration(now - Date.parse(first))}` : 'nothing waits'}
        tone={first ? 'waiting' : undefined}
      />
      <Figure
        icon="money"
        name="Paid"
        value={money ? moneyText(money.paid) : '–'}
        note={money ? `of ${moneyText(money.billed)} billed` : allowed ? 'no bill yet' : 'not for this role'}
      />
    </SimpleGrid>
  );
}

interface Shown {
  readonly icon: Drawing;
  readonly name: string;
  readonly value: ReactNode;
  readonly note: string;
  readonly tone?: 'done' | 'waiting';
}

const Figure = ({ icon, name, value, note, tone }: Shown) => (
  <Paper className={`surface ${classes.figure}`} radius="lg" data-tone={tone}>
    <span className={classes.icon}>
      <Icon of={icon} size={20} />
    </span>
    <div className={classes.text}>
      <Text component="dt" size="xs" c="dimmed" lh={1.2}>
        {name}
      </Text>
      <Text component="dd" m={0} fw={680} size="lg" className="figures" lh={1.3} truncate>
        {value}
      </Text>
      <Text component="dd" m={0} size="xs" lh={1.2} className={classes.note} truncate>
        {note}
      </Text>
    </div>
  </Paper>
);
