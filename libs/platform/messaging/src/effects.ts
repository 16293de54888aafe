import { ModuleRef } from '@nestjs/core';
import { EventDeclaration, Received, systemContext } from '@orderly/kernel';
import { Changes, Database, isOfDatabase, Session, Tx } from '@orderly/platform/persistence';
import { inSpan, metrics, recordEffect } from '@orderly/platform/telemetry';
import { Arrival } from './arrival';
import { Batch, Position } from './batch';
import { ContextDefinition, Reaction } from './definition';

export interface Taken {
  /** Something waits in the inbox behind what took effect now. */
  readonly release: boolean;
}

/** Events of a batch that failed by themselves, each with its reason; nothing has happened, the others may go on without them. */
export class SomeFailed extends Error {
  constructor(readonly failures: ReadonlyMap<Arrival, unknown>) {
    super('some events of a batch failed');
  }
}

/**
 * Lets events have their effect exactly once and in order: an event runs when its version is the next one of its aggregate,
 * is ignored when it is lower, and waits when it is higher. Positions, reactions, views and new events commit together.
 */
export class Effects {
  private readonly reactions = new Map<EventDeclaration, (new (...args: never[]) => Reaction<never>)[]>();
  /** By name and major version: two majors may run side by side. */
  private readonly declarations = new Map<string, Map<number, EventDeclaration>>();

  private readonly measured;

  constructor(
    private readonly db: Database,
    private readonly definition: ContextDefinition,
    private readonly modules: ModuleRef,
    readonly subscription: string,
  ) {
    this.measured = {
      effects: metrics.effects.labels(subscription),
      batch: metrics.batch.labels(subscription),
      commitToEffect: metrics.commitToEffect.labels(subscription),
    };
    for (const { event, Reaction } of definition.reactions) {
      this.reactions.set(event, [...(this.reactions.get(event) ?? []), Reaction]);
      this.declare(event);
    }
    for (const { event } of definition.views.flatMap(({ whens }) => whens)) this.declare(event);
  }

  /** One transaction for many events. Throws when one of them fails, SomeFailed if it is known which; nothing has happened then. */
  async takeTogether(arrivals: readonly Arrival[]): Promise<Taken> {
    let changes = new Changes();
    let release = false;
    let effective: Arrival[] = [];
    let rows: Iterable<string> = [];
    await this.db.inTransaction(async (session) => {
      effective = [];
      const positions = await this.positions(session, arrivals);
      const batch = this.batch(session);
      const partitions = new Map<string, Arrival[]>();
      for (const arrival of arrivals) {
        const position = positions.get(arrival.key) as Position;
        const { version } = arrival.event.aggregate;
        if (version <= position.version || position.waiting.has(version))
          metrics.duplicates.inc({ subscription: this.subscription });
        else if (version > position.version + 1) {
          batch.park(arrival);
          position.waiting.add(version);
        } else {
          position.version = version;
          effective.push(arrival);
          partitions.set(arrival.partition, [...(partitions.get(arrival.partition) ?? []), arrival]);
          release ||= position.waiting.size > 0;
        }
      }
      await runAll(batch, [...partitions.values()]);
      batch.finish(positions, effective);
      rows = batch.touched();
      await session.commit((changes = batch.changes));
    });
    this.db.wake(changes);
    this.tell(effective, rows);
    return { release };
  }

  /** One event from the inbox, by itself; its row may go then. Answers what was written, nothing when it had taken effect before. */
  async takeStored(session: Session, arrival: Arrival): Promise<Changes | undefined> {
    const positions = await this.positions(session, [arrival]);
    const position = positions.get(arrival.key) as Position;
    const { version } = arrival.event.aggregate;
    if (version <= position.version) return undefined;
    if (version > position.version + 1) throw new Error('not the next version');
    const batch = this.batch(session);
    await batch.run(arrival);
    position.version = version;
    batch.finish(positions, [arrival]);
    session.write(batch.changes);
    return batch.changes;
  }

