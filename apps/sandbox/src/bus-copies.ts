import { type Channel, connect, type ConsumeMessage } from 'amqplib';
import { pause } from './line';

/** Tells a copy from what was published, so that it is not copied again. */
const COPY = 'x-sandbox-copy';
const AGAIN_MS = 500;
const AT_ONCE = 100;
const READY_MS = 3_000;

/** While it is on, publishes every message of Orderly's exchange once more: same key, properties and body. */
export class BusCopies {
  private listening?: AbortController;
  copied = 0;

  constructor(
    private readonly url: string | undefined,
    private readonly exchange: string,
  ) {}

  get on(): boolean {
    return this.listening !== undefined;
  }

  /** Answers when it copies, or after 3 s; a broker that is away is waited for. Without a broker's address it does nothing. */
  async start(): Promise<void> {
    if (this.listening) return;
    const { signal } = (this.listening = new AbortController());
    const url = this.url;
    if (!url) return;
    await new Promise<void>((ready) => {
      void pause(READY_MS, signal).then(ready);
      void this.keepOn(url, signal, ready);
    });
  }

  stop(): void {
    this.listening?.abort();
    this.listening = undefined;
  }

  private async keepOn(url: string, signal: AbortSignal, ready: () => void): Promise<void> {
    while (!signal.aborted) {
      await this.copyUntilLost(url, signal, ready).catch(() => undefined);
      await pause(AGAIN_MS, signal);
    }
  }

  private async copyUntilLost(url: string, signal: AbortSignal, ready: () => void): Promise<void> {
    const connection = await connect(`${url}${url.includes('?') ? '&' : '?'}heartbeat=5`, { timeout: 5_000 });
    connection.on('error', () => undefined);
    const lost = new Promise<void>((resolve) => connection.once('close', () => resolve()));
    const close = () => void connection.close().catch(() => undefined);
    signal.addEventListener('abort', close);
    try {
      if (signal.aborted) return close();
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      channel.once('close', close);
      await this.consume(channel);
      ready();
      await lost;
    } catch (error) {
      close();
      throw error;
    } finally {
      signal.removeEventListener('abort', close);
    }
  }

  private async consume(channel: Channel): Promise<void> {
    await channel.assertExchange(this.exchange, 'topic', { durable: true });
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    await channel.bindQueue(queue, this.exchange, '#');
    await channel.prefetch(AT_ONCE);
    await channel.consume(queue, (message) => message && this.copy(channel, message));
  }

  private copy(channel: Channel, message: ConsumeMessage): void {
    const { fields, properties, content } = message;
    const headers = (properties.headers ?? {}) as Record<string, unknown>;
    if (!headers[COPY]) {
      const { messageId, type, contentType } = properties as Record<'messageId' | 'type' | 'contentType', string>;
      const same = { messageId, type, contentType, persistent: properties.deliveryMode === 2 };
      channel.publish(this.exchange, fields.routingKey, content, { ...same, headers: { ...headers, [COPY]: 1 } });
      this.copied += 1;
    }
    channel.ack(message);
  }
}
