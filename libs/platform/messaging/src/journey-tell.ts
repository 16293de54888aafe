import { Journey, JourneyStep } from './journey';
import { FullStepRow } from './journey-look';
import { factsOf, Findings, outlineOf, Seen, stepsOf } from './journey-outline';

/** How people are spoken of, and where traces are shown. */
export interface Manner {
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly jaegerUrl?: string;
}

/** W3C trace context, trace-flags: only such a trace is kept. */
const SAMPLED = /-[0-9a-f][13579bdf]$/;

export function tellJourney(found: Findings, manner: Manner): Journey {
  const seen = stepsOf(found);
  const { root: id, kind, tenantId, members, more } = found;
  const labels = new Map(found.looks.flatMap((look) => look.labels.map(({ of, label }) => [`${look.context}/${of}`, label])));
  const idsOf = (type: string) => members.filter((member) => member.type === type).map((member) => member.id);
  const [encounterId] = idsOf('Encounter');
  return {
    ...{ id, kind, tenantId, ...outlineOf(factsOf(found.looks), seen, found.now), ...(more && { more: true as const }) },
    references: {
      ...(encounterId && { encounterId }),
      ...{ orderIds: idsOf('Order'), claimIds: idsOf('Claim'), invoiceIds: idsOf('Invoice') },
    },
    steps: seen.map((step) => stepOf(step as Seen & FullStepRow, { manner, labels })),
  };
}

type Labels = ReadonlyMap<string, string | null>;

function stepOf(step: Seen & FullStepRow, { manner, labels }: { manner: Manner; labels: Labels }): JourneyStep {
  const label = step.version === 1 && labels.get(`${step.context}/${step.subjectId}`);
  return {
    ...{ id: step.id, type: step.type, context: step.context, version: step.version, occurredAt: step.occurredAt },
    subject: { type: step.subjectType, id: step.subjectId },
    actor: actorOf(step.actor, manner.roles),
    ...{ correlationId: step.correlationId, causationId: step.causationId },
    ...traceOf(step.traceparent, manner.jaegerUrl),
    ...(label && { label }),
    ...(step.status && { status: step.status }),
    ...(step.resultId && { resultId: step.resultId }),
    ...{ published: step.published, effects: step.effects },
  };
}

function traceOf(traceparent: string | null, jaegerUrl: string | undefined): Pick<JourneyStep, 'traceId' | 'traceUrl'> {
  const traceId = traceparent?.split('-')[1];
  if (!traceparent || !traceId) return {};
  if (!jaegerUrl || !SAMPLED.test(traceparent)) return { traceId };
  return { traceId, traceUrl: `${jaegerUrl.replace(/\/$/, '')}/trace/${traceId}` };
}

/** People by their roles alone, devices as such; which account or device it was stays with the audit trail. */
function actorOf(actor: string, roles: Manner['roles']): JourneyStep['actor'] {
  const [kind, name] = actor.split(':');
  if (name === undefined) return { kind: 'person', ...(roles.has(actor) && { role: roles.get(actor)?.join(', ') }) };
  if (kind === 'cli') return { kind: 'person', role: 'operator' };
  return { kind: 'system', role: kind === 'system' ? name : kind };
}
