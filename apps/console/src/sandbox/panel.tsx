import './styles';
import { AppShell, Button, Group, ScrollArea, Stack, Switch, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { Icon } from '../icons';
import { goTo } from '../place';
import { useSession } from '../session';
import { actions, type Deed } from './actions';
import { type ActionName, SandboxRefusal, sandboxWith, type SandboxState } from './api';
import { Counters } from './counters';
import { Remaining } from './remaining';
import { Visits } from './visits';

interface Shown {
  /** Whether there is a sandbox to play with. */
  readonly onPresence: (present: boolean) => void;
  readonly onPlaced: () => void;
}

/** Buttons that break things, beside a journey that goes on all the same. */
export default function SandboxPanel({ onPresence, onPlaced }: Shown): ReactElement | null {
  const { token, expired } = useSession();
  const sandbox = useMemo(() => sandboxWith(token), [token]);
  const queries = useQueryClient();
  const [said, setSaid] = useState('');
  const { data, error } = useQuery({
    queryKey: ['sandbox'],
    queryFn: sandbox.state,
    retry: false,
    refetchInterval: ({ state }) => (absent(state.error) ? false : 1_000),
  });
  const present = data !== undefined && !absent(error);
  useEffect(() => onPresence(present), [present, onPresence]);
  const act = useMutation({
    networkMode: 'always',
    mutationFn: ({ name, body }: Deed) => sandbox.act(name, body),
    onSuccess: (answer, { words }) => {
      setSaid(words);
      if (answer.encounterId) {
        goTo({ page: 'journey', id: answer.encounterId });
        onPlaced();
      }
    },
    onError: (failure) => {
      if (failure instanceof SandboxRefusal && failure.status === 401) expired();
      setSaid(refusalWords(failure));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sandbox'] }),
  });

  if (!present) return null;
  const busy = (name: ActionName) => act.isPending && act.variables.name === name;
  return (
    <AppShell.Aside id="sandbox" className="panel" aria-labelledby="sandbox-title" withBorder>
      <AppShell.Section grow component={ScrollArea} type="auto">
        <Stack gap="md" p="md">
          <Group gap="xs" wrap="nowrap">
            <Icon of="panel" size={22} />
            <Title order={2} size="h4" id="sandbox-title">
              Sandbox
            </Title>
          </Group>
          <Text size="sm" c="dimmed" mt={-8}>
            Place an order, break something, and watch the claim get paid all the same.
          </Text>
          <Stack gap={8}>
            {actions
              .filter(({ name }) => data.actions[name])
              .map(({ name, label, icon, body, words, primary }) => (
                <Button
                  key={name}
                  variant={primary ? 'filled' : 'default'}
                  justify="flex-start"
                  leftSection={<Icon of={icon} />}
                  rightSection={<Remaining action={data.actions[name]} />}
                  loading={busy(name)}
                  disabled={data.actions[name]?.running}
                  onClick={() => act.mutate({ name, body, words })}
                  fullWidth
                >
                  {label}
                </Button>
              ))}
            {data.actions['send-twice'] && (
              <SendTwice
                state={data}
                busy={busy('send-twice')}
                onChange={(on) =>
                  act.mutate({
                    name: 'send-twice',
                    body: { on },
                    words: on ? 'Every message comes twice now.' : 'Messages come once again.',
                  })
                }
              />
            )}
          </Stack>
          <Text size="sm" className="said" role="status" aria-live="polite">
            {said || 'Nothing has been broken yet.'}
          </Text>
          <Counters effects={data.effects} />
          <Visits visits={data.visits} />
        </Stack>
      </AppShell.Section>
    </AppShell.Aside>
  );
}

const refusalWords = (failure: unknown) =>
  failure instanceof SandboxRefusal && failure.status < 500 && failure.title
    ? failure.title
    : 'The server is away at the moment. Try again when it is back.';

const absent = (error: unknown) => error instanceof SandboxRefusal && error.status !== 401 && error.status < 500;

const SendTwice = ({ state, busy, onChange }: { state: SandboxState; busy: boolean; onChange: (on: boolean) => void }) => (
  <Switch
    label="Send every message twice"
    checked={state.actions['send-twice']?.running ?? false}
    disabled={busy}
    onChange={(event) => onChange(event.currentTarget.checked)}
    mt={4}
  />
);
