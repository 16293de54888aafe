import { Client } from 'pg';

const PAGE = 5000;

/**
 * The yardstick: reads the journals page by page, parses each event and writes one row of it, many at once. It opens no seal, checks no version,
 * joins nothing and compares nothing.
 */
export async function rawRebuild(databaseUrl: string, contexts: readonly string[]): Promise<number> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('drop table if exists raw_view');
  await client.query('create table raw_view (tenant uuid, id uuid, type text, data text, primary key (tenant, id))');
  let events = 0;
  for (const context of contexts) {
    for (let after = 0; ;) {
      const { rows } = await client.query<{ position: string; event: string }>({
        name: `page of ${context}`,
        text: `select position, event from "${context}".event_log where position > $1 order by position limit ${PAGE}`,
        values: [after],
      });
      if (rows.length === 0) break;
      await write(
        client,
        rows.map(({ event }) => JSON.parse(event) as Stored),
      );
      after = Number(rows.at(-1)?.position);
      events += rows.length;
    }
  }
  await client.end();
  return events;
}

interface Stored {
  id: string;
  tenantid: string;
  type: string;
  data: object;
}

const write = (client: Client, events: readonly Stored[]) =>
  client.query({
    name: 'upsert',
    text: `insert into raw_view select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[])
           on conflict (tenant, id) do update set type = excluded.type, data = excluded.data`,
    values: [
      events.map(({ tenantid }) => tenantid),
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  });
