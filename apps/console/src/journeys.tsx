import { Alert, Button, Group, SegmentedControl, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { isProblem, type JourneyState } from './api';
import { Icon } from './icons';
import { JourneyTable } from './journey-table';
import { useLiveness } from './live';
import { goTo } from './place';
import { useSession } from './session';

const PAGE = 25;
const filters = [
  { value: 'all', label: 'All' },
  { value: 'moving', label: 'Moving' },
  { value: 'waiting', label: 'Waiting' },
  { value: 'settled', label: 'Settled' },
];
const stateOf = (text?: string): JourneyState | undefined =>
  text === 'moving' || text === 'waiting' || text === 'settled' ? text : undefined;

/** Every journey of the hospital, the newest first. */
export function Journeys({ state: asked }: { state?: string }): ReactElement {
  const { api, tenant } = useSession();
  const live = useLiveness() === 'live';
  const state = stateOf(asked);
  const [cursors, setCursors] = useState<string[]>([]);
  useDocumentTitle('Journeys · Orderly');
  const cursor = cursors.at(-1);
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['live', 'journeys', state, cursor],
    queryFn: () => api.journeys({ limit: PAGE, state, cursor }),
    placeholderData: keepPreviousData,
    refetchInterval: live ? 5_000 : 1_500,
  });

  return (
    <Stack maw={1180} mx="auto" gap="md">
      <Group justify="space-between" align="flex-end" gap="md">
        <div>
          <Title order={1} size="h2">
            Journeys
          </Title>
          <Text c="dimmed" size="sm">
            One for each encounter of <b>{tenant}</b>, the newest first.
          </Text>
        </div>
        <OpenById />
      </Group>
      <SegmentedControl
        data={filters}
        value={state ?? 'all'}
        onChange={(value) => goTo({ page: 'journeys', state: stateOf(value) })}
        aria-label="Show journeys by state"
        w={{ base: '100%', xs: 'fit-content' }}
      />
      {isProblem(error, 403) ? (
        <Alert color="orange" title="Not for this user">
          This needs the permission {error.permission ?? 'journeys:read'}. Log in as somebody of the hospital, such as a physician
          or a biller.
        </Alert>
      ) : (
        <JourneyTable page={data} stale={isPlaceholderData} state={state} />
      )}
      <Group justify="space-between">
        <Button variant="default" disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
          Newer
        </Button>
        <Button variant="default" disabled={!data?.next} onClick={() => data?.next && setCursors([...cursors, data.next])}>
          Older
        </Button>
      </Group>
    </Stack>
  );
}

function OpenById(): ReactElement {
  const [text, setText] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const id = text.trim().toLowerCase();
    if (id) goTo({ page: 'journey', id });
  };
  return (
    <form onSubmit={submit} role="search" className="open-by-id">
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          miw={0}
          label="Find a journey"
          placeholder="Id of an order, claim, encounter …"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<Icon of="search" size={16} />}
          spellCheck={false}
        />
        <Button type="submit" variant="light" disabled={!text.trim()}>
          Open
        </Button>
      </Group>
    </form>
  );
}
