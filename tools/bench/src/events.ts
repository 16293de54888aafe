import { newId } from '@orderly/kernel';
import { Account, ledger, person } from '@orderly/platform/testing';
import { Host, Site } from './host';

const TOGETHER = 500;

/** What a relay publishes. */
export interface StoredEvent {
  event_id: string;
  tenant: string;
  type: string;
  schema_version: number;
  lane: number;
  event: string;
}

export interface Written {
  readonly tenants: readonly string[];
  readonly accounts: number;
  readonly events: number;
}

/** Events of the ledger in its journal and outbox, written by the product: `each` postings to every account, 500 in one transaction. */
export async function writeEvents(site: Site, events: number, given: { tenants?: number; each?: number } = {}): Promise<Written> {
  const { tenants = 1, each = 10 } = given;
  const host = await site.host([ledger]);
  const all = Array.from({ length: tenants }, () => newId());
  const accounts = Math.ceil(events / each);
  for (const [n, tenant] of all.entries()) {
    const share = Math.floor((accounts * (n + 1)) / tenants) - Math.floor((accounts * n) / tenants);
    await fill(host, tenant, { accounts: share, each });
  }
  await host.close();
  return { tenants: all, accounts, events: accounts * each };
}

async function fill(host: Host, tenant: string, { accounts, each }: { accounts: number; each: number }): Promise<void> {
  const { db } = host.running('ledger');
  for (let done = 0; done < accounts;) {
    const now = Math.min(accounts - done, Math.ceil(TOGETHER / each));
    await db.write(person(tenant), (tx) => {
      for (let n = 0; n < now; n++) {
        const [account] = Account.open();
        tx.save(account, ...Array.from({ length: each }, () => account.post(1)));
      }
      return Promise.resolve();
    });
    done += now;
  }
}

/** In the order in which a queue would hold them when all accounts are busy at once: first versions first. */
export function journal(site: Site): Promise<StoredEvent[]> {
  return site.rows<StoredEvent>(
    'select event_id, tenant, type, schema_version, lane, event from ledger.event_log order by version, event_id',
  );
}

export const routingKeyOf = ({ tenant, type, schema_version, lane }: StoredEvent): string =>
  `${tenant}.${type}.v${schema_version}.p${String(lane).padStart(2, '0')}`;
