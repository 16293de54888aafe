import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const harbour: MantineColorsTuple = [
  '#eef4fd',
  '#dbe6f7',
  '#b4caec',
  '#8aace2',
  '#6793d9',
  '#5183d4',
  '#447bd2',
  '#3568ba',
  '#2f5aa8',
  '#214c93',
];

/** The reader's own font; the last but one is for a bare Linux. */
const systemFont =
  "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Ubuntu, Cantarell, 'DejaVu Sans Condensed', sans-serif";

/** Mantine's dark greys, with a little of the same blue. */
const dark: MantineColorsTuple = [
  '#dde3ec',
  '#b6c0cf',
  '#97a3b6',
  '#6b778a',
  '#364152',
  '#2b3442',
  '#222a36',
  '#191f29',
  '#141a23',
  '#10141b',
];

export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 8, dark: 7 },
  colors: { harbour, dark },
  fontFamily: systemFont,
  fontFamilyMonospace: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace",
  headings: { fontFamily: systemFont, fontWeight: '650' },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Some of Mantine's greys and oranges are too faint to read (3.3:1 on white); these have 4.5:1 at least. States have one colour each, the same everywhere. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#f6f8fb',
    '--mantine-color-dimmed': '#566273',
    '--mantine-color-placeholder': '#6b7686',
    '--mantine-color-orange-light-color': '#8f4700',
    '--mantine-color-red-light-color': '#a51d1d',
    '--orderly-surface': '#ffffff',
    '--orderly-line': '#dfe5ee',
    '--orderly-lane': '#eef2f8',
    '--orderly-link': '#a9b8cc',
    '--orderly-done': '#187a47',
    '--orderly-done-surface': '#e7f6ee',
    '--orderly-waiting': '#a35200',
    '--orderly-waiting-surface': '#fff4e0',
    '--orderly-expected': '#5a6678',
  },
  dark: {
    '--mantine-color-body': '#10141b',
    '--mantine-color-text': '#dde3ec',
    '--mantine-color-dimmed': '#97a3b6',
    '--mantine-color-anchor': 'var(--mantine-color-harbour-3)',
    '--mantine-color-placeholder': '#8995a8',
    '--orderly-surface': '#191f29',
    '--orderly-line': '#2b3442',
    '--orderly-lane': '#151a23',
    '--orderly-link': '#4a586d',
    '--orderly-done': '#5bd394',
    '--orderly-done-surface': '#12301f',
    '--orderly-waiting': '#ffb454',
    '--orderly-waiting-surface': '#3a2a10',
    '--orderly-expected': '#8995a8',
  },
});
