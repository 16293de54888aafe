import { Channel, ConsumeMessage } from 'amqplib';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { newId } from '@orderly/kernel';
import { Signal } from '@orderly/platform/persistence';
import { failureKind } from '@orderly/platform/telemetry';
import { Broker } from './broker';
import { Contexts } from './context-module';
import { Hint, hintOf } from './hint';
import { withinTime } from './within-time';

export const HINT_QUEUE_OPTIONS = Symbol('hint queue options');

export interface HintQueueOptions {
  /** More than this waiting at the broker, and the oldest are dropped. */
  readonly mostWaiting?: number;
  readonly prefetch?: number;
}

const MOST_WAITING = 10_000;
const PREFETCH = 500;
const REST_MS = 1_000;
const REBIND_MS = 30_000;
const PATIENCE_MS = 1_000;
const OVERFLOW_MS = 1_000;

/** Whoever passes hints on to people. */
export interface HintListener {
  hint(hint: Hint): void;
  /** From now on hints of this hospital come in; what was published before may have been missed. */
  following(tenant: string): void;
}

/**
 * Hints about what happens, for as long as somebody listens: one queue of this process alone, which RabbitMQ removes with its connection,
 * bound to the hospitals that somebody here listens to. Nothing in it is durable; what gets lost is told as a gap.
 * It acknowledges, because RabbitMQ bounds only what waits in a queue and not what it has already written to a slow connection.
 */
@Injectable()
export class HintQueue {
  private readonly log = new Logger('HintQueue');
  private readonly wake = new Signal();
  private readonly bound = new Signal();
  private readonly wanted = new Set<string>();
  private readonly followed = new Set<string>();
  private listener?: HintListener;
  private channel?: Channel;
  private queue = '';
  private boundAt = 0;
  private toAck?: { readonly channel: Channel; readonly message: ConsumeMessage };
  private overflow?: NodeJS.Timeout;
  private running?: Promise<void>;

  constructor(
    @Inject(Broker) private readonly broker: Broker,
    @Inject(Contexts) private readonly contexts: Contexts,
    @Optional() @Inject(HINT_QUEUE_OPTIONS) private readonly options: HintQueueOptions = {},
  ) {}

  /** Whether there is a queue just now. */
  get open(): boolean {
    return this.channel !== undefined;
  }

  tell(listener: HintListener): void {
    this.listener = listener;
  }

  /** Resolves once hints of this hospital come in, or after a second without a broker; `following` then tells when they do. */
  async follow(tenant: string): Promise<void> {
    this.wanted.add(tenant);
    this.running ??= this.run();
    this.wake.ring();
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const seen = this.bound.rings;
      const left = deadline - performance.now();
      if (this.followed.has(tenant) || left <= 0) return;
      await this.bound.after(seen, left);
    }
  }

  /** The queue goes with the last hospital. */
  leave(tenant: string): void {
    this.wanted.delete(tenant);
    this.wake.ring();
  }

  /** Ends the queue. */
  async stop(): Promise<void> {
    this.wanted.clear();
    this.wake.ring();
    await withinTime(this.running ?? Promise.resolve(), PATIENCE_MS).catch(() => undefined);
  }

  private async run(): Promise<void> {
    while (this.wanted.size > 0) {
      const seen = this.wake.rings;
      try {
        if (!this.channel && this.mayOpen) await this.start();
        if (this.channel) await this.bind(this.channel);
      } catch (error) {
        this.log.warn(`no hints, trying again: ${failureKind(error)}`);
        this.drop(this.channel);
      }
      await this.wake.after(seen, REST_MS);
    }
    this.running = undefined;
    this.drop(this.channel);
  }

  /**
   * Not before the subscriptions of this process have their queues: until then this one would be the only one that takes an event,
   * and the relay would believe that it has arrived.
   */
  private get mayOpen(): boolean {
    const ready = this.contexts.running.every(({ subscriptions }) => subscriptions.every((one) => one.ready));
    return this.broker.connected && ready;
  }

  private async start(): Promise<void> {
    const channel = await this.broker.consumer();
    const name = `${this.broker.namespace}.hints.${newId()}`;
    const transient = { exclusive: true, autoDelete: true, durable: false };
    const { mostWaiting = MOST_WAITING, prefetch = PREFETCH } = this.options;
    try {
      // What the bound pushes out of the queue arrives here: one is enough to know.
      const overflow = `${name}.overflow`;
      await channel.assertQueue(overflow, { ...transient, maxLength: 1 });
      const bounded = { maxLength: mostWaiting, deadLetterExchange: '', deadLetterRoutingKey: overflow };
      await channel.assertQueue(name, { ...transient, ...bounded });
      await channel.prefetch(prefetch);
      channel.on('close', () => this.drop(channel));
      await channel.consume(overflow, (message) => message && this.overflowed(channel, message));
      await channel.consume(name, (message) => this.deliver(channel, message));
    } catch (error) {
      await channel.close().catch(() => undefined);
      throw error;
    }
    this.queue = name;
    this.channel = channel;
    this.boundAt = performance.now();
  }

  /** Binds who has come, unbinds who has gone; now and then everybody, because a binding may be deleted behind our back. */
  private async bind(channel: Channel): Promise<void> {
    const { exchange } = this.broker;
    for (const tenant of this.followed) {
      if (this.wanted.has(tenant)) continue;
      this.followed.delete(tenant);
      await channel.unbindQueue(this.queue, exchange, `${tenant}.#`);
    }
    const again = performance.now() > this.boundAt + REBIND_MS;
    if (again) this.boundAt = performance.now();
    for (const tenant of this.wanted) {
      if (this.followed.has(tenant) && !again) continue;
      await channel.bindQueue(this.queue, exchange, `${tenant}.#`);
      if (this.followed.has(tenant) || channel !== this.channel) continue;
      this.followed.add(tenant);
      this.listener?.following(tenant);
      this.bound.ring();
    }
  }

  private deliver(channel: Channel, message: ConsumeMessage | null): void {
    if (channel !== this.channel) return;
    if (!message) return this.drop(channel);
    this.acknowledge(channel, message);
    const hint = hintOf(message);
    if (hint && this.followed.has(hint.tenant)) this.listener?.hint(hint);
  }

  /** Once per turn of the event loop, for everything that came in it. */
  private acknowledge(channel: Channel, message: ConsumeMessage): void {
    if (!this.toAck)
      setImmediate(() => {
        const last = this.toAck;
        this.toAck = undefined;
        if (last && last.channel === this.channel) last.channel.ack(last.message, true);
      });
    this.toAck = { channel, message };
  }

  private overflowed(channel: Channel, message: ConsumeMessage): void {
    if (channel !== this.channel) return;
    this.acknowledge(channel, message);
    // While more are being dropped, once a second says it all.
    this.overflow ??= setTimeout(() => {
      this.overflow = undefined;
      this.log.warn('more hints than this process takes: some were dropped');
      for (const tenant of this.followed) this.listener?.following(tenant);
    }, OVERFLOW_MS).unref();
  }

  private drop(channel: Channel | undefined): void {
    if (!channel || channel !== this.channel) return;
    this.channel = undefined;
    this.followed.clear();
    channel.close().catch(() => undefined);
    this.wake.ring();
  }
}
