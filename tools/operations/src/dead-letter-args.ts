import { parseArgs } from 'node:util';
import { z } from 'zod';
import { Ctx } from '@orderly/kernel';
import {
  DeadLetterFilter,
  DeadLetterKind,
  DiscardDeadLetters,
  ListDeadLetters,
  ReplayDeadLetters,
  ShowDeadLetter,
} from '@orderly/platform/messaging';

export const DEAD_LETTERS_USAGE = `npm run orderly -- dead-letters list|show ID|replay [ID]|discard [ID] [OPTIONS]

  which ones       --consumer chart-on-orders (or a context: chart)  --kind event|message|errand  --type orders.order-placed
                   --reason TEXT  --tenant ID  --since T  --until T   (T: 2026-03-02T08:00:00Z, or 30m, 2h, 3d ago)
  --limit N        list: 50 of them by default; replay, discard: all by default
  --dry-run        replay, discard: counts what matches by consumer, type and reason, and changes nothing
  --rate N/s       replay: so many are tried in a second (100)
  --because TEXT   stands in the audit trail; discard needs it
  --json           for machines

  Exit status: 0 ok, 1 refused or not found, 2 database out of reach, 64 usage.`;

/** What is wrong with how it was called. Exit status 64. */
export class Usage extends Error {}

export type Wish = { json: boolean; dryRun: boolean; /** of rows in all */ limit: number } & (
  | { action: 'list'; operation: ListDeadLetters }
  | { action: 'show'; operation: ShowDeadLetter }
  | { action: 'replay'; operation: ReplayDeadLetters }
  | { action: 'discard'; operation: DiscardDeadLetters }
);

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...{ consumer: text, kind: text, type: text, reason: text, tenant: text, since: text, until: text },
  ...{ limit: text, rate: text, because: text, 'dry-run': flag, json: flag },
};
/** What only some actions know. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  rate: ['replay'],
  because: ['replay', 'discard'],
  'dry-run': ['replay', 'discard'],
  limit: ['list', 'replay', 'discard'],
};

/** The operation that the words ask for, checked as an edge would check it. Throws Usage. */
export function wishOf(args: readonly string[], ctx: Ctx, now = Date.now()): Wish {
  const { values, positionals } = parsed(args);
  const [action = '', id, ...more] = positionals;
  if (more.length > 0) throw new Usage(`too many words: ${more.join(' ')}`);
  const make = Object.hasOwn(WISHES, action) ? WISHES[action as keyof typeof WISHES] : undefined;
  if (!make) throw new Usage(action ? `there is no ${action}` : 'say what to do');
  requireFitting(action, values);
  const { json, 'dry-run': dryRun, consumer, type, reason, tenant: tenantId, kind } = values;
  const times = { since: timeOf(values.since, now), until: timeOf(values.until, now) };
  const limit = number('limit', values.limit) ?? (action === 'list' ? 50 : Infinity);
  const filter = { consumer, type, reason, tenantId, kind: kind as DeadLetterKind | undefined, ...times };
  return { json, dryRun, limit, ...checked(() => make({ values, id, filter, dryRun }, ctx)) } as Wish;
}

interface Said {
  values: ReturnType<typeof parsed>['values'];
  id: string | undefined;
  filter: Omit<DeadLetterFilter, 'id'>;
  dryRun: boolean;
}

const WISHES = {
  list({ id, filter }: Said, ctx: Ctx) {
    if (id) throw new Usage('list takes no id; `show ID` shows one');
    return { action: 'list', operation: new ListDeadLetters(filter, ctx) };
  },
  show: ({ id }: Said, ctx: Ctx) => ({ action: 'show', operation: new ShowDeadLetter({ deadLetterId: id as string }, ctx) }),
  replay({ values: { rate, because }, ...said }: Said, ctx: Ctx) {
    const perSecond = number('rate', rate?.replace(/\/s$/, ''));
    const input = { ...said.filter, id: said.id, dryRun: said.dryRun, rate: perSecond, because };
    return { action: 'replay', operation: new ReplayDeadLetters(input, ctx) };
  },
  discard({ values, id, filter, dryRun }: Said, ctx: Ctx) {
    const because = values.because ?? (dryRun ? 'dry run' : undefined);
    if (!because) throw new Usage('discard needs --because TEXT: why it is right that this never happens');
    return { action: 'discard', operation: new DiscardDeadLetters({ ...filter, id, dryRun, because }, ctx) };
  },
};

function requireFitting(action: string, values: Said['values']): void {
  for (const [name, actions] of Object.entries(ONLY))
    if (values[name as keyof typeof values] && !actions.includes(action)) throw new Usage(`--${name} does not go with ${action}`);
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

/** Words of the command line are named as they were typed. */
const TYPED: Readonly<Record<string, string>> = { tenantId: '--tenant', id: 'ID', deadLetterId: 'ID' };

function checked<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const [issue] = error.issues;
    const field = String(issue?.path[0]);
    throw new Usage(`${TYPED[field] ?? `--${field}`}: ${issue?.message}`);
  }
}

function number(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!(value > 0) || (name === 'limit' && !Number.isInteger(value))) throw new Usage(`--${name} takes a number above 0`);
  return value;
}

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `2h` is two hours ago. */
function timeOf(given: string | undefined, now: number): string | undefined {
  if (given === undefined) return undefined;
  const [, count, unit] = /^(\d+)([smhd])$/.exec(given) ?? [];
  const time = count && unit ? now - Number(count) * (UNITS[unit] as number) : Date.parse(given);
  if (Number.isNaN(time)) throw new Usage(`${given} is no time: write 2026-03-02T08:00:00Z, or 30m, 2h, 3d for so long ago`);
  return new Date(time).toISOString();
}
