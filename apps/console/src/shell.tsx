import { ActionIcon, Anchor, AppShell, Badge, Group, Text, UnstyledButton } from '@mantine/core';
import { lazy, type ReactElement, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Icon } from './icons';
import { type Liveness, useLiveness } from './live';
import { Mark } from './mark';
import { useMe } from './me';
import { hrefOf, usePlace } from './place';
import { SchemeSwitch } from './scheme-switch';
import { useSession } from './session';
import { Trouble } from './trouble';
import { plain } from './words';

/** What hangs on it is dead code in a build for production, and so are the files behind it. */
const SANDBOX = import.meta.env.MODE === 'sandbox';
const SandboxPanel = SANDBOX ? lazy(() => import('./sandbox/panel')) : undefined;

export function Shell({ children }: { children: ReactNode }): ReactElement {
  const main = useRef<HTMLElement>(null);
  const [present, setPresent] = useState(false);
  const [opened, setOpened] = useState(false);
  useFocusOnArrival(main);
  return (
    <AppShell
      header={{ height: 56 }}
      padding={{ base: 'sm', sm: 'lg' }}
      aside={present ? { width: 292, breakpoint: 'lg', collapsed: { mobile: !opened } } : undefined}
    >
      <UnstyledButton className="skip" onClick={() => main.current?.focus()}>
        To the content
      </UnstyledButton>
      <AppShell.Header className="header">
        <Group h="100%" px={{ base: 'sm', sm: 'lg' }} justify="space-between" wrap="nowrap">
          <Anchor href={hrefOf({ page: 'journeys' })} underline="never" c="inherit" aria-label="Orderly, all journeys">
            <Mark />
          </Anchor>
          <Group gap="sm" wrap="nowrap">
            <LiveBadge />
            <WhoAmI />
            {SANDBOX && present && (
              <ActionIcon
                hiddenFrom="lg"
                variant="default"
                size="lg"
                aria-label="Sandbox"
                aria-expanded={opened}
                aria-controls="sandbox"
                onClick={() => setOpened(!opened)}
              >
                <Icon of="panel" />
              </ActionIcon>
            )}
            <SchemeSwitch />
            <LogOut />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main ref={main} tabIndex={-1}>
        {children}
      </AppShell.Main>
      {SandboxPanel && (
        <Trouble silent>
          <Suspense>
            <SandboxPanel onPresence={setPresent} onPlaced={() => setOpened(false)} />
          </Suspense>
        </Trouble>
      )}
    </AppShell>
  );
}

/** Another page begins at its top, for the keyboard too. */
function useFocusOnArrival(main: React.RefObject<HTMLElement | null>): void {
  const place = usePlace();
  const here = place.page === 'journey' ? place.id : place.page;
  const before = useRef(here);
  useEffect(() => {
    if (before.current === here) return;
    before.current = here;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [here, main]);
}

const liveness: Record<Liveness, { words: string; tone?: string; hint: string }> = {
  live: { words: 'Live', tone: 'done', hint: 'This page changes by itself as things happen.' },
  connecting: { words: 'Connecting', hint: 'Asking the server for its stream.' },
  reconnecting: { words: 'Reconnecting', tone: 'waiting', hint: 'The server is away. What you see is what was last known.' },
};

function LiveBadge(): ReactElement {
  const state = useLiveness();
  const { words, tone, hint } = liveness[state];
  return (
    <span title={hint}>
      <Badge
        role="status"
        size="lg"
        tt="none"
        fw={600}
        className="tone liveness"
        data-tone={tone}
        data-state={state}
        leftSection={<span className="pulse" aria-hidden />}
      >
        {words}
      </Badge>
    </span>
  );
}

function WhoAmI(): ReactElement {
  const { tenant, username } = useSession();
  const me = useMe();
  return (
    <Text size="sm" visibleFrom="sm" lh={1.25} ta="right" maw={260} truncate component="div">
      <Text size="sm" fw={600} truncate>
        {me?.displayName ?? username}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {[tenant, ...(me?.roles ?? []).map(plain)].join(' · ')}
      </Text>
    </Text>
  );
}

function LogOut(): ReactElement {
  const { leave } = useSession();
  return (
    <ActionIcon variant="default" size="lg" aria-label="Log out" title="Log out" onClick={leave}>
      <Icon of="leave" />
    </ActionIcon>
  );
}
