import {
  DeadLetter,
  DeadLetterDetail,
  DeadLetterOutcome,
  DeadLetters,
  DiscardDeadLetters,
  ListDeadLetters,
  ReplayDeadLetters,
} from '@orderly/platform/messaging';
import { Wish, wishOf } from './dead-letter-args';
import { atTheConsole, onPlatform, openInstallation } from './installation';
import { grouped, table } from './table';

/** Where lines go: answers to `out`, what is going on to `say`. */
export interface Console {
  out(text: string): void;
  say(text: string): void;
}

/** @returns the exit status */
export async function deadLetters(args: readonly string[], env: NodeJS.ProcessEnv, console: Console): Promise<number> {
  const wish = wishOf(args, atTheConsole());
  return onPlatform(openInstallation(env), async (platform) => {
    console.out(await fulfil(platform.get(DeadLetters), wish, console));
    return 0;
  });
}

async function fulfil(letters: DeadLetters, wish: Wish, { say }: Console): Promise<string> {
  const print = <T>(value: T, text: (value: T) => string) => (wish.json ? JSON.stringify(value, null, 2) : text(value));
  switch (wish.action) {
    case 'list':
      return print(await listed(letters, wish.operation, wish.limit), listText);
    case 'show':
      return print(await letters.show(wish.operation.ctx, wish.operation.data.deadLetterId), detailText);
    case 'replay':
    case 'discard':
      return print(await changed(letters, wish, say), (outcome) => outcomeText(wish.action, outcome));
  }
}

interface Listed {
  items: DeadLetter[];
  more: boolean;
}

const PAGE = 200;

async function listed(letters: DeadLetters, { ctx, data }: ListDeadLetters, most: number): Promise<Listed> {
  const { limit: _limit, cursor: _cursor, ...filter } = data;
  const items: DeadLetter[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await letters.list(ctx, filter, { limit: Math.min(PAGE, most - items.length), cursor });
    items.push(...page.items);
    cursor = page.next;
    if (!cursor || items.length >= most) return { items, more: cursor !== undefined };
  }
}

/** What fails again while this goes on is not replayed a second time. */
async function changed(
  letters: DeadLetters,
  { operation, limit }: Wish & { operation: ReplayDeadLetters | DiscardDeadLetters },
  say: (text: string) => void,
): Promise<DeadLetterOutcome> {
  const { ctx } = operation;
  const { dryRun, limit: _limit, because, ...given } = operation.data;
  const { rate, ...which } = { rate: undefined, ...given };
  const filter = which.id ? which : { ...which, until: which.until ?? new Date().toISOString() };
  const progress = (count: number) => say(`  ${grouped(count)} done`);
  const action = { filter, limit, dryRun, progress };
  if (rate === undefined) return letters.discard(ctx, { ...action, because: because as string });
  return letters.replay(ctx, { ...action, because, rate });
}

export function listText({ items, more }: Listed): string {
  if (items.length === 0) return 'no dead letters match';
  const rows = items.map((d) => [d.lastAt, d.consumer, d.type ?? d.kind, d.version, d.reason, d.attempts, d.id]);
  const end = more ? '\nthere are more: --limit N shows N of them' : '';
  return `${table(['LAST TRIED', 'CONSUMER', 'TYPE', 'VERSION', 'REASON', 'ATTEMPTS', 'ID'], rows)}${end}`;
}

export function detailText({ event, ...letter }: DeadLetterDetail): string {
  const fields = Object.entries(letter).map(([name, value]) => [name, value] as const);
  return `${table(['FIELD', 'VALUE'], fields)}${event ? `\n\n${JSON.stringify(event, null, 2)}` : ''}`;
}

const NOTHING = { replay: 'nothing to replay', discard: 'nothing to discard' };

export function outcomeText(action: 'replay' | 'discard', { dryRun, count, groups, left }: DeadLetterOutcome): string {
  const verb = dryRun ? `would ${action}` : action === 'replay' ? 'replayed' : 'discarded';
  const rows = groups.map((group) => [group.consumer, group.type ?? group.kind, group.reason, group.count]);
  const lines = [
    count === 0 ? NOTHING[action] : `${table(['CONSUMER', 'TYPE', 'REASON', 'COUNT'], rows)}\n${verb} ${grouped(count)}`,
  ];
  if (!dryRun && left > 0) lines.push(`${grouped(left)} that match are still there${whyLeft[action]}`);
  return lines.join('\n');
}

const whyLeft = {
  replay: ': more than --limit, or messages, which can only be discarded',
  discard: ': more than --limit, or an earlier version of the same aggregate waits',
};
