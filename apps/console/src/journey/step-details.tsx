import { Anchor, DataList, Divider, Drawer, Stack, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Effect, Journey, Step } from '../api';
import { Icon } from '../icons';
import { actorName, contextName, duration, eventName, plain, whenOf } from '../words';
import type { Cell } from './layout';
import { useNow } from '../now';

const SURFACE = { background: 'var(--orderly-surface)' };

interface Shown {
  readonly cell?: Cell;
  readonly journey: Journey;
  readonly onClose: () => void;
}

/** All about one card: each step, its effects, its trace. */
export function StepDetails({ cell, journey, onClose }: Shown): ReactElement {
  const nameOf = (id: string) => {
    const step = journey.steps.find((one) => one.id === id);
    return step && eventName(step.type);
  };
  return (
    <Drawer
      opened={cell !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={cell && <Text fw={680}>{`${eventName(cell.type)}, ${contextName(cell.context)}`}</Text>}
      styles={{ content: SURFACE, header: SURFACE }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="lg">
        {cell?.steps.map((step, place) => (
          <Stack key={step.id} gap="sm">
            {place > 0 && <Divider />}
            <Facts step={step} cause={cell.cause && eventName(cell.cause.type)} />
            <Effects effects={step.effects} nameOf={nameOf} />
          </Stack>
        ))}
      </Stack>
    </Drawer>
  );
}

function Facts({ step, cause }: { step: Step; cause?: string }): ReactElement {
  const facts: [string, string | undefined][] = [
    ['What', step.label],
    ['When', whenOf(step.occurredAt)],
    ['By', actorName(step.actor)],
    ['Because of', cause ?? 'a request from outside'],
    ['Changes', [step.subject.type, `version ${step.version}`, step.status && plain(step.status)].filter(Boolean).join(', ')],
    ['Broker', step.published ? 'has it' : 'does not have it yet: it waits in the outbox'],
  ];
  const ids: [string, string][] = [
    [step.subject.type, step.subject.id],
    ['Event', step.id],
    ['Request', step.correlationId],
    ...(step.traceId ? [['Trace', step.traceId] satisfies [string, string]] : []),
  ];
  return (
    <DataList size="sm" labelWidth="96px" gap={6}>
      {facts.map(([name, value]) => value && <Fact key={name} name={name} value={value} />)}
      {ids.map(([name, value]) => (
        <Fact
          key={name}
          name={`${name} id`}
          value={
            <Text ff="monospace" size="xs" style={{ overflowWrap: 'anywhere' }}>
              {value}
            </Text>
          }
        />
      ))}
      {step.traceUrl && (
        <Fact
          name="Trace"
          value={
            <Anchor href={step.traceUrl} target="_blank" rel="noreferrer" size="sm">
              in Jaeger
            </Anchor>
          }
        />
      )}
    </DataList>
  );
}

const Fact = ({ name, value }: { name: string; value: React.ReactNode }) => (
  <DataList.Item>
    <DataList.ItemLabel>{name}</DataList.ItemLabel>
    <DataList.ItemValue>{value}</DataList.ItemValue>
  </DataList.Item>
);

const effectWords: Record<Effect['state'], string> = {
  done: 'done',
  waiting: 'waits',
  held: 'held back behind an earlier one',
  dead: 'failed for good, an operator can replay it',
};

function Effects({ effects, nameOf }: { effects: readonly Effect[]; nameOf: (id: string) => string | undefined }): ReactElement {
  const now = useNow(effects.some(({ state }) => state !== 'done'));
  if (effects.length === 0)
    return (
      <Text size="sm" c="dimmed">
        Nobody else needs to know.
      </Text>
    );
  return (
    <Table verticalSpacing={6} className="figures" fz="sm">
      <Table.Caption className="caption">Effects of this step</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Effect in</Table.Th>
          <Table.Th scope="col">State</Table.Th>
          <Table.Th scope="col" ta="right">
            Times
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {effects.map((effect) => (
          <Table.Tr key={effect.subscription}>
            <Table.Td>{contextName(effect.context)}</Table.Td>
            <Table.Td>
              <StateOf effect={effect} now={now} />
              {effect.caused.length > 0 && (
                <Text size="xs" c="dimmed">
                  caused {[...new Set(effect.caused.flatMap((id) => nameOf(id) ?? []))].join(', ').toLowerCase()}
                </Text>
              )}
            </Table.Td>
            <Table.Td ta="right" fw={650}>
              {effect.state === 'done' && effect.reason !== 'discarded' ? 1 : 0}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function StateOf({ effect, now }: { effect: Effect; now: number }): ReactElement {
  const { state, since, attempts, reason } = effect;
  const details = [
    state !== 'done' && since && `for ${duration(now - Date.parse(since))}`,
    attempts > 1 && `${attempts} tries`,
    reason && plain(reason),
  ].filter(Boolean);
  return (
    <Text
      size="sm"
      component="span"
      className={state === 'done' ? 'ink-done' : 'ink-waiting'}
      style={{ display: 'flex', gap: 6 }}
    >
      <Icon of={state === 'done' ? 'done' : state === 'waiting' ? 'waiting' : 'stuck'} size={16} />
      {[effectWords[state], ...details].join(', ')}
    </Text>
  );
}
