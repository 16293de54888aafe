import { Client } from 'pg';
import { read, write } from './consumer';

/** What many outboxes do instead of a relay: looks for new events every `everyMs`, and lets all that it finds take effect in one transaction. */
export class Poller {
  private timer?: NodeJS.Timeout;
  private looking?: Promise<void>;

  private constructor(
    private readonly client: Client,
    private readonly took: (keys: readonly string[]) => void,
  ) {}

  /** `took` hears of the accounts, as `tenant/id`, after each commit. */
  static async start(databaseUrl: string, everyMs: number, took: (keys: readonly string[]) => void): Promise<Poller> {
    const client = new Client({ connectionString: databaseUrl, options: '-c search_path=tally' });
    await client.connect();
    const poller = new Poller(client, took);
    poller.timer = setInterval(() => (poller.looking ??= poller.look().finally(() => (poller.looking = undefined))), everyMs);
    return poller;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
    await this.client.end();
  }

  /** It empties the outbox; by a position that it has read up to, it would miss what commits later than its successors. */
  private async look(): Promise<void> {
    await this.client.query('begin');
    const { rows } = await this.client.query<{ event: string }>({ name: 'look', text: TAKE });
    const posted = rows.map(({ event }) => read(event));
    if (posted.length > 0) await write(this.client, posted);
    await this.client.query('commit');
    this.took(posted.map(({ tenant, id }) => `${tenant}/${id}`));
  }
}

const TAKE = `
  with taken as (delete from ledger.outbox returning seq, event_id)
  select e.event from taken t join ledger.event_log e on e.event_id = t.event_id order by t.seq`;
