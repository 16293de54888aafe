import { EventDeclaration, Received, systemContext } from '@orderly/kernel';
import { Changes, Database, RowClass, rowKey, Session, TenantRow, Tx } from '@orderly/platform/persistence';
import { Arrival, open } from './arrival';
import { ContextDefinition } from './definition';

/** What is known about an aggregate before a batch. */
export interface Position {
  /** The last version that has taken effect. */
  version: number;
  /** There is a row for it. */
  readonly stored: boolean;
  /** Versions that wait in the inbox. */
  readonly waiting: Set<number>;
}

/** A major version that this build does not know: it waits for the deployment that does. */
export class UnknownMajor extends Error {}

/** The writes of one batch, collected. */
export class Batch {
  readonly changes = new Changes();
  private readonly tx: Tx;
  private readonly shown = new Set<string>();
  private readonly rows = new Map<string, { Row: RowClass<TenantRow>; change: Record<string, unknown> }>();
  private readonly nothing = systemContext('00000000-0000-0000-0000-000000000000', 'consumer', 'batch');

  constructor(
    private readonly db: Database,
    private readonly session: Session,
    private readonly definition: ContextDefinition,
    private readonly subscription: string,
    private readonly what: {
      majorsOf: (name: string) => ReadonlyMap<number, EventDeclaration> | undefined;
      reacts: (declaration: EventDeclaration) => boolean;
      react: (declaration: EventDeclaration, event: Received<never>, tx: Tx) => Promise<void>;
    },
  ) {
    this.tx = new Tx(db.shop, session, this.changes, this.nothing);
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
      await this.what.react(declaration, event, this.tx);
    }
    this.show(declaration, event);
  }

  park({ event, text, name }: Arrival): void {
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
    });
  }

  /** Keys of the rows that this batch has made or changed. */
  touched(): string[] {
    return [...this.shown, ...this.tx.touched()];
  }

  /** Moves everything into `changes`. */
  finish(positions: ReadonlyMap<string, Position>, effective: readonly Arrival[]): void {
    this.tx.settle();
    this.collectRows();
    for (const [key, { event }] of new Map(effective.map((arrival) => [arrival.key, arrival]))) {
      const { version, stored } = positions.get(key) as Position;
      const { tenant, aggregate } = event;
      const row = {
        subscription: this.subscription,
        tenant,
        aggregate_type: aggregate.type,
        aggregate_id: aggregate.id,
        version,
      };
      // A plain insert: when another consumer was first, this batch fails, and finds duplicates the next time.
      if (stored) this.changes.upsert('consumer_position', row, POSITION_KEY);
      else this.changes.insert('consumer_position', row);
    }
  }

  /** A reaction sees in the views what earlier events of the batch have shown, as it would without a batch. */
  private sendRows(): void {
    if (this.rows.size === 0) return;
    this.collectRows();
    this.session.write(this.changes);
  }

  private collectRows(): void {
    for (const { Row, change } of this.rows.values()) this.changes.upsert(this.db.shop.shapes.of(Row).table, change);
    this.rows.clear();
  }

  private show(declaration: EventDeclaration, received: Received<never>): void {
    for (const { Row, whens } of this.definition.views) {
      for (const { event, change } of whens) {
        if (event !== declaration) continue;
        for (const one of [change(received) ?? []].flat() as { id: string }[]) this.merge(Row, received.tenant, one);
      }
    }
  }

  /** Later events of the batch overwrite the columns of earlier ones, so that each row is written once. */
  private merge(Row: RowClass<TenantRow>, tenant: string, change: { id: string }): void {
    const key = rowKey(Row, tenant, change.id);
    this.shown.add(key);
    const columns = { tenant, ...this.db.shop.shapes.columnsOf(Row, change) };
    const known = this.rows.get(key);
    if (known) Object.assign(known.change, columns);
    else this.rows.set(key, { Row, change: columns });
  }
}

const POSITION_KEY = ['subscription', 'tenant', 'aggregate_type', 'aggregate_id'];
