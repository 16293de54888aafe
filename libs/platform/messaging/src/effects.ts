import { ModuleRef } from '@nestjs/core';
import { Ctx, EventDeclaration, Received, systemContext } from '@orderly/kernel';
import { Changes, Database, Session, Tx } from '@orderly/platform/persistence';
import { inSpan, metrics, recordEffect } from '@orderly/platform/telemetry';
import { Arrival, openAhead } from './arrival';
import { Batch, Position } from './batch';
import { ContextDefinition, Reaction } from './definition';
import { runAll, SomeFailed } from './run-all';

export interface Taken {
  /** Something waits in the inbox behind what took effect now. */
  readonly release: boolean;
  /** These failed, or were taking long, and have left nothing behind. */
  readonly failures: ReadonlyMap<Arrival, unknown>;
  /** These were not tried: they come after one that failed, or there was no time for them. */
  readonly left: readonly Arrival[];
}

/** What became of events in one transaction. */
export interface Ran extends Taken {
  readonly changes: Changes;
  readonly effective: readonly Arrival[];
  /** A version before them is missing. */
  readonly early: readonly Arrival[];
  /** Keys of the rows that were made or changed. */
  readonly rows: readonly string[];
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

  /** Opens an event while the database is busy with others; what is wrong with it shows when it runs. */
  prepare(arrival: Arrival): void {
    const declaration = this.declarations.get(arrival.name)?.get(arrival.major);
    try {
      if (declaration) openAhead(arrival, declaration, this.db.shop.keyring);
    } catch {
      return;
    }
  }

  /** One transaction for many events; those `aside` are left to the inbox. When it throws nothing has happened; SomeFailed says on whose account. */
  async takeTogether(arrivals: readonly Arrival[], aside: readonly Arrival[] = []): Promise<Taken> {
    const ran = await this.db.inTransaction(async (session) => {
      const all = await this.run(session, arrivals, aside);
      await session.commit();
      return all;
    });
    this.tell(ran);
    return ran;
  }

  /** Events from the inbox, each aggregate's in order; their rows may go then, but for the `early` ones. Sends everything, commits nothing. */
  takeStored(session: Session, arrivals: readonly Arrival[]): Promise<Ran> {
    return this.run(session, arrivals);
  }

