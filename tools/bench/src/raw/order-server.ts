import { createHash } from 'node:crypto';
import fastify from 'fastify';
import { Pool, PoolClient } from 'pg';
import { newId } from '@orderly/kernel';

const POOL = 16;

interface Request {
  encounterId: string;
  code: object;
  tests: object[];
}

/**
 * The yardstick, a process of its own: fastify and pg, which write the rows of a placed order in one transaction, statement by statement.
 * It asks nobody for a token, checks nothing, seals nothing and works as a superuser, past every policy.
 */
async function main(): Promise<void> {
  const { BENCH_DATABASE_URL: connectionString, BENCH_PORT, BENCH_TENANT: tenant = '' } = process.env;
  const pool = new Pool({ connectionString, max: POOL, options: '-c search_path=orders' });
  const app = fastify();
  app.post<{ Body: Request }>('/v1/orders', async ({ body, headers }, reply) => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const order = await place(client, tenant, body, headers['idempotency-key'] as string);
      await client.query('commit');
      return await reply.code(201).send(order);
    } finally {
      client.release();
    }
  });
  await app.listen({ port: Number(BENCH_PORT), host: '127.0.0.1' });
}

async function place(client: PoolClient, tenant: string, { encounterId, code, tests }: Request, key: string): Promise<object> {
  const { rows } = await client.query<{ patient_id: string }>({
    name: 'encounter',
    text: 'select patient_id, status from known_encounter where tenant = $1 and id = $2',
    values: [tenant, encounterId],
  });
  const patientId = (rows[0] as { patient_id: string }).patient_id;
  const [id, eventId, correlation, user] = [newId(), newId(), newId(), newId()];
  const now = new Date().toISOString();
  const facts = { encounterId, code, tests, priority: 'routine', orderId: id, patientId, authoredOn: now };
  const envelope = {
    ...{
      specversion: '1.0',
      id: eventId,
      type: 'orderly.orders.order-placed.v1',
      source: '/orders',
      subject: `Order/${id}`,
      time: now,
    },
    ...{ datacontenttype: 'application/json', tenantid: tenant, partitionkey: patientId, sequence: '1' },
    ...{ correlationid: correlation, causationid: correlation, actorid: user },
    traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00',
    data: facts,
  };
  const order = { id, version: 1, status: 'active', ...facts, intent: 'order', specimenReceived: false };
  const json = JSON.stringify;
  await write(client, 'order', [tenant, id, 1, 'active', 'routine', json(code), json(tests), patientId, encounterId, now, false]);
  await write(client, 'log', [eventId, tenant, 'Order', id, 1, 'orders.order-placed', 1, 7, now, json(envelope)]);
  await write(client, 'outbox', [7, eventId, tenant]);
  await write(client, 'audit', [newId(), tenant, user, 'orders.place-order', 'C', 'Order', id, patientId, correlation]);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  await write(client, 'answer', [
    tenant,
    hash(key),
    hash(json(code)),
    json({ answer: order, saved: { type: 'Order', id, version: 1 } }),
  ]);
  return order;
}

const STATEMENTS = {
  order: `insert into "order" (tenant, id, version, status, priority, code, tests, patient_id, encounter_id, authored_on, specimen_received)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  log: `insert into event_log (event_id, tenant, aggregate_type, aggregate_id, version, type, schema_version, lane, occurred_at, event)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  outbox: 'insert into outbox (lane, event_id, tenant) values ($1, $2, $3)',
  audit: `insert into audit (id, tenant, actor, operation, action, entity_type, entity_id, patient_id, correlation_id)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  answer: 'insert into command_answer (tenant, key_hash, fingerprint, answer) values ($1, $2, $3, $4)',
};

const write = (client: PoolClient, name: keyof typeof STATEMENTS, values: unknown[]) =>
  client.query({ name, text: STATEMENTS[name], values });

main().catch((error: unknown) => {
  console.error(error);
  process.exit(2);
});
