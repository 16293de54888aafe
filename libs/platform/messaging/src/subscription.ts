import { Channel, ConsumeMessage } from 'amqplib';
import { Logger } from '@nestjs/common';
import { DatabaseError } from 'pg';
import { Database, Signal } from '@orderly/platform/persistence';
import { Arrival, decode, Undecodable } from './arrival';
import { Broker } from './broker';
import { Effects } from './effects';
import { Inbox } from './inbox';
import { Sweep } from './sweep';

const PREFETCH = 1000;
const MOST_TOGETHER = 500;
/** Redelivered this often, a message is suspected of killing the process and runs alone. */
const SUSPICIOUS = 3;
const REST_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * One context listening to another: a durable quorum queue with a single active consumer, bound to the whole source.
 * Messages that arrive while a batch is being committed form the next batch.
 */
export class Subscription {
  private readonly log: Logger;
  private readonly wake = new Signal();
  private channel?: Channel;
  private tag = '';
  private buffer: ConsumeMessage[] = [];
  private stopped = false;
  private running: Promise<unknown>[] = [];

  constructor(
    private readonly db: Database,
    private readonly broker: Broker,
    private readonly source: string,
    private readonly effects: Effects,
    private readonly inbox: Inbox,
    private readonly sweep: Sweep,
  ) {
    this.log = new Logger(`Subscription ${effects.subscription}`);
  }

  get name(): string {
    return this.effects.subscription;
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
    this.stopped = true;
    await this.channel?.cancel(this.tag).catch(() => undefined);
    this.wake.ring();
    this.db.arrived.ring();
    await Promise.all(this.running);
    await this.channel?.close().catch(() => undefined);
  }

  /** Keeps a channel open as long as the broker and the database are there. */
  private async consume(): Promise<void> {
    for (let failures = 0; !this.stopped;) {
      const seen = this.wake.rings;
      try {
        if (!this.channel && this.broker.connected) await this.open();
        failures = 0;
      } catch (error) {
        failures++;
        this.log.warn(`cannot consume, trying again: ${error instanceof Error ? error.message : 'unknown'}`);
      }
      await this.wake.after(
        this.channel ? seen : this.wake.rings,
        this.channel ? REST_MS : Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures),
      );
    }
  }

  private async open(): Promise<void> {
    const channel = await this.broker.consumer();
    const queue = `${this.broker.namespace}.${this.name}.v1`;
    await channel.assertQueue(queue, {
      durable: true,
      arguments: { 'x-queue-type': 'quorum', 'x-single-active-consumer': true, 'x-delivery-limit': 20 },
    });
    await channel.bindQueue(queue, this.broker.exchange, `*.${this.source}.#`);
    await channel.prefetch(PREFETCH);
    channel.on('close', () => this.lose(channel));
    this.buffer = [];
    this.channel = channel;
    const { consumerTag } = await channel.consume(queue, (message) => this.deliver(channel, message));
    this.tag = consumerTag;
  }

  private deliver(channel: Channel, message: ConsumeMessage | null): void {
    if (channel !== this.channel) return;
    // null: the queue was deleted or its leader moved.
    if (!message) return this.lose(channel);
    this.buffer.push(message);
    this.wake.ring();
  }

  private lose(channel: Channel): void {
    if (this.channel !== channel) return;
    this.channel = undefined;
    this.buffer = [];
    channel.close().catch(() => undefined);
  }

  private async takeBatches(): Promise<void> {
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
        if (channel === this.channel) channel.ack(batch.at(-1) as ConsumeMessage, true);
      } catch (error) {
        // The database is away. Messages go back to the queue and wait there; no attempt is counted.
        this.log.warn(`pausing, the database does not answer: ${error instanceof Error ? error.message : 'unknown'}`);
        this.lose(channel);
        await this.wake.after(this.wake.rings, REST_MS);
      }
    }
  }

  private async take(messages: ConsumeMessage[]): Promise<void> {
    const arrivals: (Arrival & { suspicious: boolean })[] = [];
    for (const message of messages) {
      const deliveries = Number(message.properties.headers?.['x-delivery-count'] ?? 0);
      const arrival = await this.read(message);
      if (arrival) arrivals.push({ ...arrival, suspicious: deliveries >= SUSPICIOUS });
    }
    if (arrivals.length === 0) return;
    const release = arrivals.some(({ suspicious }) => suspicious)
      ? await this.takeOneByOne(arrivals)
      : await this.takeTogether(arrivals);
    if (release) this.wakeInbox();
  }

  private async read(message: ConsumeMessage): Promise<Arrival | undefined> {
    try {
      return decode(message.content, this.source);
    } catch (error) {
      await this.inbox.quarantine(message.content, error instanceof Undecodable ? error.message : 'undecodable');
      return undefined;
    }
  }

  private async takeTogether(arrivals: (Arrival & { suspicious: boolean })[]): Promise<boolean> {
    for (let races = 0; ; races++) {
      try {
        return (await this.effects.takeTogether(arrivals)).release;
      } catch (error) {
        if (isAway(error)) throw error;
        if (!isLostRace(error) || races >= 2) return this.takeOneByOne(arrivals);
      }
    }
  }

  /** After a failure each event runs by itself: the failing one is kept aside, the others go on. */
  private async takeOneByOne(arrivals: (Arrival & { suspicious: boolean })[]): Promise<boolean> {
    let release = false;
    for (const arrival of arrivals) {
      try {
        if (arrival.suspicious && !(await this.inbox.mayRun(arrival))) continue;
        release = (await this.effects.takeTogether([arrival])).release || release || arrival.suspicious;
      } catch (error) {
        if (isAway(error)) throw error;
        await this.inbox.keep(arrival, error);
        release = true;
      }
    }
    return release;
  }

  private readonly inboxSignal = new Signal();

  private wakeInbox(): void {
    this.inboxSignal.ring();
  }

  /** The slow lane: retries, parked events, gaps, and the sweep that finds what never came. */
  private async tend(): Promise<void> {
    while (!this.stopped) {
      const seen = this.inboxSignal.rings;
      try {
        const waiting = await this.inbox.work();
        await this.sweep.runWhenDue();
        await this.restUnless(seen, waiting ? 250 : REST_MS);
      } catch (error) {
        this.log.warn(`the inbox could not be worked: ${error instanceof Error ? error.message : 'unknown'}`);
        await this.restUnless(this.inboxSignal.rings, REST_MS);
      }
    }
  }

  private async restUnless(seen: number, ms: number): Promise<void> {
    if (!this.stopped) await this.inboxSignal.after(seen, ms);
  }
}

const isLostRace = (error: unknown) => error instanceof DatabaseError && ['40001', '40P01', '23505'].includes(error.code ?? '');

/** Connection exceptions (08), operator intervention (57P), insufficient resources (53), and what the socket says. */
const isAway = (error: unknown): boolean => {
  if (error instanceof DatabaseError) return /^(08|57P|53)/.test(error.code ?? '');
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return (
    /^E(CONN|PIPE|HOST|NET|TIMEDOUT)/.test(code) ||
    /connection (terminated|timeout|error)|terminating connection|timeout exceeded/i.test(String((error as Error)?.message))
  );
};
