import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { moneyText } from '../words';
import type { SandboxState } from './api';

/** `claimsReceived` is said "Claims received". */
const words = (name: string) => {
  const spaced = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

/** What the world outside has seen of the hospital. */
export const Counters = ({ effects }: Pick<SandboxState, 'effects'>): ReactElement => (
  <Stack component="section" gap={4} aria-labelledby="counters">
    <Title order={3} size="h6" id="counters" mb={2}>
      What the outside has counted
    </Title>
    {Object.entries(effects).map(([name, count]) => (
      <Group key={name} justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          {words(name)}
        </Text>
        <Text size="sm" fw={650} className="figures">
          {typeof count === 'number' ? count : moneyText(count)}
        </Text>
      </Group>
    ))}
  </Stack>
);
