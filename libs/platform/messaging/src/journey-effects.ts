import { JourneyStep, JourneyWait } from './journey';
import { Look, StepRow, StoredRow } from './journey-look';

type Effect = JourneyStep['effects'][number];

/** Which events a subscription acts on; undefined: nobody here knows, perhaps all. */
export type Handles = (subscription: string, type: string) => boolean | undefined;

/** What became of events in the contexts that listen to them. */
export class JourneyEffects {
  private readonly positions = new Map<string, number>();
  private readonly stored = new Map<string, StoredRow>();
  private readonly discarded = new Set<string>();
  private readonly caused = new Map<string, string[]>();
  private readonly unpublished: ReadonlySet<string>;

  constructor(
    private readonly looks: readonly Look[],
    private readonly handles: Handles,
  ) {
    for (const { positions, stored, discarded, context, steps } of looks) {
      for (const at of positions) this.positions.set(`${at.subscription}/${at.subjectType}/${at.subjectId}`, at.version);
      for (const at of stored) this.stored.set(keyOf(at.subscription, at), at);
      for (const at of discarded) this.discarded.add(keyOf(at.subscription, at));
      for (const { id, ...step } of steps) {
        const { causationId } = step as { causationId?: string };
        const cause = causationId && `${context}/${causationId}`;
        if (cause && !this.caused.get(cause)?.push(id)) this.caused.set(cause, [id]);
      }
    }
    this.unpublished = new Set(looks.flatMap((look) => [...look.unpublished]));
  }

  /** It has left the outbox. */
  published(step: StepRow): boolean {
    return !this.unpublished.has(step.id);
  }

  /** In every context that acts on events of this type. */
  of(step: StepRow, source: string): Effect[] {
    return this.looks.flatMap(({ context, subscriptions }) =>
      subscriptions
        .filter((name) => name.endsWith(`-on-${source}`) && this.handles(name, step.type) !== false)
        .map((subscription) => ({
          ...{ subscription, context },
          ...this.stateOf(subscription, step),
          caused: this.caused.get(`${context}/${step.id}`) ?? [],
        })),
    );
  }

  private stateOf(subscription: string, step: StepRow): Pick<Effect, 'state' | 'since' | 'attempts' | 'reason'> {
    const position = this.positions.get(`${subscription}/${step.subjectType}/${step.subjectId}`) ?? 0;
    const stored = this.stored.get(keyOf(subscription, step));
    if (stored) return { ...storedState(stored, position), since: stored.since, attempts: stored.attempts };
    if (this.discarded.has(keyOf(subscription, step))) return { state: 'done', attempts: 0, reason: 'discarded' };
    if (position >= step.version) return { state: 'done', attempts: 1 };
    return { state: 'waiting', since: step.occurredAt, attempts: 0 };
  }
}

/** What stands in the inbox: a parked one whose turn it is only waits to run by itself. */
function storedState({ state, version, reason }: StoredRow, position: number): Pick<Effect, 'state' | 'reason'> {
  const why = reason === null ? {} : { reason };
  if (state === 'dead') return { state, ...why };
  return { state: state === 'parked' && version > position + 1 ? 'held' : 'waiting', ...why };
}

const keyOf = (
  subscription: string,
  { subjectType, subjectId, version }: Pick<StepRow, 'subjectType' | 'subjectId' | 'version'>,
) => `${subscription}/${subjectType}/${subjectId}/${version}`;

type Told = Pick<JourneyStep, 'context' | 'occurredAt' | 'published' | 'effects'>;

/** What the machine has not done yet: one entry for each outbox and subscription that something waits in. */
export function machineWaits(steps: readonly Told[]): JourneyWait[] {
  const waits = new Map<string, JourneyWait>();
  for (const { context, occurredAt, published, effects } of steps) {
    if (!published) note(waits, { context, what: 'outbox', since: occurredAt, attempts: 0 });
    for (const effect of effects) if (isToBeDone(effect, published)) note(waits, waitOf(effect, occurredAt));
  }
  return [...waits.values()];
}

/** What has not left cannot have arrived: the outbox says so already. */
const isToBeDone = ({ state, attempts }: Effect, published: boolean): boolean =>
  state !== 'done' && (published || state !== 'waiting' || attempts > 0);

function waitOf({ context, subscription, state, since, attempts, reason }: Effect, occurredAt: string): JourneyWait {
  const why = reason ?? (state === 'waiting' ? undefined : state);
  return { context, what: subscription, ...(why && { reason: why }), since: since ?? occurredAt, attempts };
}

/** The reason of what failed goes before that of what is held behind it. */
function note(waits: Map<string, JourneyWait>, wait: JourneyWait): void {
  const key = `${wait.context}/${wait.what}`;
  const known = waits.get(key);
  if (!known) return void waits.set(key, wait);
  const reason = known.reason && known.reason !== 'held' ? known.reason : (wait.reason ?? known.reason);
  const since = known.since < wait.since ? known.since : wait.since;
  waits.set(key, { ...known, since, attempts: Math.max(known.attempts, wait.attempts), ...(reason && { reason }) });
}
