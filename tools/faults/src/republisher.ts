import { ChannelModel, ConfirmChannel, connect } from 'amqplib';
import type { Arena } from './arena';

interface Published {
  event_id: string;
  event: string;
  key: string;
}

const AT_ONCE = 500;
/** Each copy mixes events that are this close to each other. */
const MIXED = 20;

/** Publishes what the ledger's journal holds past the relay, as often as wanted, each copy on a connection and in an order of its own. */
export class Republisher {
  private constructor(
    private readonly arena: Arena,
    private readonly events: readonly Published[],
    private readonly connections: ChannelModel[] = [],
  ) {}

  static async of(arena: Arena): Promise<Republisher> {
    const events = await arena.rows<Published>(`
      select event_id, event, tenant || '.' || type || '.v' || schema_version || '.p' || lpad(lane::text, 2, '0') as key
      from ledger.event_log order by position`);
    return new Republisher(arena, events);
  }

  get count(): number {
    return this.events.length;
  }

  async publish(copies: number): Promise<void> {
    await Promise.all(Array.from({ length: copies }, () => this.publishAll()));
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  private async publishAll(): Promise<void> {
    const connection = await connect(this.arena.amqpUrl);
    this.connections.push(connection);
    const channel = await connection.createConfirmChannel();
    const events = inOrderOfItsOwn(this.events);
    for (let at = 0; at < events.length; at += AT_ONCE) {
      for (const one of events.slice(at, at + AT_ONCE)) this.send(channel, one);
      await channel.waitForConfirms();
    }
  }

  private send(channel: ConfirmChannel, { event_id, event, key }: Published): void {
    const options = { messageId: event_id, contentType: 'application/cloudevents+json', persistent: true };
    channel.publish(`${this.arena.namespace}.events`, key, Buffer.from(event), options);
  }
}

const inOrderOfItsOwn = (events: readonly Published[]): Published[] =>
  events
    .map((event, index) => ({ event, place: index + Math.random() * MIXED }))
    .sort((a, b) => a.place - b.place)
    .map(({ event }) => event);
