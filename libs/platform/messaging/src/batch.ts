import { EventDeclaration, Received, systemContext } from '@orderly/kernel';
import { Changes, Database, RowClass, Session, TenantRow, Tx } from '@orderly/platform/persistence';
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

/** A newer major version than this build knows: it waits for the deployment that does. */
export class UnknownMajor extends Error {}

/** The writes of one batch, collected. */
export class Batch {
  readonly changes = new Changes();
  private readonly tx: Tx;
  private readonly rows = new Map<string, { Row: RowClass<TenantRow>; change: Record<string, unknown> }>();
  private readonly nothing = systemContext('00000000-0000-0000-0000-000000000000', 'consumer', 'batch');

  constructor(
    private readonly db: Database,
    session: Session,
    private readonly definition: ContextDefinition,
    private readonly subscription: string,
    private readonly what: {
      declarationOf: (name: string) => EventDeclaration | undefined;
      react: (arrival: Arrival, event: Received<never>, tx: Tx) => Promise<void>;
    },
  ) {
    this.tx = new Tx(db.shop, session, this.changes, this.nothing);
  }

  async run(arrival: Arrival): Promise<void> {
    const declaration = this.what.declarationOf(arrival.name);
    // Types without a handler only advance the position.
    if (!declaration) return;
    if (declaration.version !== arrival.major) throw new UnknownMajor();
    const event = open(arrival, declaration, this.db.shop.keyring);
    await this.what.react(arrival, event, this.tx);
    this.show(event);
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
      first_at: new Date().toISOString(),
      last_at: new Date().toISOString(),
    });
  }

  /** Moves everything into `changes`. Answers whether new events leave. */
  finish(positions: ReadonlyMap<string, Position>, effective: readonly Arrival[]): boolean {
    this.tx.settle();
    const emitted = this.changes.hasEvents;
    for (const { Row, change } of this.rows.values()) this.changes.upsert(this.db.shop.shapes.of(Row).table, change);
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
      if (stored) this.changes.updateBy('consumer_position', POSITION_KEY, row);
      else this.changes.insert('consumer_position', row);
    }
    return emitted;
  }

  private show(received: Received<never>): void {
    for (const { Row, whens } of this.definition.views) {
      for (const { event, change } of whens) {
        if (event.type !== received.type) continue;
        for (const one of [change(received) ?? []].flat() as { id: string }[])
          this.merge(Row as RowClass<TenantRow>, received.tenant, one);
      }
    }
  }

  /** Later events of the batch overwrite the columns of earlier ones, so that each row is written once. */
  private merge(Row: RowClass<TenantRow>, tenant: string, change: { id: string }): void {
    const key = `${Row.name}/${tenant}/${change.id}`;
    const columns = { tenant, ...this.db.shop.shapes.columnsOf(Row, change) };
    const known = this.rows.get(key);
    if (known) Object.assign(known.change, columns);
    else this.rows.set(key, { Row, change: columns });
  }
}

const POSITION_KEY = ['subscription', 'tenant', 'aggregate_type', 'aggregate_id'];
