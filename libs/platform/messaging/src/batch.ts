import { Ctx, EventDeclaration, Received, systemContext } from '@orderly/kernel';
import { Changes, Database, Session, Tx } from '@orderly/platform/persistence';
import { Arrival, open } from './arrival';
import { ContextDefinition } from './definition';
import { ViewRows } from './view-rows';

/** What is known about an aggregate before a batch. */
export interface Position {
  /** The last version that has taken effect. */
  version: number;
  /** Where its row lies, if there is one; it is locked, so it lies still. */
  readonly place?: string;
  /** Versions that wait in the inbox. */
  readonly waiting: Set<number>;
}

/** A major version that this build does not know: it waits for the deployment that does. */
export class UnknownMajor extends Error {}

/** The writes of one batch, collected. */
export class Batch {
  readonly changes = new Changes();
  private readonly tx: Tx;
  private readonly rows: ViewRows;
  /** What the reactions to an event have in their hands. */
  private readonly parts = new Map<Arrival, Tx[]>();
  /** The views have been told of these. */
  private readonly showing = new Set<Arrival>();
  private readonly withdrawn = new Set<Arrival>();
  private readonly nothing = systemContext('00000000-0000-0000-0000-000000000000', 'consumer', 'batch');

  constructor(
    private readonly db: Database,
    private readonly session: Session,
    definition: ContextDefinition,
    private readonly subscription: string,
    private readonly what: {
      majorsOf: (name: string) => ReadonlyMap<number, EventDeclaration> | undefined;
      reacts: (declaration: EventDeclaration) => boolean;
      react: (declaration: EventDeclaration, event: Received<never>, as: (ctx: Ctx) => Tx) => Promise<void>;
    },
  ) {
    this.tx = new Tx(db.shop, session, this.changes, this.nothing);
    this.rows = new ViewRows(db.shop.shapes, definition.views);
  }

  /** Statements that the database has not answered yet. */
  get owed(): number {
    return this.session.owed;
  }

  async run(arrival: Arrival): Promise<void> {
    const majors = this.what.majorsOf(arrival.name);
    // Types without a handler only advance the position.
    if (!majors) return;
    const declaration = majors.get(arrival.major);
    if (!declaration) throw new UnknownMajor();
    const event = open(arrival, declaration, this.db.shop.keyring);
    if (this.what.reacts(declaration)) {
      this.sendRows();
      const parts: Tx[] = [];
      this.parts.set(arrival, parts);
      await this.what.react(declaration, event, (ctx) => {
        const part = this.tx.forMessage(ctx);
        parts.push(part);
        if (this.withdrawn.has(arrival)) part.withdraw();
        return part;
      });
      if (this.withdrawn.has(arrival)) return;
    }
    this.showing.add(arrival);
    this.rows.show(declaration, event);
  }

  /** Takes an event that failed or is still running out of the batch. Answers whether the others may commit without it. */
  withdraw(arrival: Arrival): boolean {
    this.withdrawn.add(arrival);
    return !this.showing.has(arrival) && (this.parts.get(arrival) ?? []).map((part) => part.withdraw()).every(Boolean);
  }

  /** Leaves events to the inbox, to run now or once the version before them has had its effect. */
  park(arrivals: readonly Arrival[], when?: 'now'): void {
    for (const { event, text, name } of arrivals)
      this.changes.insertOnce('inbox', {
        subscription: this.subscription,
        tenant: event.tenant,
        aggregate_type: event.aggregate.type,
        aggregate_id: event.aggregate.id,
        version: event.aggregate.version,
        event_id: event.id,
        type: name,
        state: 'parked',
        attempts: 0,
        event: text,
        ...(when && { next_at: '-infinity' }),
      });
  }

  /** Keys of the rows that this batch has made or changed. */
  touched(): string[] {
    return [...this.rows.shown, ...this.tx.touched()];
  }

  /** Moves everything into `changes`. */
  finish(positions: ReadonlyMap<string, Position>, effective: readonly Arrival[]): void {
    this.tx.settle();
    this.rows.moveTo(this.changes);
    const moved: Position[] = [];
    for (const [key, { event }] of new Map(effective.map((arrival) => [arrival.key, arrival]))) {
      const position = positions.get(key) as Position;
      if (position.place) moved.push(position);
      else this.begin(event, position.version);
    }
    if (moved.length === 0) return;
    const values = [moved.map(({ place }) => place).join(' '), moved.map(({ version }) => version).join(' '), moved.length];
    this.session.scope([...new Set(effective.map(({ event }) => event.tenant))].join(','));
    this.session.send({ name: 'move', text: MOVE, values });
  }

  /** A plain insert: when another consumer was first, this batch fails, and finds duplicates the next time. */
  private begin({ tenant, aggregate }: Received, version: number): void {
    this.changes.insert('consumer_position', {
      subscription: this.subscription,
      tenant,
      aggregate_type: aggregate.type,
      aggregate_id: aggregate.id,
      version,
    });
  }

  /** A reaction sees in the views what earlier events of the batch have shown, as it would without a batch. */
  private sendRows(): void {
    if (this.rows.empty) return;
    this.rows.moveTo(this.changes);
    this.session.write(this.changes);
  }
}

/** By place: half of what an upsert costs. Fails when a row is not where it was locked, or has moved on. */
const MOVE = `
  with moved as (
    update consumer_position p set version = k.version
    from unnest(string_to_array($1, ' ')::tid[], string_to_array($2, ' ')::int[]) k(place, version)
    where p.ctid = k.place and p.version < k.version returning 1)
  select 1 / (count(*) = $3::int)::int from moved`;
