import { Relay } from '@orderly/platform/messaging';
import { ledger } from '@orderly/platform/testing';
import { Bench } from './bench';
import { writeEvents } from './events';
import { counted, Host, Site, until } from './host';
import { addOldEvents } from './old-rows';
import { stopwatch } from './pairs';
import { rawRelay } from './raw/relay';

/** An outbox of the ledger that is drained into the queue of one subscription, again and again. */
export class Drain {
  private constructor(
    readonly site: Site,
    readonly events: number,
    private readonly queue: string,
    private readonly host: Host,
  ) {}

  /** `old`: events that were published long ago, in the same journal. */
  static async prepare(bench: Bench, name: string, old = 0): Promise<Drain> {
    const site = await Site.open(bench, name, [ledger]);
    await addOldEvents(site, 'ledger', old);
    const { events } = await writeEvents(site, bench.events);
    await site.rows('create table public.work as select lane, event_id, tenant from ledger.outbox order by seq');
    await site.rows('vacuum analyze');
    await site.rows('checkpoint');
    const host = await site.host([ledger]);
    await host.warm();
    return new Drain(site, events, await site.queue('mirror-on-ledger', 'ledger'), host);
  }

  /** Events per second of the product's relay. */
  async ours(): Promise<number> {
    await this.refill();
    const before = await counted('published', { context: 'ledger' });
    const relay = new Relay(this.host.running('ledger').db, this.host.broker);
    const perSecond = stopwatch();
    relay.start();
    await until(async () => (await counted('published', { context: 'ledger' })) === before + this.events, 'the relay');
    const speed = perSecond(this.events);
    await relay.stop();
    await this.check();
    return speed;
  }

  async raw(): Promise<number> {
    await this.refill();
    const perSecond = stopwatch();
    await rawRelay(this.site.databaseUrl, this.site.amqpUrl, this.site.exchange);
    const speed = perSecond(this.events);
    await this.check();
    return speed;
  }

  async close(): Promise<void> {
    await this.host.close();
    await this.site.close([this.queue]);
  }

  private async refill(): Promise<void> {
    await this.site.channel.purgeQueue(this.queue);
    await this.site.rows('truncate ledger.outbox');
    await this.site.rows('insert into ledger.outbox (lane, event_id, tenant) select lane, event_id, tenant from public.work');
    await this.site.rows('vacuum analyze ledger.outbox');
  }

  /** The same durable work: every event in the queue, none left behind. */
  private async check(): Promise<void> {
    const [left] = await this.site.rows<{ n: string }>('select count(*) as n from ledger.outbox');
    const { messageCount } = await this.site.channel.checkQueue(this.queue);
    if (left?.n !== '0' || messageCount !== this.events)
      throw new Error(`${messageCount} of ${this.events} events are in the queue, ${left?.n} in the outbox`);
  }
}
