import { AddressInfo } from 'node:net';
import { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Client } from 'pg';
import { Role } from '@orderly/contracts';
import { AnalyserDoor } from '@orderly/edges/analyser';
import { newId } from '@orderly/kernel';
import { JsonLogger } from '@orderly/platform/telemetry';
import { TEST_SECRET, workerServers } from '@orderly/platform/testing';
import { orderly, OrderlyClient } from '@orderly/sdk';
import { boot } from '../boot';
import { readConfig } from '../config';

export const OPERATOR_PASSWORD = 'operator of the tests';
export const PASSWORD = 'somebody of the tests';
const ROLES: Role[] = ['administrator', 'registrar', 'physician', 'nurse', 'lab-technician', 'pathologist', 'biller'];

interface Given {
  readonly amqpUrl?: string;
  readonly logger?: JsonLogger;
  readonly clearinghouseUrl?: string;
  /** With its panel. */
  readonly sandboxUrl?: string;
  /** Any free one. */
  readonly port?: number;
  /** Names servers that no other spec uses. */
  readonly apart?: string;
}

/** The whole of Orderly behind a port, on the servers of this test worker. */
export class RunningOrderly {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly admin: Client,
    readonly namespace: string,
    readonly databaseUrl: string,
  ) {}

  static async start(given: Given = {}): Promise<RunningOrderly> {
    // Specs of single contexts leave events of orders that no context of orders has ever seen.
    const { databaseUrl, amqpUrl, namespace } = await workerServers(given.apart ?? 'e2e');
    const config = readConfig({
      ...{ DATABASE_URL: databaseUrl, AMQP_URL: given.amqpUrl ?? amqpUrl, ORDERLY_SECRET: TEST_SECRET, OPERATOR_PASSWORD },
      ...{ PORT: String(given.port ?? 0), MLLP_PORT: '0', MESSAGING_NAMESPACE: namespace, DB_POOL_SIZE: '8' },
      ...{ CLEARINGHOUSE_URL: given.clearinghouseUrl, COLLECT_MS: '500' },
      ...(given.sandboxUrl && { STAGE: 'sandbox', SANDBOX_URL: given.sandboxUrl }),
    });
    const app = await boot(config, given.logger ?? new JsonLogger('warn'));
    const { port } = app.getHttpServer().address() as AddressInfo;
    const admin = new Client({ connectionString: databaseUrl });
    await admin.connect();
    return new RunningOrderly(app, `http://127.0.0.1:${port}`, admin, config.MESSAGING_NAMESPACE, databaseUrl);
  }

  /** A hospital of its own, with one person in each role. */
  async hospital(): Promise<Hospital> {
    const slug = `h-${newId()}`;
    const operator = orderly({ baseUrl: this.url, tenant: 'operations', username: 'operator', password: OPERATOR_PASSWORD });
    const users = ROLES.map((role) => ({ username: role, displayName: `The ${role}`, password: PASSWORD, roles: [role] }));
    const { data } = await operator.post('/v1/tenants', { body: { slug, name: slug, users } });
    operator.close();
    return new Hospital(this.url, data.id, slug);
  }

  /** Where analysers deliver. */
  get mllpPort(): number {
    return this.app.get(AnalyserDoor, { strict: false }).port;
  }

  async rows<R>(sql: string, values: unknown[] = []): Promise<R[]> {
    return (await this.admin.query(sql, values)).rows as R[];
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.admin.end();
  }
}

export class Hospital {
  private readonly clients = new Map<Role, OrderlyClient>();

  constructor(
    readonly url: string,
    readonly tenant: string,
    readonly slug: string,
  ) {}

  as(role: Role): OrderlyClient {
    let client = this.clients.get(role);
    if (!client)
      this.clients.set(role, (client = orderly({ baseUrl: this.url, tenant: this.slug, username: role, password: PASSWORD })));
    return client;
  }

  leave(): void {
    for (const client of this.clients.values()) client.close();
  }
}
