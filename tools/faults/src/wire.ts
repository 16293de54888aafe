import { Channel, ChannelModel, connect } from 'amqplib';
import { Envelope } from '@orderly/kernel';

const QUIET_MS = 300;
const MOST_MS = 60_000;

export interface Seen {
  readonly copies: number;
  readonly ids: ReadonlySet<string>;
  /** First copies that came after a later version of their aggregate. */
  readonly inversions: number;
}

/**
 * A plain queue beside those of the system that keeps a copy of whatever is published. It is read when the row is over, so it
 * needs no connection while things break.
 */
export class Wire {
  private constructor(
    private readonly url: string,
    private readonly queue: string,
    private readonly exchange: string,
  ) {}

  static async tap(url: string, namespace: string): Promise<Wire> {
    const wire = new Wire(url, `${namespace}.wire`, `${namespace}.events`);
    await wire.withChannel(async (channel) => {
      await channel.assertExchange(wire.exchange, 'topic', { durable: true });
      await channel.assertQueue(wire.queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
      await channel.bindQueue(wire.queue, wire.exchange, '#');
    });
    return wire;
  }

  /** Everything that was published so far; a second call sees only what came later. */
  async read(): Promise<Seen> {
    const ids = new Set<string>();
    const latest = new Map<string, number>();
    let [copies, inversions, last] = [0, 0, Date.now()];
    await this.withChannel(async (channel) => {
      await channel.prefetch(2_000);
      await channel.consume(this.queue, (message) => {
        if (!message) return;
        last = Date.now();
        copies++;
        if (copies % 1_000 === 0) channel.ack(message, true);
        const event = eventOf(message.content);
        if (!event || ids.has(event.id)) return;
        ids.add(event.id);
        const before = latest.get(event.subject) ?? 0;
        if (event.version < before) inversions++;
        latest.set(event.subject, Math.max(before, event.version));
      });
      const deadline = Date.now() + MOST_MS;
      while (Date.now() < last + QUIET_MS && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
      channel.ackAll();
    });
    return { copies, ids, inversions };
  }

  /** Removes what the row has left at the broker. */
  async forget(queues: readonly string[]): Promise<void> {
    await this.withChannel(async (channel) => {
      for (const queue of [this.queue, ...queues]) await channel.deleteQueue(queue);
      await channel.deleteExchange(this.exchange);
    });
  }

  private async withChannel(work: (channel: Channel) => Promise<void>): Promise<void> {
    const connection: ChannelModel = await connect(this.url);
    connection.on('error', () => undefined);
    try {
      await work(await connection.createChannel());
    } finally {
      await connection.close().catch(() => undefined);
    }
  }
}

function eventOf(content: Buffer): { id: string; subject: string; version: number } | undefined {
  try {
    const { id, subject, sequence } = JSON.parse(content.toString()) as Envelope;
    return { id, subject, version: Number(sequence) };
  } catch {
    return undefined;
  }
}
