import { Channel } from 'amqplib';
import { Inject, Injectable } from '@nestjs/common';
import { Broker } from './broker';
import { withinTime } from './within-time';

export interface QueueLook {
  /** unknown: the broker does not answer. */
  readonly queue: 'there' | 'missing' | 'unknown';
  /** In the queue and not yet with the consumer. */
  readonly messages?: number;
  readonly consumers?: number;
}

const PATIENCE_MS = 1_000;
const UNKNOWN: QueueLook = { queue: 'unknown' };

/** What stands in the queues of subscriptions, asked for without changing anything. */
@Injectable()
export class Queues {
  constructor(@Inject(Broker) private readonly broker: Broker) {}

  async look(subscriptions: readonly string[]): Promise<Map<string, QueueLook>> {
    const looks = new Map(subscriptions.map((name) => [name, UNKNOWN]));
    if (!this.broker.connected || subscriptions.length === 0) return looks;
    let channel: Channel | undefined;
    const all = async () => {
      for (const name of subscriptions) {
        channel ??= await this.broker.consumer();
        const look = await check(channel, `${this.broker.namespace}.${name}.v1`);
        looks.set(name, look);
        // The broker closes a channel that asked for a queue which is not there.
        if (look.queue === 'missing') channel = undefined;
      }
    };
    await withinTime(all(), PATIENCE_MS).catch(() => undefined);
    await channel?.close().catch(() => undefined);
    return looks;
  }
}

async function check(channel: Channel, queue: string): Promise<QueueLook> {
  try {
    const { messageCount, consumerCount } = await channel.checkQueue(queue);
    return { queue: 'there', messages: messageCount, consumers: consumerCount };
  } catch (error) {
    if ((error as { code?: number }).code === NOT_FOUND) return { queue: 'missing' };
    throw error;
  }
}

/** AMQP 0-9-1, reply code. */
const NOT_FOUND = 404;
