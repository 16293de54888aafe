import { ConfirmChannel } from 'amqplib';
import { Logger } from '@nestjs/common';
import { Database, Session } from '@orderly/platform/persistence';
import { failureKind, metrics, spanOf } from '@orderly/platform/telemetry';
import { Broker } from './broker';
import { pause, withinTime } from './within-time';

interface Waiting {
  seq: number;
  lane: number;
  tenant: string;
  type: string;
  schema_version: number;
  event_id: string;
  aggregate: string;
  event: string;
}

interface Publisher {
  readonly channel: ConfirmChannel;
  /** Ids of messages that no queue has taken. */
  readonly returned: Set<string>;
}

interface Round {
  /** Events that the broker has confirmed. */
  readonly published: number;
  /** Aggregates of which the broker has refused an event. */
  readonly held: number;
}

const NOTHING: Round = { published: 0, held: 0 };
const MOST_ROWS = 500;
/** More than this was waiting, so more is. */
const BACKLOG = MOST_ROWS / 2;
const MOST_LANES = 32;
const POLL_MS = 500;
/** The same after leaving it to the other round, which skips lanes that were locked. */
const SKIPPED_MS = 20;
const CONFIRM_MS = 10_000;
const LONGEST_PAUSE_MS = 2_000;
const CLOSE_MS = 2_000;

/**
 * Publishes what commands have committed, at least once and in order per lane. It locks lanes rather than rows: row locks were
 * measured to change the order within an aggregate. A lock dies with its connection, so a crashed relay blocks nobody.
 */
export class Relay {
  private readonly log: Logger;
  private publisher?: Publisher;
  private readonly stopping = new AbortController();
  private publisherOpens?: Promise<Publisher>;
  private claiming?: Promise<Waiting[]>;
  private running?: Promise<unknown>;

  constructor(
    private readonly db: Database,
    private readonly broker: Broker,
  ) {
    this.log = new Logger(`Relay ${db.shop.context}`);
  }

  start(): void {
    // While one round waits for the broker, another can take what is committed meanwhile; each holds lanes of its own.
    this.running = Promise.all([this.run(), this.run()]);
  }

