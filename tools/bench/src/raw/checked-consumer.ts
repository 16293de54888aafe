import { Client } from 'pg';
import { Envelope } from '@orderly/kernel';
import { contextUrl } from '@orderly/platform/persistence';
import { DerivedKeyring } from '@orderly/platform/security';
import { AmountPosted } from '@orderly/platform/testing';
import { SECRET } from '../host';
import { consume, Consumer, Posted, postedOf, SUBSCRIPTION, write } from './consumer';

const keyring = new DerivedKeyring(SECRET);

/**
 * The floor of whatever keeps the product's promises: the yardstick, but each message is held against the schema of envelope and event,
 * its seal is opened, positions are locked before they move, and the context's own role writes under the tenants' policy. Still no
 * parking, no retry, no views by declaration, nothing that others could hook into.
 */
export const checkedConsumer: Consumer = (databaseUrl, amqpUrl, queue, count) =>
  consume({ databaseUrl: contextUrl(databaseUrl, SECRET, 'tally'), amqpUrl, queue, count, read, apply });

function read(text: string): Posted {
  const envelope = Envelope.parse(JSON.parse(text));
  const { sealed, ...open } = envelope.data;
  const hidden = keyring.open(envelope.tenantid, envelope.id, sealed as string) as object;
  return postedOf({ ...envelope, data: AmountPosted.read({ ...open, ...hidden }) });
}

async function apply(client: Client, posted: readonly Posted[]): Promise<void> {
  const tenants = [...new Set(posted.map(({ tenant }) => tenant))];
  const one = [...new Map(posted.map((event) => [event.id, event])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const values = [SUBSCRIPTION, one.map(({ tenant }) => tenant), one.map(({ type }) => type), one.map(({ id }) => id)];
  await Promise.all([
    client.query(`begin; set local app.tenants = '${tenants.join()}'`),
    client.query({ name: 'lock', text: LOCK, values }),
  ]);
  await write(client, posted);
  await client.query('commit');
}

const LOCK = `
  select p.version from unnest($2::uuid[], $3::text[], $4::uuid[]) k(tenant, type, id)
  cross join lateral (
    select version from consumer_position
    where tenant = k.tenant and aggregate_id = k.id and aggregate_type = k.type and subscription = $1 for update) p`;