  /** After the commit: wake whoever waits for these facts. */
  tell(effective: readonly Arrival[], rows: Iterable<string> = []): void {
    this.db.arrived.announce(rows);
    this.db.arrived.announce(effective.map(({ key }) => key));
    this.measured.effects.inc(effective.length);
    this.measured.batch.observe(effective.length);
    const now = Date.now();
    for (const { event, name } of effective) {
      this.measured.commitToEffect.observe(Math.max(0, now - Date.parse(event.time)) / 1000);
      if (this.declarations.has(name)) recordEffect(`${this.subscription} ${name}`, event);
    }
  }

  private async positions(session: Session, arrivals: readonly Arrival[]): Promise<Map<string, Position>> {
    const unique = new Map(arrivals.map((arrival) => [arrival.key, arrival.event]));
    const events = [...unique.values()];
    session.scope([...new Set(events.map(({ tenant }) => tenant))].join(','));
    const keys = [events.map((e) => e.tenant), events.map((e) => e.aggregate.type), events.map((e) => e.aggregate.id)];
    // The lock makes a consumer that was frozen and woke up again wait for its successor, and then find only duplicates.
    const known = session.query<{ key: string; version: number }>({
      name: 'positions',
      text: `select k.tenant || '/' || k.type || '/' || k.id as key, p.version
             from unnest($2::uuid[], $3::text[], $4::uuid[]) k(tenant, type, id)
             cross join lateral (
               select version from consumer_position
               where tenant = k.tenant and aggregate_id = k.id and aggregate_type = k.type and subscription = $1
               for update) p`,
      values: [this.subscription, ...keys],
    });
    const waiting = session.query<{ key: string; version: number }>({
      name: 'waiting',
      text: `select k.tenant || '/' || k.type || '/' || k.id as key, i.version
             from unnest($2::uuid[], $3::text[], $4::uuid[]) k(tenant, type, id)
             cross join lateral (
               select version from inbox
               where subscription = $1 and tenant = k.tenant and aggregate_type = k.type and aggregate_id = k.id offset 0) i`,
      values: [this.subscription, ...keys],
    });
    const positions = new Map<string, Position>(
      [...unique.keys()].map((key) => [key, { version: 0, stored: false, waiting: new Set() }]),
    );
    for (const { key, version } of await known) Object.assign(positions.get(key) as Position, { version, stored: true });
    for (const { key, version } of await waiting) positions.get(key)?.waiting.add(version);
    return positions;
  }

  private batch(session: Session) {
    return new Batch(this.db, session, this.definition, this.subscription, {
      majorsOf: (name) => this.declarations.get(name),
      reacts: (declaration) => this.reactions.has(declaration),
      react: (declaration, event, tx) => this.react(declaration, event, tx),
    });
  }

  private declare(event: EventDeclaration): void {
    this.declarations.set(event.type, (this.declarations.get(event.type) ?? new Map()).set(event.version, event));
  }

  private async react(declaration: EventDeclaration, event: Received<never>, tx: Tx): Promise<void> {
    for (const Reaction of this.reactions.get(declaration) ?? []) {
      const { tenant, correlationId, id, type } = event;
      const name = kebab(Reaction.name);
      await inSpan(`${this.subscription} ${name}`, event.traceparent, async (traceparent) => {
        const ctx = systemContext(tenant, name, `reaction to ${type}`, { correlationId, causationId: id, traceparent });
        await this.modules.get(Reaction, { strict: false }).react(event, tx.as(ctx));
      });
    }
  }
}

/** Partitions run side by side, each until its first failure. Nothing is still running when it throws. */
async function runAll(batch: Batch, partitions: readonly (readonly Arrival[])[]): Promise<void> {
  const failures = new Map<Arrival, unknown>();
  await Promise.all(
    partitions.map(async (inOrder) => {
      for (const arrival of inOrder) {
        await batch.run(arrival).catch((error: unknown) => failures.set(arrival, error));
        if (failures.has(arrival)) return;
      }
    }),
  );
  if (failures.size === 0) return;
  // What the database refuses breaks the transaction for all of them: whose fault it was is not known.
  const errors = [...failures.values()];
  throw errors.find(isOfDatabase) ?? (partitions.flat().length === 1 ? errors[0] : new SomeFailed(failures));
}

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
