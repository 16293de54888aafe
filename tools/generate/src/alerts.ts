import { readSilenceTable, SilenceRow } from '@orderly/platform/testing';

/** A place that Prometheus can look at. */
const isExpression = (place: string): boolean => /^(increase\()?(orderly_|up\{)/.test(place);

/** Rules for Prometheus: one alert with all of its rows for each expression that comes first in a row of docs/silence-budget.md with an alarm. */
export function alertRules(markdown: string): string {
  const rules = new Map<string, SilenceRow[]>();
  for (const row of readSilenceTable(markdown)) {
    const expression = row.alarm && row.places.find(isExpression);
    if (expression) rules.set(expression, [...(rules.get(expression) ?? []), row]);
  }
  const alerts = [...rules].map(([expression, rows]) => ruleOf(expression, rows));
  return ['# Generated from docs/silence-budget.md by `npm run generate`; not to be edited.', HEAD, ...alerts, ''].join('\n');
}

const HEAD = 'groups:\n  - name: silence-budget\n    rules:';

function ruleOf(expression: string, rows: readonly SilenceRow[]): string {
  const [first] = rows as [SilenceRow];
  const ids = rows.map(({ id }) => id);
  return `
      - alert: Orderly${ids.join('')}
        expr: ${quoted(expression)}
        for: ${shortest(rows)}
        labels:
          owner: ${quoted(first.owner)}
        annotations:
          summary: ${quoted(rows.map(({ id, stuck }) => `${id}: ${stuck}`).join('; '))}
          action: ${quoted(rows.map(({ id, nextStep }) => `${id}: ${nextStep}`).join('; '))}`;
}

const SECONDS = { m: 60, h: 3600 } as const;
const secondsOf = (alarm = '') => Number(alarm.slice(0, -1)) * SECONDS[alarm.at(-1) as keyof typeof SECONDS];
const shortest = (rows: readonly SilenceRow[]) =>
  rows.map(({ alarm }) => alarm as string).reduce((a, b) => (secondsOf(b) < secondsOf(a) ? b : a));

/** YAML, single-quoted: nothing in it means anything but two quotes. */
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
