import { connect } from 'amqplib';
import { Client } from 'pg';
import { workerServers } from '@orderly/platform/testing';

/** What a run that was killed has left would be seen by the next one: its rows, its queues, roles that were shut out. */
export async function cleaned(apart: string): Promise<void> {
  const { databaseUrl, amqpUrl, namespace } = await workerServers(apart);
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const rows = async <R>(text: string) => (await client.query(text)).rows as R[];
  const contexts = await rows<{ name: string }>(
    `select nspname as name from pg_namespace where to_regclass(nspname || '.outbox_lane') is not null`,
  );
  const connection = await connect(amqpUrl);
  const channel = await connection.createChannel();
  for (const { name } of contexts) {
    const subscriptions = await rows<{ subscription: string }>(`select subscription from ${name}.journal_cursor`);
    for (const { subscription } of subscriptions) await channel.deleteQueue(`${namespace}.${subscription}.v1`);
    const tables = await rows<{ table: string }>(
      `select format('%I.%I', schemaname, tablename) as table from pg_tables
       where schemaname = '${name}' and tablename not in ('migration', 'outbox_lane')`,
    );
    await client.query(`truncate ${tables.map(({ table }) => table).join()}`);
    const [{ role = '' } = {}] = await rows<{ role: string }>(`select current_database() || '_${name}' as role`);
    await client.query(`alter role "${role}" connection limit -1`);
  }
  await connection.close();
  await client.end();
}
