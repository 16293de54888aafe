import { Paper, Skeleton, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { JourneyState, JourneySummary } from './api';
import { JourneyRow } from './journey-row';

interface Shown {
  readonly page?: { items: JourneySummary[]; next?: string };
  /** Another page is on its way. */
  readonly stale: boolean;
  readonly state?: JourneyState;
}

export const JourneyTable = ({ page, stale, state }: Shown): ReactElement => (
  <Paper className="surface" radius="lg" style={{ overflow: 'hidden' }}>
    <Table highlightOnHover verticalSpacing="sm" horizontalSpacing="md" className="figures" style={{ opacity: stale ? 0.6 : 1 }}>
      <Table.Caption className="caption">Journeys, the newest first</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">State</Table.Th>
          <Table.Th scope="col">Encounter</Table.Th>
          <Table.Th scope="col" visibleFrom="xs">
            Started
          </Table.Th>
          <Table.Th scope="col" visibleFrom="md">
            Last step
          </Table.Th>
          <Table.Th scope="col" ta="right" visibleFrom="sm">
            Orders
          </Table.Th>
          <Table.Th scope="col" ta="right" visibleFrom="sm">
            Steps
          </Table.Th>
          <Table.Th scope="col" ta="right">
            Paid
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {page ? page.items.map((journey) => <JourneyRow key={journey.id} journey={journey} />) : <Coming />}
      </Table.Tbody>
    </Table>
    {page?.items.length === 0 && (
      <Text c="dimmed" ta="center" p="xl">
        {nothingWords(state, page.next)}
      </Text>
    )}
  </Paper>
);

const Coming = () =>
  Array.from({ length: 6 }, (_, row) => (
    <Table.Tr key={row}>
      <Table.Td colSpan={7}>
        <Skeleton height={22} />
      </Table.Td>
    </Table.Tr>
  ));

/** With a filter, a page may be empty and have a next one. */
function nothingWords(state?: string, next?: string): string {
  if (next) return 'None of the newest journeys is in this state; look at older ones.';
  return state ? 'No journey is in this state now.' : 'No journey yet. It begins when an encounter starts.';
}
