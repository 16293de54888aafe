import { Site } from './host';

/** Ids as the product makes them (UUID version 7), of the last days: `i` is the number of the row. */
const id = (salt: string) => `(lpad(to_hex((extract(epoch from now()) * 1000)::bigint - 400000000 + i * 10), 12, '0')
  || '7' || substr(md5(i || '${salt}'), 1, 3) || '8' || substr(md5(i || '${salt}'), 4, 15))::uuid`;

const rowsOf = (count: number) => `generate_series(1, ${count}) as i`;

/** A hospital of years ago. */
export const OLD_TENANT = '01900000-0000-7000-8000-000000000001';

/** Events that were published long ago, ten of each aggregate, as long as real ones. */
export async function addOldEvents(site: Site, schema: string, count: number): Promise<void> {
  if (count === 0) return;
  await site.rows(`
    insert into "${schema}".event_log (event_id, tenant, aggregate_type, aggregate_id, version, type, schema_version, lane, occurred_at, event)
    select ${id('event')}, '${OLD_TENANT}', 'Old', md5('aggregate' || i / 10)::uuid, i % 10 + 1, '${schema}.old', 1, i % 64,
      now() - interval '5 days', repeat(md5(i::text), 20)
    from ${rowsOf(count)}`);
}

/** Positions and rows of a view, of aggregates that are not heard of any more. */
export async function addOldEffects(site: Site, count: number): Promise<void> {
  if (count === 0) return;
  await site.rows(`
    insert into tally.consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
    select 'tally-on-ledger', '${OLD_TENANT}', 'Account', ${id('account')}, 10 from ${rowsOf(count)}`);
  await site.rows(
    `insert into tally.tallied (tenant, id, amount) select '${OLD_TENANT}', ${id('account')}, i from ${rowsOf(count)}`,
  );
}

/** Everything that one placed order writes or reads in its own context, `count` times. */
export async function addOldOrders(site: Site, tenant: string, count: number): Promise<void> {
  const coding = `'{"system":"http://loinc.org","code":"2345-7","display":"Glucose"}'`;
  await site.rows('begin');
  await addOldEvents(site, 'orders', count);
  await site.rows(`
    insert into orders.known_encounter (tenant, id, patient_id, status)
    select '${tenant}', ${id('encounter')}, ${id('patient')}, 'finished' from ${rowsOf(count)}`);
  await site.rows(`
    insert into orders."order" (tenant, id, version, status, priority, code, tests, patient_id, encounter_id, authored_on, specimen_received)
    select '${tenant}', ${id('order')}, 5, 'completed', 'routine', ${coding}::json, ('[' || ${coding} || ']')::json, ${id('patient')}, ${id('encounter')},
      now() - interval '5 days' + i * interval '0.1 seconds', true
    from ${rowsOf(count)}`);
  await site.rows(`
    insert into orders.audit (id, tenant, at, actor, operation, action, entity_type, entity_id, patient_id, correlation_id)
    select ${id('audit')}, '${tenant}', now() - interval '5 days', ${id('actor')}::text, 'orders.place-order', 'C', 'Order', ${id('order')},
      ${id('patient')}, ${id('correlation')}::text
    from ${rowsOf(count)}`);
  await site.rows(`
    insert into orders.command_answer (tenant, key_hash, fingerprint, answer, at)
    select '${tenant}', md5('a' || i) || md5('b' || i), md5(i::text) || md5('f' || i), repeat(md5(i::text), 25), now()
    from ${rowsOf(count)}`);
  await site.rows(`
    insert into orders.consumer_position (subscription, tenant, aggregate_type, aggregate_id, version)
    select 'orders-on-laboratory', '${tenant}', 'LabTask', ${id('order')}, 5 from ${rowsOf(count)}`);
  await passBySweeps(site, 'orders');
  await site.rows('commit');
}

/** Who reads the journal behind the queue has read the old events. */
async function passBySweeps(site: Site, source: string): Promise<void> {
  const contexts = await site.rows<{ context: string }>(
    `select table_schema as context from information_schema.tables where table_name = 'journal_cursor'`,
  );
  for (const { context } of contexts) {
    await site.rows(
      `insert into "${context}".journal_cursor (subscription, xid, position)
       select $1, pg_current_xact_id()::text, max(position) from "${source}".event_log
       on conflict (subscription) do update set xid = excluded.xid, position = excluded.position`,
      [`${context}-on-${source}`],
    );
  }
}