  /** Finishes the batch under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.db.committed.ring();
    await this.running;
    // A broker in alarm does not answer on this connection.
    await withinTime(this.publisher?.channel.close() ?? Promise.resolve(), CLOSE_MS).catch(() => undefined);
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopped;) {
      const seen = this.db.committed.rings;
      try {
        const leftOver = await this.isLeftOver();
        const { published, held } = leftOver ? await this.publishBatch() : NOTHING;
        if (leftOver) failures = held > 0 ? failures + 1 : 0;
        if (published === 0 && failures === 0) await this.db.committed.after(seen, leftOver ? POLL_MS : SKIPPED_MS);
      } catch (error) {
        failures++;
        this.log.warn(`publishing failed, trying again: ${failureKind(error)}`);
      }
      // What the broker has refused just now it will refuse at once again.
      if (failures > 0) await pause(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** failures), this.stopping.signal);
    }
  }

  /** What the other round is claiming just now may be all there is. */
  private async isLeftOver(): Promise<boolean> {
    if (!this.claiming) return true;
    return (await this.claiming.catch(() => [])).length >= BACKLOG;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** One round: claim lanes with work, publish their first rows, delete what the broker has confirmed. */
  private async publishBatch(): Promise<Round> {
    if (!this.broker.connected || this.broker.blocked) return NOTHING;
    const publisher = await this.openPublisher();
    return this.db.work(async (session) => {
      // Should the server lose this deletion in a crash, the events are published again, and are known.
      session.send('set local synchronous_commit = off');
      const rows = await this.claim(session);
      if (rows.length === 0) return NOTHING;
      const { confirmed, held } = await this.publish(publisher, rows);
      await session.query({ name: 'confirmed', text: 'delete from outbox where seq = any($1::bigint[])', values: [confirmed] });
      metrics.published.inc({ context: this.db.shop.context }, confirmed.length);
      return { published: confirmed.length, held };
    });
  }

  private claim(session: Session): Promise<Waiting[]> {
    const claiming = this.claimLanes(session).finally(() => {
      if (this.claiming === claiming) this.claiming = undefined;
    });
    return (this.claiming = claiming);
  }

  private async claimLanes(session: Session): Promise<Waiting[]> {
    const lanes = await session.query<{ lane: number }>({
      name: 'claim lanes',
      text: `select lane from outbox_lane l where exists (select 1 from outbox o where o.lane = l.lane)
             order by random() limit $1 for update skip locked`,
      values: [MOST_LANES],
    });
    if (lanes.length === 0) return [];
    // A second statement, so that it sees everything committed before the lanes were locked.
    return session.query<Waiting>({
      name: 'claim rows',
      text: `select o.seq, e.lane, e.tenant, e.type, e.schema_version, e.event_id, e.aggregate_type || '/' || e.aggregate_id as aggregate, e.event
             from unnest($1::smallint[]) l(lane)
             cross join lateral (select seq, event_id from outbox where lane = l.lane order by seq limit $2) o
             cross join lateral (select * from event_log where event_id = o.event_id limit 1) e
             order by o.seq`,
      values: [lanes.map(({ lane }) => lane), Math.ceil(MOST_ROWS / lanes.length)],
    });
  }

  /** Publishes and waits for all confirms. A row that was refused keeps the later ones of its aggregate waiting too. */
  private async publish(publisher: Publisher, rows: readonly Waiting[]): Promise<{ confirmed: number[]; held: number }> {
    const taken = await withinTime(Promise.all(rows.map((row) => this.send(publisher, row))), CONFIRM_MS).catch((error) => {
      this.drop(publisher);
      throw error;
    });
    const held = new Set<string>();
    const confirmed = rows.filter(({ aggregate }, index) => {
      if (!taken[index]) held.add(aggregate);
      return !held.has(aggregate);
    });
    if (held.size > 0) this.log.error(`${held.size} aggregates wait: no queue took their events, or the broker refused them`);
    return { confirmed: confirmed.map(({ seq }) => seq), held: held.size };
  }

  private send({ channel, returned }: Publisher, row: Waiting): Promise<boolean> {
    const options = {
      messageId: row.event_id,
      type: row.type,
      contentType: 'application/cloudevents+json',
      persistent: true,
      mandatory: true,
    };
    const span = spanOf(row.event, `publish ${row.type}`);
    return new Promise((resolve, reject) => {
      channel.publish(this.broker.exchange, routingKey(row), Buffer.from(row.event), options, (error) => {
        span?.end();
        // An unroutable message is returned first and confirmed afterwards.
        if (error && !isNack(error)) reject(error);
        else resolve(!returned.delete(row.event_id) && !error);
      });
    });
  }

  private async openPublisher(): Promise<Publisher> {
    if (this.publisher) return this.publisher;
    this.publisherOpens ??= this.newPublisher().finally(() => (this.publisherOpens = undefined));
    return this.publisherOpens;
  }

  private async newPublisher(): Promise<Publisher> {
    const channel = await this.broker.publisher();
    const publisher = { channel, returned: new Set<string>() };
    channel.on('return', (message) => publisher.returned.add(message.properties.messageId as string));
    channel.on('close', () => this.forget(publisher));
    return (this.publisher = publisher);
  }

  private drop(publisher: Publisher): void {
    this.forget(publisher);
    publisher.channel.close().catch(() => undefined);
  }

  private forget(publisher: Publisher): void {
    if (this.publisher === publisher) this.publisher = undefined;
  }
}

/** `<tenant>.<context>.<event>.v<major>.p<NN>` */
const routingKey = ({ tenant, type, schema_version, lane }: Waiting) =>
  `${tenant}.${type}.v${schema_version}.p${String(lane).padStart(2, '0')}`;

const isNack = (error: Error) => error.message === 'message nacked';
