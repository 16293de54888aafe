import { Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import mark from './mark.svg';

export const Mark = (): ReactElement => (
  <Group gap={10} wrap="nowrap">
    <img src={mark} alt="" width={28} height={28} />
    <Text fw={680} size="lg" lh={1}>
      Orderly
    </Text>
  </Group>
);
