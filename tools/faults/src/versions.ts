import { connect } from 'amqplib';
import { Client } from 'pg';
import { Servers } from './servers';

/** What the servers say of themselves. */
export async function versionsOf({ databaseUrl, amqpUrl }: Servers): Promise<Record<string, string>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  await client.end();
  const connection = await connect(amqpUrl);
  const { version } = connection.connection.serverProperties;
  await connection.close();
  return { postgres: rows[0]?.server_version ?? 'unknown', rabbitmq: String(version) };
}
