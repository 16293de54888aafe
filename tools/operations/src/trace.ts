import { parseArgs } from 'node:util';
import { billing } from '@orderly/contexts/billing';
import { chart } from '@orderly/contexts/chart';
import { directory } from '@orderly/contexts/directory';
import { encounters } from '@orderly/contexts/encounters';
import { identity } from '@orderly/contexts/identity';
import { laboratory } from '@orderly/contexts/laboratory';
import { orders } from '@orderly/contexts/orders';
import { patients } from '@orderly/contexts/patients';
import { ContextDefinition, Journey, JourneyMoney, JourneyStep, JourneyWait, Journeys } from '@orderly/platform/messaging';
import { Usage } from './dead-letter-args';
import { Console } from './dead-letters';
import { atTheConsole, onPlatform, openInstallation } from './installation';
import { duration, printable, table } from './table';

export const TRACE_USAGE = `npm run orderly -- trace ID [--json]

  What an order, encounter, claim, invoice, event or request (correlation id) has led to, as a tree of causes: when, in which context, by
  whom, what it did elsewhere; what waits and since when; the money. Read from the databases, whether the application runs or not.
  Nothing that is sealed is shown. It is noted in the audit trail of the hospital.`;

/** What journeys are made of, by the definitions of the contexts; nothing of them runs here. */
export const CONTEXTS: readonly ContextDefinition[] = [
  ...[identity, directory, patients, encounters, orders, laboratory, billing, chart],
];
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @returns the exit status: 0 when there is such a journey */
export async function trace(args: readonly string[], env: NodeJS.ProcessEnv, { out }: Console): Promise<number> {
  const { id, json } = wishOf(args);
  const installation = { ...openInstallation(env), elsewhere: CONTEXTS, jaegerUrl: env['JAEGER_URL'] };
  const journey = await onPlatform(installation, (platform) => platform.get(Journeys).showAnywhere(atTheConsole(), id));
  out(json ? JSON.stringify(journey, null, 2) : journeyText(journey, Date.now()));
  return 0;
}

function wishOf(args: readonly string[]): { id: string; json: boolean } {
  const { values, positionals } = parsed(args);
  const [id = '', ...more] = positionals;
  if (!ID.test(id) || more.length > 0) throw new Usage('say the id of an order, encounter, claim, event or request');
  return { id, json: values.json };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  } catch (error) {
    throw new Usage((error as Error).message);
  }
}

export function journeyText(journey: Journey, now: number): string {
  const { kind, id, tenantId, state, expected, waiting, money, more } = journey;
  const parts = [
    `${kind} ${id} of hospital ${tenantId}: ${state}`,
    treeText(journey.steps),
    ...(more ? ['there is more than is shown'] : []),
    ...(waiting.length > 0 ? [waitingText(waiting, now)] : []),
    ...(expected.length > 0 ? [`still to come: ${expected.map(({ type }) => type).join(', ')}`] : []),
    ...(money ? [moneyText(money)] : []),
  ];
  return parts.join('\n\n');
}

/** Each step below the one that caused it. */
function treeText(steps: readonly JourneyStep[]): string {
  const known = new Set(steps.map(({ id }) => id));
  const causedBy = (cause: string | undefined) =>
    steps.filter(({ causationId }) => (known.has(causationId) ? causationId === cause : cause === undefined));
  const rows: string[][] = [];
  const add = (cause: string | undefined, depth: number): void => {
    for (const step of causedBy(cause)) {
      rows.push(rowOf(step, depth));
      add(step.id, depth + 1);
    }
  };
  add(undefined, 0);
  return table(['TIME', 'CONTEXT', 'STEP', 'BY', 'EFFECTS'], rows);
}

function rowOf({ occurredAt, context, type, actor, label, status, ...step }: JourneyStep, depth: number): string[] {
  const what = [type.slice(type.indexOf('.') + 1), label && `"${label}"`, status && `(${status})`].filter(Boolean).join(' ');
  return [
    occurredAt,
    context,
    `${depth > 0 ? `${'   '.repeat(depth - 1)}└─ ` : ''}${what}`,
    actor.role ?? actor.kind,
    effectsText(step),
  ];
}

function effectsText({ published, effects }: Pick<JourneyStep, 'published' | 'effects'>): string {
  const done = effects.filter(({ state, reason }) => state === 'done' && !reason).map(({ context }) => context);
  const open = effects.filter(({ state, reason }) => state !== 'done' || reason);
  const texts = open.map(({ context, state, attempts, reason }) => {
    const tried = attempts > 0 ? ` after ${attempts} attempt${attempts > 1 ? 's' : ''}` : '';
    return `${reason === 'discarded' ? 'given up' : state} in ${context}${tried}`;
  });
  const said = [...(done.length > 0 ? [`done in ${done.join(', ')}`] : []), ...texts];
  return [...(published ? [] : ['in the outbox']), ...said].join('; ');
}

function waitingText(waiting: readonly JourneyWait[], now: number): string {
  const rows = waiting.map(({ context, what, reason, since, attempts }) => {
    return [context, what, reason, since, duration((now - Date.parse(since)) / 1000), attempts];
  });
  return table(['WAITS IN', 'FOR', 'BECAUSE', 'SINCE', 'AGE', 'ATTEMPTS'], rows);
}

function moneyText({ billed, paid, adjusted, patientResponsibility, patientPaid }: JourneyMoney): string {
  const parts = `paid ${paid.amount} + adjusted ${adjusted.amount} + patient ${patientResponsibility.amount}`;
  return printable(`${billed.currency} billed ${billed.amount}; ${parts} (of which paid ${patientPaid.amount})`);
}
