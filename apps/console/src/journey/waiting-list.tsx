import { Group, Paper, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Journey } from '../api';
import { Icon } from '../icons';
import { contextName, counted, duration, plain, waitName } from '../words';
import classes from './waiting-list.module.css';
import { useNow } from '../now';

/** What the journey waits for, the longest first. */
export function WaitingList({ waiting }: { waiting: Journey['waiting'] }): ReactElement {
  const now = useNow(true);
  const longestFirst = [...waiting].sort((a, b) => a.since.localeCompare(b.since));
  return (
    <Paper component="section" className={classes.frame} radius="lg" aria-labelledby="waits">
      <h2 id="waits" className="caption">
        What waits
      </h2>
      <ul className={classes.list}>
        {longestFirst.map(({ context, what, reason, since, attempts }, place) => (
          <li key={`${context} ${what} ${place}`}>
            <Group gap="xs" wrap="nowrap" align="flex-start">
              <span className="ink-waiting">
                <Icon of="waiting" />
              </span>
              <Text size="sm" flex={1} miw={0}>
                <b>{contextName(context)}</b>: waiting for {waitName(what)}
                {reason && <Text span size="sm" c="dimmed">{` (${plain(reason)})`}</Text>}
              </Text>
              <Text size="sm" className="figures ink-waiting" ta="right">
                {duration(now - Date.parse(since))}
                {attempts > 0 && `, ${counted(attempts, 'try', 'tries')}`}
              </Text>
            </Group>
          </li>
        ))}
      </ul>
    </Paper>
  );
}
