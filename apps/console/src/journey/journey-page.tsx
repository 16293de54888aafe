import './styles';
import { Anchor, Breadcrumbs, Group, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useMemo, useState } from 'react';
import { isProblem, type Journey } from '../api';
import { useLiveness } from '../live';
import { hrefOf } from '../place';
import { useSession } from '../session';
import { StateBadge } from '../state-badge';
import { counted, plain, shortId, timeOf, whenOf } from '../words';
import { Absent } from './absent';
import { Board } from './board';
import { Corrections } from './corrections';
import { Figures } from './figures';
import { Follow } from './follow';
import { boardOf } from './layout';
import { MoneyCard } from './money-card';
import { StepDetails } from './step-details';
import { WaitingList } from './waiting-list';

/** Somebody may look at a journey before its first step has arrived. */
const LOOKS_FOR_THE_ABSENT = 8;

/** One journey, as it happens. */
export function JourneyPage({ id }: { id: string }): ReactElement {
  const { api } = useSession();
  const live = useLiveness() === 'live';
  useDocumentTitle(`Journey ${shortId(id)} · Orderly`);
  const { data, error, dataUpdatedAt, errorUpdateCount } = useQuery({
    queryKey: ['live', 'journey', id],
    queryFn: () => api.journey(id),
    retry: false,
    refetchInterval: ({ state }) => {
      if (isProblem(state.error, 400, 403)) return false;
      if (isProblem(state.error, 404) && state.errorUpdateCount >= LOOKS_FOR_THE_ABSENT) return false;
      return pauseAfter(state.data, live);
    },
  });

  return (
    <Stack maw={1320} mx="auto" gap="md">
      <Breadcrumbs fz="sm" component="nav" aria-label="Where you are">
        <Anchor href={hrefOf({ page: 'journeys' })} size="sm">
          Journeys
        </Anchor>
        <Text span size="sm" ff="monospace" aria-current="page">
          {shortId(id)}
        </Text>
      </Breadcrumbs>
      {data ? (
        <Whole journey={data} lostAt={error ? dataUpdatedAt : undefined} />
      ) : (
        <>
          {error && <Absent error={error} looking={errorUpdateCount < LOOKS_FOR_THE_ABSENT} />}
          {!isProblem(error, 400, 403, 404) && <Skeleton height={420} radius="lg" aria-label="Loading the journey" />}
        </>
      )}
    </Stack>
  );
}

/** Where only people or somebody outside have a turn, whatever comes is an event, which sends a hint. */
function pauseAfter(journey: Journey | undefined, live: boolean): number | false {
  if (!journey || journey.state === 'moving' || isAtWork(journey)) return 1_000;
  if (!live) return journey.state === 'settled' ? 5_000 : 1_000;
  return journey.state === 'waiting' && 5_000;
}

/** The machine has something to do, or to try again. */
const isAtWork = ({ steps, waiting }: Journey): boolean =>
  waiting.some(({ attempts }) => attempts > 0) ||
  steps.some(({ published, effects }) => !published || effects.some(({ state }) => state === 'waiting' || state === 'held'));

function Whole({ journey, lostAt }: { journey: Journey; lostAt?: number }): ReactElement {
  const board = useMemo(() => boardOf(journey), [journey]);
  const [opened, setOpened] = useState<string>();
  const { kind, references, startedAt, state, waiting } = journey;
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Group gap="sm">
            <Title order={1} size="h2">
              Journey of {kind === 'encounter' ? 'an encounter' : `one ${plain(kind)}`}
            </Title>
            <StateBadge state={state} />
          </Group>
          <Text size="sm" c="dimmed" mt={2}>
            Began {whenOf(startedAt)} · {counted(references.orderIds.length, 'order')} ·{' '}
            {counted(references.claimIds.length, 'claim')}
          </Text>
        </div>
        <Text size="sm" className="ink-waiting" role="status">
          {lostAt ? `No answer from the server; this is how it was at ${timeOf(new Date(lostAt).toISOString())}` : ''}
        </Text>
        <Follow journey={journey} />
      </Group>
      <VisuallyHidden role="status">
        {state === 'waiting' ? `The journey waits: ${counted(waiting.length, 'thing')}` : `The journey is ${state}`}
      </VisuallyHidden>
      <Figures journey={journey} />
      {waiting.length > 0 && <WaitingList waiting={waiting} />}
      <Board board={board} onOpen={({ key }) => setOpened(key)} />
      <Corrections steps={journey.steps} />
      <MoneyCard money={journey.money} />
      <StepDetails cell={board.cells.find(({ key }) => key === opened)} journey={journey} onClose={() => setOpened(undefined)} />
    </>
  );
}
