import { Badge } from '@mantine/core';
import type { ReactElement } from 'react';
import type { JourneyState } from './api';
import { type Drawing, Icon } from './icons';

const states: Record<JourneyState, { words: string; icon: Drawing; tone: string }> = {
  moving: { words: 'Moving', icon: 'moving', tone: 'moving' },
  waiting: { words: 'Waiting', icon: 'waiting', tone: 'waiting' },
  settled: { words: 'Settled', icon: 'done', tone: 'done' },
};

export function StateBadge({ state, size = 'lg' }: { state: JourneyState; size?: 'md' | 'lg' }): ReactElement {
  const { words, icon, tone } = states[state];
  return (
    <Badge className="tone" data-tone={tone} size={size} tt="none" fw={600} leftSection={<Icon of={icon} size={15} />}>
      {words}
    </Badge>
  );
}