  /** After the commit: wake whoever waits for these facts. */
  tell({ changes, effective, rows }: Ran): void {
    this.db.wake(changes);
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

  /** `aside` is given for new events, which are not in the inbox yet. */
  private async run(session: Session, arrivals: readonly Arrival[], aside?: readonly Arrival[]): Promise<Ran> {
    if (arrivals.length === 0) return NOTHING;
    const positions = await this.positions(session, arrivals);
    const batch = this.batch(session);
    const { due, early } = this.sort(arrivals, positions, aside ? 'new' : 'stored');
    if (aside) batch.park(early);
    batch.park(aside ?? [], 'now');
    const { done: effective, failures, left } = await runAll(batch, due, !aside);
    for (const { key, event } of [...failures.keys(), ...left]) {
      const position = positions.get(key) as Position;
      position.version = Math.min(position.version, event.aggregate.version - 1);
    }
    // Versions of one aggregate are in one partition; if they were not, one might have gone ahead of another that failed.
    if (effective.some(({ key, event }) => event.aggregate.version > (positions.get(key) as Position).version))
      throw new SomeFailed(failures);
    batch.finish(positions, effective);
    session.write(batch.changes);
    const release = this.release(session, positions, effective);
    return { changes: batch.changes, effective, early, rows: batch.touched(), release, failures, left };
  }

  /** Those whose turn it is, and those that come before it; what has had its turn is counted. Moves the positions. */
  private sort(arrivals: readonly Arrival[], positions: ReadonlyMap<string, Position>, from: 'new' | 'stored') {
    const due: Arrival[] = [];
    const early: Arrival[] = [];
    for (const arrival of arrivals) {
      const position = positions.get(arrival.key) as Position;
      const { version } = arrival.event.aggregate;
      if (version <= position.version || (from === 'new' && position.waiting.has(version)))
        metrics.duplicates.inc({ subscription: this.subscription });
      else if (version > position.version + 1) {
        early.push(arrival);
        position.waiting.add(version);
      } else {
        position.version = version;
        due.push(arrival);
      }
    }
    return { due, early };
  }

  /** The next versions of these aggregates, if they are parked, may run now. */
  private release(session: Session, positions: ReadonlyMap<string, Position>, effective: readonly Arrival[]): boolean {
    const last = new Map(effective.map(({ key, event }) => [key, event]));
    const next = [...last].filter(([key]) => {
      const { version, waiting } = positions.get(key) as Position;
      return waiting.has(version + 1);
    });
    if (next.length === 0) return false;
    const events = next.map(([, event]) => event);
    session.scope([...new Set(events.map(({ tenant }) => tenant))].join(','));
    const versions = next.map(([key]) => (positions.get(key) as Position).version + 1);
    session.send({ name: 'release', text: RELEASE, values: [this.subscription, ...keysOf(events), versions] });
    return true;
  }

  private async positions(session: Session, arrivals: readonly Arrival[]): Promise<Map<string, Position>> {
    const unique = new Map(arrivals.map((arrival) => [arrival.key, arrival.event]));
    session.scope([...new Set(arrivals.map(({ event }) => event.tenant))].join(','));
    // Everybody locks in the same order.
    const keys = keysOf([...unique.keys()].sort().map((key) => unique.get(key) as Received));
    // The lock makes a consumer that was frozen and woke up again wait for its successor, and then find only duplicates.
    const known = session.query<Version & { place: string }>({
      name: 'positions',
      text: `select k.tenant || '/' || k.type || '/' || k.id as key, p.version, p.ctid::text as place
             from ${KEYS} k(tenant, type, id)
             cross join lateral (
               select version, ctid from consumer_position
               where tenant = k.tenant and aggregate_id = k.id and aggregate_type = k.type and subscription = $1
               for update) p`,
      values: [this.subscription, ...keys],
    });
    // After the lock, so that it sees what whoever held it has left. Mostly there is nothing at all.
    const some = session.query<Version>({ name: 'waiting', text: SOME_WAITING, values: [this.subscription] });
    const positions = new Map<string, Position>([...unique.keys()].map((key) => [key, { version: 0, waiting: new Set() }]));
    for (const { key, version, place } of await known) Object.assign(positions.get(key) as Position, { version, place });
    let waiting = await some;
    if (waiting.length >= SOME)
      waiting = await session.query<Version>({ name: 'waiting for these', text: WAITING, values: [this.subscription, ...keys] });
    for (const { key, version } of waiting) positions.get(key)?.waiting.add(version);
    return positions;
  }

  private batch(session: Session) {
    return new Batch(this.db, session, this.definition, this.subscription, {
      majorsOf: (name) => this.declarations.get(name),
      reacts: (declaration) => this.reactions.has(declaration),
      react: (declaration, event, as) => this.react(declaration, event, as),
    });
  }

  private declare(event: EventDeclaration): void {
    this.declarations.set(event.type, (this.declarations.get(event.type) ?? new Map()).set(event.version, event));
  }

  private async react(declaration: EventDeclaration, event: Received<never>, as: (ctx: Ctx) => Tx): Promise<void> {
    for (const Reaction of this.reactions.get(declaration) ?? []) {
      const { tenant, correlationId, id, type } = event;
      const name = kebab(Reaction.name);
      await inSpan(`${this.subscription} ${name}`, event.traceparent, async (traceparent) => {
        const ctx = systemContext(tenant, name, `reaction to ${type}`, { correlationId, causationId: id, traceparent });
        await this.modules.get(Reaction, { strict: false }).react(event, as(ctx));
      });
    }
  }
}

const NOTHING: Ran = {
  ...{ changes: new Changes(), effective: [], early: [], rows: [] },
  ...{ release: false, failures: new Map(), left: [] },
};

interface Version {
  readonly key: string;
  readonly version: number;
}

/** As text with commas, which none of them contains: an array parameter would cost as much as the rest of the statement. */
const keysOf = (events: readonly Received[]) => [
  events.map(({ tenant }) => tenant).join(),
  events.map(({ aggregate }) => aggregate.type).join(),
  events.map(({ aggregate }) => aggregate.id).join(),
];
const KEYS = `unnest(string_to_array($2, ',')::uuid[], string_to_array($3, ','), string_to_array($4, ',')::uuid[])`;

const SOME = 100;
const SOME_WAITING = `
  select tenant || '/' || aggregate_type || '/' || aggregate_id as key, version from inbox where subscription = $1 limit ${SOME}`;
const WAITING = `
  select k.tenant || '/' || k.type || '/' || k.id as key, i.version from ${KEYS} k(tenant, type, id)
  cross join lateral (
    select version from inbox
    where subscription = $1 and tenant = k.tenant and aggregate_type = k.type and aggregate_id = k.id offset 0) i`;

/** As in the inbox: one descent of the primary key for each row. */
const RELEASE = `
  update inbox i set next_at = now()
  from unnest(string_to_array($2, ',')::uuid[], string_to_array($3, ','), string_to_array($4, ',')::uuid[], $5::int[]) k(tenant, type, id, version)
  cross join lateral (
    select ctid from inbox where subscription = $1 and tenant = k.tenant and aggregate_type = k.type and aggregate_id = k.id
      and version = k.version and state || '' = 'parked' for update) place
  where i.ctid = place.ctid`;

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
