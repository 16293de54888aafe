import { Anchor, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { JourneySummary } from './api';
import { hrefOf } from './place';
import { StateBadge } from './state-badge';
import { counted, moneyText, shortId, whenOf } from './words';

export function JourneyRow({ journey }: { journey: JourneySummary }): ReactElement {
  const { id, state, startedAt, lastAt, steps, orders, waiting, money } = journey;
  return (
    <Table.Tr className="row">
      <Table.Td>
        <StateBadge state={state} size="md" />
      </Table.Td>
      <Table.Td>
        <Anchor href={hrefOf({ page: 'journey', id })} ff="monospace" size="sm" fw={600} aria-label={`Journey ${id}`}>
          {shortId(id)}
        </Anchor>
        {waiting > 0 && (
          <Text size="xs" className="ink-waiting">
            {counted(waiting, 'thing')} to wait for
          </Text>
        )}
      </Table.Td>
      <Table.Td visibleFrom="xs">{whenOf(startedAt)}</Table.Td>
      <Table.Td visibleFrom="md">{whenOf(lastAt)}</Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {orders}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="sm">
        {steps}
      </Table.Td>
      <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
        {money ? (
          <>
            {moneyText(money.paid)}
            <Text span c="dimmed" size="xs" visibleFrom="xs">
              {' '}
              of {moneyText(money.billed)}
            </Text>
          </>
        ) : (
          <Text span c="dimmed" aria-label="no bill to show">
            –
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
