import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useNow } from '../now';

/** How long what was broken stays so. */
export function Remaining({ action }: { action?: { running: boolean; until?: string } }): ReactElement | null {
  const now = useNow(action?.running ?? false);
  if (!action?.running) return null;
  const seconds = action.until && Math.ceil((Date.parse(action.until) - now) / 1000);
  return (
    <Text span size="xs" className="figures ink-waiting" fw={650}>
      {typeof seconds === 'number' && seconds > 0 ? `${seconds} s` : 'running'}
    </Text>
  );
}
