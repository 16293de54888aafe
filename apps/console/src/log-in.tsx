import { Alert, Button, Center, Group, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { type ReactElement, type SubmitEvent, useState } from 'react';
import { isProblem } from './api';
import { Mark } from './mark';
import { SchemeSwitch } from './scheme-switch';
import { useDoor } from './session';

/** Who are you, and of which hospital? */
export function LogIn(): ReactElement {
  const { ended, enter } = useDoor();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  useDocumentTitle('Log in · Orderly');

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const field = (name: string) => (event.currentTarget.elements.namedItem(name) as HTMLInputElement).value.trim();
    const password = (event.currentTarget.elements.namedItem('password') as HTMLInputElement).value;
    const credentials = { tenant: field('tenant'), username: field('username'), password };
    setBusy(true);
    setRefusal(undefined);
    await enter(credentials).catch((error: unknown) => setRefusal(wordsFor(error)));
    setBusy(false);
  };

  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack gap="lg" w="100%" maw={400}>
        <Group justify="space-between">
          <Mark />
          <SchemeSwitch />
        </Group>
        <Paper className="surface" p="xl" radius="lg" shadow="sm">
          <form onSubmit={(event) => void submit(event)} aria-labelledby="log-in">
            <Stack>
              <div>
                <Title order={1} size="h3" id="log-in">
                  Log in
                </Title>
                <Text c="dimmed" size="sm" mt={4}>
                  See every journey of your hospital, from the order to the paid claim.
                </Text>
              </div>
              {ended && !refusal && (
                <Alert color="harbour" role="status" title="Your session has ended">
                  Log in again; you come back to where you were.
                </Alert>
              )}
              {refusal && (
                <Alert color="red" role="alert" title="That did not work">
                  {refusal}
                </Alert>
              )}
              <TextInput
                name="tenant"
                label="Hospital"
                autoComplete="organization"
                defaultValue={ended?.tenant}
                autoFocus={!ended}
                required
                withAsterisk={false}
                autoCapitalize="none"
                spellCheck={false}
              />
              <TextInput
                name="username"
                label="User"
                autoComplete="username"
                defaultValue={ended?.username}
                required
                withAsterisk={false}
                autoCapitalize="none"
                spellCheck={false}
              />
              <PasswordInput
                name="password"
                label="Password"
                autoComplete="current-password"
                required
                withAsterisk={false}
                autoFocus={Boolean(ended)}
                visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
              />
              <Button type="submit" loading={busy} mt="xs" size="md">
                Log in
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text c="dimmed" size="xs" ta="center">
          Users and passwords of the demo hospital stand in the summary of <code>npm start</code>.
        </Text>
      </Stack>
    </Center>
  );
}

function wordsFor(error: unknown): string {
  if (isProblem(error, 401)) return 'Hospital, user or password is wrong. After five wrong tries wait a minute.';
  if (isProblem(error, 429)) return 'Too many tries for this user. Wait a minute, then try again.';
  if (isProblem(error, 400)) return 'Hospital and user are written with small letters, digits and hyphens.';
  return 'The server does not answer. Try again in a moment.';
}
