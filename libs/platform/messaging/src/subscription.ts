import { Channel, ConsumeMessage } from 'amqplib';
import { Logger } from '@nestjs/common';
import { isAway, Signal } from '@orderly/platform/persistence';
import { failureKind, metrics } from '@orderly/platform/telemetry';
import { Arrival, decode, Undecodable } from './arrival';
import { Broker } from './broker';
import { Inbox } from './inbox';
import { Intake } from './intake';
import { Sweep } from './sweep';
import { pause, withinTime } from './within-time';

const PREFETCH = 1000;
const MOST_TOGETHER = 500;
/** Redelivered this often, a message is suspected of killing the process and runs alone. */
const SUSPICIOUS = 3;
/** Of the 25 s that a process has to end. */
const STOP_MS = 15_000;
const REST_MS = 1_000;
/** Between two looks at the inbox while something waits there. */
const TEND_MS = 250;
/** The same when something has just run. */
const AGAIN_MS = 50;
/** The queue is busy for so long after it has brought something. */
const STILL_BUSY_MS = 250;
const REBIND_MS = 2_000;
/** Within one turn of the event loop. */
const AHEAD_MS = 10;
const LONGEST_PAUSE_MS = 2_000;
/** So long a batch is kept while the database is away; then another process may have it, which counts as a delivery. */
const KEPT_MS = 30_000;

interface Delivery {
  readonly message: ConsumeMessage;
  /** The event, or why it is none of ours; nothing yet while it is unread. */
  read?: Arrival | string;
}

/**
 * One context listening to another: a durable quorum queue with a single active consumer, bound to the whole source.
 * Messages that arrive while a batch is being committed form the next batch.
 */
export class Subscription {
  private readonly log: Logger;
  /** Rings when there may be something to take, or when it is time to stop. */
  private readonly wake = new Signal();
  /** Rings when the inbox may have something to run. */
  private readonly released = new Signal();
  private readonly stopping = new AbortController();
  private channel?: Channel;
  private tag = '';
  private buffer: Delivery[] = [];
  private reading = false;
  private boundAt = -Infinity;
  private broughtAt = -Infinity;
  private running: Promise<unknown>[] = [];

  constructor(
    readonly name: string,
    private readonly source: string,
    private readonly broker: Broker,
    private readonly lanes: { intake: Intake; inbox: Inbox; sweep: Sweep },
  ) {
    this.log = new Logger(`Subscription ${name}`);
  }

  /** The queue is there and being consumed. */
  get ready(): boolean {
    return this.channel !== undefined;
  }

  start(): void {
    this.running = [this.consume(), this.takeBatches(), this.tend()];
  }

