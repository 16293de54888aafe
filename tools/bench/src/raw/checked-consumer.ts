import { Client } from 'pg';
import { Envelope } from '@orderly/kernel';
import { contextUrl } from '@orderly/platform/persistence';
import { DerivedKeyring } from '@orderly/platform/security';
import { AmountPosted } from '@orderly/platform/testing';
import { SECRET } from '../host';
import { consume, Consumer, merge, Posted, postedOf, SUBSCRIPTION } from './consumer';

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
  const rows = merge(posted).sort((a, b) => (a.id < b.id ? -1 : 1));
  const tenants = [...new Set(rows.map(({ tenant }) => tenant))].join();
  const keys = [rows.map(({ tenant }) => tenant), rows.map(({ type }) => type), rows.map(({ id }) => id)];
  const [, locked] = await Promise.all([
    client.query(`begin; set local app.tenants = '${tenants}'`),
    client.query<{ key: string; place: string }>({ name: 'lock', text: LOCK, values: [SUBSCRIPTION, ...keys] }),
  ]);
  const places = new Map(locked.rows.map(({ key, place }) => [key, place]));
  const at = rows.map(({ tenant, id }) => places.get(`${tenant}/${id}`));
  const values = [SUBSCRIPTION, ...keys, at, rows.map((r) => r.first), rows.map((r) => r.version), rows.map((r) => r.amount)];
  const { rows: found } = await client.query<{ n: string }>({ name: 'write', text: WRITE, values });
  if (Number(found[0]?.n) !== rows.length) throw new Error('not the next version');
  await client.query('commit');
}

const LOCK = `
  select p.tenant || '/' || p.aggregate_id as key, p.ctid::text as place
  from unnest($2::uuid[], $3::text[], $4::uuid[]) k(tenant, type, id)
  cross join lateral (
    select tenant, aggregate_id, ctid from consumer_position
    where tenant = k.tenant and aggregate_id = k.id and aggregate_type = k.type and subscription = $1 for update) p`;
const WRITE = `
  with k as (
    select * from unnest($2::uuid[], $3::text[], $4::uuid[], $5::tid[], $6::int[], $7::int[], $8::int[]) k(tenant, type, id, place, first, last, amount)),
  made as (
    insert into consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
    select $1, tenant, type, id, last from k where first = 1 on conflict do nothing returning 1),
  moved as (
    update consumer_position p set version = k.last from k where p.ctid = k.place and p.version = k.first - 1 returning 1),
  shown as (
    insert into tallied (tenant, id, amount) select tenant, id, amount from k
    on conflict (tenant, id) do update set amount = excluded.amount)
  select (select count(*) from made) + (select count(*) from moved) as n`;
