import { Context, context as otel, SpanKind, trace, TraceFlags } from '@opentelemetry/api';
import { ModuleRef } from '@nestjs/core';
import { EventDeclaration, Received, systemContext } from '@orderly/kernel';
import { Database, Session, Tx } from '@orderly/platform/persistence';
import { contextOf, inSpan, metrics } from '@orderly/platform/telemetry';
import { Arrival } from './arrival';
import { Batch, Position } from './batch';
import { ContextDefinition, Reaction } from './definition';

export interface Taken {
  /** Something waits in the inbox behind what took effect now. */
  readonly release: boolean;
}

/**
 * Lets events have their effect exactly once and in order: an event runs when its version is the next one of its aggregate,
 * is ignored when it is lower, and waits when it is higher. Positions, reactions, views and new events commit together.
 */
export class Effects {
  private readonly reactions = new Map<string, (new (...args: never[]) => Reaction<never>)[]>();
  private readonly declarations = new Map<string, EventDeclaration>();

  constructor(
    private readonly db: Database,
    private readonly definition: ContextDefinition,
    private readonly modules: ModuleRef,
    readonly subscription: string,
  ) {
    for (const { event, Reaction } of definition.reactions) {
      this.reactions.set(event.type, [...(this.reactions.get(event.type) ?? []), Reaction]);
      this.declarations.set(event.type, event);
    }
    for (const { event } of definition.views.flatMap(({ whens }) => whens)) this.declarations.set(event.type, event);
  }

  /** One transaction for many events. Throws when one of them fails; nothing has happened then. */
  async takeTogether(arrivals: readonly Arrival[]): Promise<Taken> {
    let emitted = false;
    let release = false;
    let effective: Arrival[] = [];
    await this.db.inTransaction(async (session) => {
      effective = [];
      const positions = await this.positions(session, arrivals);
      const batch = this.batch(session);
      for (const arrival of arrivals) {
        const position = positions.get(arrival.key) as Position;
        const { version } = arrival.event.aggregate;
        if (version <= position.version || position.waiting.has(version))
          metrics.duplicates.inc({ subscription: this.subscription });
        else if (version > position.version + 1) {
          batch.park(arrival);
          position.waiting.add(version);
        } else {
          await batch.run(arrival);
          position.version = version;
          effective.push(arrival);
          release ||= position.waiting.size > 0;
        }
      }
      emitted = batch.finish(positions, effective);
      await session.commit(batch.changes);
    });
    this.tell(effective, emitted);
    return { release };
  }

  /** One event from the inbox, by itself. Answers whether the row may go: it took effect, now or before. */
  async takeStored(session: Session, arrival: Arrival): Promise<'done' | 'not-next'> {
    const positions = await this.positions(session, [arrival]);
    const position = positions.get(arrival.key) as Position;
    const { version } = arrival.event.aggregate;
    if (version <= position.version) return 'done';
    if (version > position.version + 1) return 'not-next';
    const batch = this.batch(session);
    await batch.run(arrival);
    position.version = version;
    batch.finish(positions, [arrival]);
    session.write(batch.changes);
    return 'done';
  }

  /** After the commit: wake whoever waits for these facts. */
  tell(effective: readonly Arrival[], emitted: boolean): void {
    if (effective.length > 0) this.db.arrived.ring();
    if (emitted) this.db.committed.ring();
    metrics.effects.inc({ subscription: this.subscription }, effective.length);
    metrics.batch.observe({ subscription: this.subscription }, effective.length);
    const now = Date.now();
    for (const { event } of effective)
      metrics.commitToEffect.observe({ subscription: this.subscription }, Math.max(0, now - Date.parse(event.time)) / 1000);
  }

  private async positions(session: Session, arrivals: readonly Arrival[]): Promise<Map<string, Position>> {
    const unique = new Map(arrivals.map((arrival) => [arrival.key, arrival.event]));
    const events = [...unique.values()];
    session.scope([...new Set(events.map(({ tenant }) => tenant))].join(','));
    const keys = [events.map((e) => e.tenant), events.map((e) => e.aggregate.type), events.map((e) => e.aggregate.id)];
    // The lock makes a consumer that was frozen and woke up again wait for its successor, and then find only duplicates.
    const known = await session.query<{ key: string; version: number }>({
      name: 'positions',
      text: `select p.tenant || '/' || p.aggregate_type || '/' || p.aggregate_id as key, p.version
             from unnest($2::uuid[], $3::text[], $4::uuid[]) k(tenant, type, id)
             join consumer_position p on p.tenant = k.tenant and p.aggregate_id = k.id and p.aggregate_type = k.type and p.subscription = $1
             for update of p`,
      values: [this.subscription, ...keys],
    });
    const waiting = await session.query<{ key: string; version: number }>({
      name: 'waiting',
      text: `select i.tenant || '/' || i.aggregate_type || '/' || i.aggregate_id as key, i.version
             from unnest($2::uuid[], $3::text[], $4::uuid[]) k(tenant, type, id)
             join inbox i on i.subscription = $1 and i.tenant = k.tenant and i.aggregate_type = k.type and i.aggregate_id = k.id`,
      values: [this.subscription, ...keys],
    });
    const positions = new Map<string, Position>(
      [...unique.keys()].map((key) => [key, { version: 0, stored: false, waiting: new Set() }]),
    );
    for (const { key, version } of known) Object.assign(positions.get(key) as Position, { version, stored: true });
    for (const { key, version } of waiting) positions.get(key)?.waiting.add(version);
    return positions;
  }

  private batch(session: Session) {
    return new Batch(this.db, session, this.definition, this.subscription, {
      declarationOf: (name) => this.declarations.get(name),
      react: (arrival, event, tx) => this.react(arrival, event, tx),
    });
  }

  private async react(arrival: Arrival, event: Received<never>, tx: Tx): Promise<void> {
    for (const Reaction of this.reactions.get(arrival.name) ?? []) {
      const { tenant, correlationId, id, type, traceparent } = event;
      const name = kebab(Reaction.name);
      const ctx = systemContext(tenant, name, `reaction to ${type}`, { correlationId, causationId: id });
      const work = () => this.modules.get(Reaction, { strict: false }).react(event, tx.as(ctx));
      const parent = contextOf(traceparent);
      await (isSampled(parent)
        ? inSpan(`${this.subscription} ${name}`, parent, SpanKind.CONSUMER, work)
        : otel.with(parent, work));
    }
  }
}

const isSampled = (parent: Context) =>
  ((trace.getSpanContext(parent)?.traceFlags ?? 0) & TraceFlags.SAMPLED) === TraceFlags.SAMPLED;

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
