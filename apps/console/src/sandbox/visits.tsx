import { Anchor, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { hrefOf } from '../place';
import { plain, shortId } from '../words';
import type { SandboxState } from './api';

const SHOWN = 6;
type Visit = SandboxState['visits'][number];

/** The visits that the sandbox's staff look after, the newest first. However often a message comes, the payer has one claim of each. */
export function Visits({ visits }: Pick<SandboxState, 'visits'>): ReactElement | null {
  if (visits.length === 0) return null;
  return (
    <Stack component="section" gap={8} aria-labelledby="visits">
      <Title order={3} size="h6" id="visits">
        Visits
      </Title>
      {visits.slice(0, SHOWN).map((visit) => (
        <div key={visit.encounterId}>
          <Group justify="space-between" wrap="nowrap" gap="xs">
            <Anchor href={hrefOf({ page: 'journey', id: visit.encounterId })} size="sm" ff="monospace">
              {shortId(visit.encounterId)}
            </Anchor>
            <Text size="xs" truncate className={visit.failed ? 'ink-waiting' : undefined}>
              {visit.failed ? 'given up' : plain(visit.step)}
            </Text>
          </Group>
          <Text size="xs" c="dimmed" className="figures">
            {effectsOf(visit)}
          </Text>
        </div>
      ))}
    </Stack>
  );
}

const effectsOf = ({ effects: { claims, decided } }: Visit) => `claims at the payer: ${claims}, decided: ${decided}`;
