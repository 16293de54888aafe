import { ledger } from '@orderly/platform/testing';
import { Bench } from './bench';
import { journal, routingKeyOf, StoredEvent, writeEvents, Written } from './events';
import { counted, Site, until } from './host';
import { addOldEffects } from './old-rows';
import { stopwatch } from './pairs';
import { Consumer, rawConsumer, SUBSCRIPTION } from './raw/consumer';
import { tally } from './tally';

const CONTEXTS = [ledger, tally];

/** A queue of events that take effect, again and again. */
export class Consumption {
  private constructor(
    readonly site: Site,
    readonly written: Written,
    private readonly queue: string,
    private readonly events: readonly StoredEvent[],
  ) {}

  /** `old`: positions and view rows of aggregates that are not heard of any more. */
  static async prepare(bench: Bench, name: string, given: { tenants?: number; old?: number } = {}): Promise<Consumption> {
    const site = await Site.open(bench, name, CONTEXTS);
    await addOldEffects(site, given.old ?? 0);
    const written = await writeEvents(site, bench.events, { tenants: given.tenants });
    const events = await journal(site);
    // The sweep behind the queue shall find nothing to do.
    await site.rows('truncate ledger.event_log, ledger.outbox');
    await site.rows('vacuum analyze');
    await site.rows('checkpoint');
    return new Consumption(site, written, await site.queue(SUBSCRIPTION, 'ledger'), events);
  }

  /** Effects per second of the product's subscription. */
  async ours(): Promise<number> {
    await this.refill(this.events);
    const host = await this.site.host(CONTEXTS);
    await host.warm();
    const [subscription] = host.running('tally').subscriptions;
    const labels = { subscription: SUBSCRIPTION };
    const before = await counted('effects', labels);
    const perSecond = stopwatch();
    subscription?.start();
    await until(async () => (await counted('effects', labels)) === before + this.events.length, 'the effects');
    const speed = perSecond(this.events.length);
    await subscription?.stop();
    await host.close();
    await this.check(this.events);
    return speed;
  }

  /** Of a consumer by hand, or of a package's. */
  async theirs(consumer: Consumer = rawConsumer, count = this.events.length): Promise<number> {
    const events = this.events.slice(0, count);
    await this.refill(events);
    const perSecond = stopwatch();
    await consumer(this.site.databaseUrl, this.site.amqpUrl, this.queue, events.length);
    const speed = perSecond(events.length);
    await this.check(events);
    return speed;
  }

  close(): Promise<void> {
    return this.site.close([this.queue]);
  }

  private async refill(events: readonly StoredEvent[]): Promise<void> {
    const { channel, exchange } = this.site;
    await channel.purgeQueue(this.queue);
    await this.site.rows('delete from tally.consumer_position where tenant = any($1)', [this.written.tenants]);
    await this.site.rows('delete from tally.tallied where tenant = any($1)', [this.written.tenants]);
    await this.site.rows('vacuum analyze tally.consumer_position, tally.tallied');
    for (let n = 0; n < events.length; n += 1000) {
      for (const event of events.slice(n, n + 1000))
        channel.publish(exchange, routingKeyOf(event), Buffer.from(event.event), { messageId: event.event_id, persistent: true });
      await channel.waitForConfirms();
    }
  }

  /** The same durable work: every account's position and row is where the last event has put it. */
  private async check(events: readonly StoredEvent[]): Promise<void> {
    const [found] = await this.site.rows<{ versions: string; accounts: string; shown: string }>(
      `select sum(version) as versions, count(*) as accounts, (select count(*) from tally.tallied where tenant = any($1)) as shown
       from tally.consumer_position where tenant = any($1)`,
      [this.written.tenants],
    );
    const accounts = Math.min(events.length, this.written.accounts);
    if (Number(found?.versions) !== events.length || Number(found?.accounts) !== accounts || Number(found?.shown) !== accounts)
      throw new Error(`of ${events.length} events of ${accounts} accounts, this took effect: ${JSON.stringify(found)}`);
  }
}