  /** Takes no more messages, finishes the batch under way; the rest goes back to the queue. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.wake.ring();
    this.released.ring();
    await this.channel?.cancel(this.tag).catch(() => undefined);
    // A broker or database that went away meanwhile must not hold up the end; what was not committed comes again.
    await withinTime(Promise.all(this.running), STOP_MS).catch(() => undefined);
    await this.channel?.close().catch(() => undefined);
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  /** Keeps a channel open and the queue bound as long as the broker is there. */
  private async consume(): Promise<void> {
    for (let failures = 0; !this.stopped;) {
      const seen = this.wake.rings;
      try {
        if (this.broker.connected) await (this.channel ? this.bind(this.channel) : this.open());
        failures = 0;
      } catch (error) {
        failures++;
        this.log.warn(`cannot consume, trying again: ${failureKind(error)}`);
      }
      if (this.channel) await this.wake.after(seen, REST_MS);
      else await pause(Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures), this.stopping.signal);
    }
  }

  private get queue(): string {
    return `${this.broker.namespace}.${this.name}.v1`;
  }

  private async open(): Promise<void> {
    // Without its database it would only wear out the deliveries that the broker allows.
    await this.lanes.inbox.probe();
    const channel = await this.broker.consumer();
    await channel.assertQueue(this.queue, {
      durable: true,
      arguments: { 'x-queue-type': 'quorum', 'x-single-active-consumer': true, 'x-delivery-limit': 20 },
    });
    await channel.prefetch(PREFETCH);
    channel.on('close', () => this.lose(channel));
    this.boundAt = -Infinity;
    await this.bind(channel);
    this.buffer = [];
    this.channel = channel;
    const { consumerTag } = await channel.consume(this.queue, (message) => this.deliver(channel, message));
    this.tag = consumerTag;
  }

  /** Also repeated while it consumes: a binding or the exchange may be deleted behind our back. */
  private async bind(channel: Channel): Promise<void> {
    if (performance.now() < this.boundAt + REBIND_MS) return;
    this.boundAt = performance.now();
    await channel.bindQueue(this.queue, this.broker.exchange, `*.${this.source}.#`);
  }

  private deliver(channel: Channel, message: ConsumeMessage | null): void {
    if (channel !== this.channel) return;
    // null: the queue was deleted or its leader moved.
    if (!message) return this.lose(channel);
    this.buffer.push({ message });
    this.broughtAt = performance.now();
    this.readAhead();
    this.wake.ring();
  }

  private lose(channel: Channel): void {
    if (this.channel !== channel) return;
    this.channel = undefined;
    this.buffer = [];
    channel.close().catch(() => undefined);
    this.wake.ring();
  }

  private async takeBatches(): Promise<void> {
    let awaySince: number | undefined;
    while (!this.stopped) {
      const seen = this.wake.rings;
      const channel = this.channel;
      if (!channel || this.buffer.length === 0) {
        await this.wake.after(seen, REST_MS);
        continue;
      }
      const batch = this.buffer.splice(0, MOST_TOGETHER);
      try {
        await this.take(batch);
        if (channel === this.channel) channel.ack((batch.at(-1) as Delivery).message, true);
        awaySince = undefined;
      } catch (error) {
        // The database is away, or something that no message explains; no attempt is counted.
        this.log.warn(`pausing: ${failureKind(error)}`);
        awaySince ??= performance.now();
        if (isAway(error) && performance.now() < awaySince + KEPT_MS)
          this.buffer.unshift(...(channel === this.channel ? batch : []));
        else this.lose(channel);
        await pause(REST_MS, this.stopping.signal);
      }
    }
  }

  private async take(deliveries: readonly Delivery[]): Promise<void> {
    const arrivals: Arrival[] = [];
    const suspects: Arrival[] = [];
    for (const { message, read = this.read(message) } of deliveries) {
      if (typeof read === 'string') await this.lanes.inbox.quarantine(message.content, read);
      else (deliveriesOf(message) >= SUSPICIOUS ? suspects : arrivals).push(read);
    }
    await this.lanes.inbox.suspect(suspects);
    const release = await this.lanes.intake.take(arrivals, 'queue');
    if (release || suspects.length > 0) this.released.ring();
  }

  /** Reads what has come while the batch before it is being committed, a little at a time: what it costs to read is up to the sender. */
  private readAhead(): void {
    if (this.reading) return;
    this.reading = true;
    setImmediate(() => {
      this.reading = false;
      const enough = performance.now() + AHEAD_MS;
      for (const delivery of this.buffer) {
        if (delivery.read !== undefined) continue;
        if (performance.now() > enough) return this.readAhead();
        delivery.read = this.read(delivery.message);
      }
    });
  }

  private read(message: ConsumeMessage): Arrival | string {
    const { content, fields } = message;
    try {
      const arrival = decode(content, this.source);
      if (!fields.routingKey.startsWith(`${arrival.event.tenant}.${arrival.name}.v${arrival.major}.`))
        throw new Undecodable('wrong-address');
      if (deliveriesOf(message) < SUSPICIOUS) this.lanes.intake.prepare(arrival);
      return arrival;
    } catch (error) {
      return error instanceof Undecodable ? error.message : 'undecodable';
    }
  }

  /** The slow lane: retries, parked events, gaps, and the sweep that finds what never came. */
  private async tend(): Promise<void> {
    const { inbox, sweep } = this.lanes;
    metrics.tended.begin(this.name);
    while (!this.stopped) {
      const seen = this.released.rings;
      try {
        let rounds = 0;
        const rest = (spentMs: number, many: boolean) => (rounds++, this.yieldToQueue(spentMs, many));
        const waiting = await inbox.work(this.stopping.signal, rest);
        if (waiting) await sweep.closeGapsWhenDue();
        await sweep.runWhenDue(this.stopping.signal, () => this.buffer.length === 0);
        metrics.tended.happened(this.name);
        // Where much comes due, a little at a time keeps the queue's events from waiting.
        await this.released.after(seen, rounds > 0 ? AGAIN_MS : waiting ? TEND_MS : REST_MS);
      } catch (error) {
        this.log.warn(`the inbox could not be worked: ${failureKind(error)}`);
        await pause(REST_MS, this.stopping.signal);
      }
    }
  }

  /** Beside a busy queue the slow lane takes a third of the time; when it had little to run, only while events wait. */
  private async yieldToQueue(spentMs: number, many: boolean): Promise<void> {
    const busy = this.buffer.length > 0 || (many && performance.now() < this.broughtAt + STILL_BUSY_MS);
    if (busy) await pause(Math.min(TEND_MS, 2 * spentMs), this.stopping.signal);
  }
}

const deliveriesOf = ({ properties }: ConsumeMessage): number => Number(properties.headers?.['x-delivery-count'] ?? 0);
