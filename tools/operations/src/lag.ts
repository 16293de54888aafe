import { parseArgs } from 'node:util';
import { Lag, LagReport } from '@orderly/platform/messaging';
import { Usage } from './dead-letter-args';
import { Console } from './dead-letters';
import { onPlatform, openInstallation } from './installation';
import { duration, grouped, table } from './table';

export const LAG_USAGE = `npm run orderly -- lag [--json]

  Size and age of every outbox, inbox, quarantine, errand list and queue, and how far each subscription is behind.`;

/** @returns the exit status: 2 when a context's database did not answer */
export async function lag(args: readonly string[], env: NodeJS.ProcessEnv, { out }: Console): Promise<number> {
  const { json } = optionsOf(args);
  const report = await onPlatform(openInstallation(env), (platform) => platform.get(Lag).report(), { broker: true });
  out(json ? JSON.stringify(report, null, 2) : lagText(report));
  return report.away.length > 0 ? 2 : 0;
}

function optionsOf(args: readonly string[]): { json: boolean } {
  try {
    return parseArgs({ args: [...args], options: { json: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

export function lagText({ at, lists, subscriptions, away }: LagReport): string {
  const waiting = lists.filter((list) => list.waiting > 0);
  const parts = [
    `at ${at}`,
    waiting.length === 0
      ? 'every work list is empty'
      : table(
          ['CONTEXT', 'LIST', 'WAITING', 'OLDEST'],
          waiting.map((list) => [list.context, list.list, grouped(list.waiting), duration(list.oldestSeconds)]),
        ),
    table(
      ['SUBSCRIPTION', 'BEHIND', 'OLDEST', 'QUEUE', 'CONSUMERS'],
      subscriptions.map((one) => [
        ...[one.subscription, `${grouped(one.behind)}${one.more ? ' or more' : ''}`, duration(one.oldestSeconds)],
        ...[one.queue === 'there' ? grouped(one.messages ?? 0) : one.queue, one.consumers],
      ]),
    ),
    ...away.map((context) => `the database of ${context} does not answer`),
  ];
  return parts.join('\n\n');
}
