import { ActionIcon, type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import type { ReactElement } from 'react';
import { type Drawing, Icon } from './icons';

const next: Record<MantineColorScheme, { scheme: MantineColorScheme; icon: Drawing; name: string }> = {
  auto: { scheme: 'light', icon: 'screen', name: 'as the system' },
  light: { scheme: 'dark', icon: 'sun', name: 'light' },
  dark: { scheme: 'auto', icon: 'moon', name: 'dark' },
};

/** As the system says, light, dark, and round again. */
export function SchemeSwitch(): ReactElement {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { scheme, icon, name } = next[colorScheme];
  const label = `Colours: ${name}. Switch to ${next[scheme].name}`;
  return (
    <ActionIcon variant="default" size="lg" aria-label={label} title={label} onClick={() => setColorScheme(scheme)}>
      <Icon of={icon} />
    </ActionIcon>
  );
}
