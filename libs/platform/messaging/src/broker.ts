import { Writable } from 'node:stream';
import { Channel, ConfirmChannel, connect, RecoveringChannelModel } from 'amqplib';
import { Logger } from '@nestjs/common';
import { withinTime } from './within-time';

const CLOSE_MS = 2_000;

/**
 * The way to RabbitMQ: one connection to publish and one to consume, because a broker in alarm blocks whole connections.
 * Both come back by themselves; nothing here fails because the broker is away.
 */
export class Broker {
  readonly exchange: string;
  /** The broker asks publishers to pause (memory or disk alarm). */
  blocked = false;
  private readonly log = new Logger('Broker');
  private publishing?: RecoveringChannelModel;
  private consuming?: RecoveringChannelModel;
  private readonly up = new Set<string>();

  /** `namespace` separates installations that share a broker: exchange `<namespace>.events`, queues `<namespace>.<subscription>.v1`. */
  constructor(
    private readonly url: string,
    readonly namespace: string,
  ) {
    this.exchange = `${namespace}.events`;
  }

  async open(): Promise<void> {
    this.publishing = await this.connect('publish');
    this.consuming = await this.connect('consume');
    this.publishing.on('blocked', () => (this.blocked = true));
    this.publishing.on('unblocked', () => (this.blocked = false));
  }

  get connected(): boolean {
    return this.up.size === 2;
  }

  /** Waits until there is a connection. */
  async publisher(): Promise<ConfirmChannel> {
    const channel = await (this.publishing as RecoveringChannelModel).createConfirmChannel();
    channel.on('error', (error: Error) => this.log.warn(`publishing channel closed: ${error.message}`));
    await channel.assertExchange(this.exchange, 'topic', { durable: true });
    return channel;
  }

  /** Waits until there is a connection. */
  async consumer(): Promise<Channel> {
    const channel = await (this.consuming as RecoveringChannelModel).createChannel();
    channel.on('error', (error: Error) => this.log.warn(`consuming channel closed: ${error.message}`));
    await channel.assertExchange(this.exchange, 'topic', { durable: true });
    return channel;
  }

  async close(): Promise<void> {
    // A broker in alarm does not answer a publisher.
    const closing = [this.publishing, this.consuming].map((connection) => connection?.close() ?? Promise.resolve());
    await withinTime(Promise.all(closing), CLOSE_MS).catch(() => undefined);
  }

  private async connect(purpose: string): Promise<RecoveringChannelModel> {
    const url = new URL(this.url);
    // A dead network path is noticed after three heartbeats, 15 s.
    url.searchParams.set('heartbeat', '5');
    const options = {
      ...{ clientProperties: { connection_name: `orderly ${purpose}` }, timeout: 10_000, noDelay: true },
      // With the 16 KiB that sockets have by default, a batch would wait for the network again and again.
      writableHighWaterMark: 1024 * 1024,
    };
    const model = await connect(url.toString(), {
      ...options,
      recovery: { initialDelay: 100, maxDelay: 2_000, jitter: 0.3, waitForConnect: false },
    });
    model.on('connect', (connected: { connection: { stream: Writable } }) => {
      gatherWrites(connected.connection.stream);
      this.up.add(purpose);
      this.log.log(`connected to ${purpose}`);
    });
    model.on('disconnect', (error: Error) => {
      this.up.delete(purpose);
      this.blocked = false;
      this.log.warn(`connection to ${purpose} lost, reconnecting: ${error.message}`);
    });
    model.on('error', () => undefined);
    return model;
  }
}

/** What is written within one turn of the event loop leaves in one packet; amqplib alone writes each message by itself. */
function gatherWrites(stream: Writable): void {
  const write = stream.write.bind(stream) as (...given: unknown[]) => boolean;
  let gathering = false;
  stream.write = (...given: unknown[]) => {
    if (!gathering) {
      gathering = true;
      stream.cork();
      process.nextTick(() => {
        gathering = false;
        stream.uncork();
      });
    }
    return write(...given);
  };
}
