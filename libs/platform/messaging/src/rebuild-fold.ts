import { EventDeclaration } from '@orderly/kernel';
import { Changes, RowShapes } from '@orderly/platform/persistence';
import { Keyring } from '@orderly/platform/security';
import { failureKind } from '@orderly/platform/telemetry';
import { Arrival, open, recall } from './arrival';
import { ContextDefinition } from './definition';
import { ViewRows } from './view-rows';

/** The journals do not yield a view that can be trusted. `next`: what a person can do now. */
export class NotRebuildable extends Error {
  constructor(
    message: string,
    readonly next: string,
  ) {
    super(message);
    this.name = 'NotRebuildable';
  }
}

/** One event of a journal that the live view has seen. */
export interface JournalRow {
  /** Number of its aggregate, from 1. */
  readonly n: number;
  readonly version: number;
  /** The version of the aggregate that the rebuilt view has come to before. */
  readonly after: number;
  readonly source: string;
  /** Nothing when no view listens to its type. */
  readonly event: string | null;
}

/** Events that came before one of their predecessors; in a journal without holes there are hardly any. */
const MOST_WAITING = 50_000;

/** Turns pages of events into rows: in version order per aggregate, by the views alone. */
export class Fold {
  private readonly declarations = new Map<string, Map<number, EventDeclaration>>();
  private done = new Int32Array(0);
  private readonly waiting = new Map<number, Map<number, JournalRow>>();
  private held = 0;

  constructor(
    private readonly shapes: RowShapes,
    private readonly keyring: Keyring,
    private readonly definition: ContextDefinition,
  ) {
    for (const { event } of definition.views.flatMap(({ whens }) => whens))
      this.declarations.set(event.type, (this.declarations.get(event.type) ?? new Map()).set(event.version, event));
  }

  /** Types of events that change rows. */
  get types(): string[] {
    return [...this.declarations.keys()];
  }

  /** From here on, `n` counts other aggregates. */
  begin(aggregates: number): void {
    this.done = new Int32Array(aggregates + 1);
    this.waiting.clear();
    this.held = 0;
  }

  /** What these events change. A transaction that wrote version 1 may have a higher number than the one that wrote version 2: that one waits. */
  take(rows: readonly JournalRow[]): Changes {
    const shown = new ViewRows(this.shapes, this.definition.views);
    for (const row of rows) {
      if (row.version === (this.done[row.n] || row.after) + 1) this.run(row, shown);
      else this.hold(row);
    }
    const changes = new Changes();
    shown.moveTo(changes);
    return changes;
  }

  private run(first: JournalRow, shown: ViewRows): void {
    const later = this.waiting.get(first.n);
    for (let row: JournalRow | undefined = first; row; row = later?.get(row.version + 1)) {
      this.done[row.n] = row.version;
      if (later?.delete(row.version)) this.held--;
      if (row.event !== null) this.show(row as JournalRow & { event: string }, shown);
    }
    if (later?.size === 0) this.waiting.delete(first.n);
  }

  private hold(row: JournalRow): void {
    if (++this.held > MOST_WAITING)
      throw new NotRebuildable(`the journal of ${row.source} lacks an event that others follow`, MEND_JOURNAL);
    this.waiting.set(row.n, (this.waiting.get(row.n) ?? new Map<number, JournalRow>()).set(row.version, row));
  }

  private show({ event: text, source, version }: JournalRow & { event: string }, shown: ViewRows): void {
    let arrival: Arrival | undefined;
    try {
      arrival = recall(text);
      const declaration = this.declarations.get(arrival.name)?.get(arrival.major);
      if (!declaration) throw new UnknownToThisBuild();
      shown.show(declaration, open(arrival, declaration, this.keyring));
    } catch (error) {
      const which = arrival ? `${arrival.name} v${arrival.major}, ${arrival.key}` : 'an unreadable event';
      throw new NotRebuildable(`${source}: ${which}, version ${version}: ${failureKind(error)}`, nextAfter(error));
    }
  }
}

class UnknownToThisBuild extends Error {
  override readonly name = 'UnknownToThisBuild';
}

export const MEND_JOURNAL =
  'the live view is untouched; bring the missing rows of event_log back from a backup, then run this again: nothing else can tell what was in them';

function nextAfter(error: unknown): string {
  if (error instanceof UnknownToThisBuild) return 'run this from the version of Orderly that the application runs';
  if ((error as Error).name === 'SealBroken')
    return 'is ORDERLY_SECRET the one of this installation? Otherwise this row of event_log was changed: bring it back from a backup, then run this again';
  return 'the live view has shown this event, the views of this version cannot: run this from the version of Orderly that the application runs';
}
