import { newId } from '@orderly/kernel';
import { Role } from '@orderly/contracts';
import { orders } from '@orderly/contexts/orders';
import { TcpProxy } from '@orderly/platform/testing';
import { orderly } from '@orderly/sdk';
import { Bench } from './bench';
import { answers, Child, freePort, isReady } from './child';
import { SECRET, Site, until } from './host';
import { placeOrders, Placing } from './load';

const OPERATOR_PASSWORD = 'operator of the bench';
const PASSWORD = 'somebody of the bench';
const ROLES: Role[] = ['registrar', 'physician'];

/** The whole product in one process, with one patient in an encounter who gets many orders. */
export class Ordering {
  private constructor(
    readonly site: Site,
    private readonly proxy: TcpProxy,
    private readonly child: Child,
    private readonly url: string,
    private readonly slug: string,
    readonly tenant: string,
    private readonly encounterId: string,
  ) {}

  static async start(bench: Bench, name: string): Promise<Ordering> {
    const site = await Site.open(bench, name, []);
    const proxy = await TcpProxy.to(bench.amqpUrl);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const env = {
      ...{ NODE_ENV: 'production', DATABASE_URL: site.databaseUrl, AMQP_URL: proxy.url, MESSAGING_NAMESPACE: site.namespace },
      ...{ ORDERLY_SECRET: SECRET, OPERATOR_PASSWORD, PORT: String(port), MLLP_PORT: '0' },
    };
    const child = await Child.start(`orderly-${name}`, 'dist/apps/all-in-one/src/main.js', env, () => isReady(url));
    const slug = `bench-${newId().slice(-8)}`;
    const operator = orderly({ baseUrl: url, tenant: 'operations', username: 'operator', password: OPERATOR_PASSWORD });
    const users = ROLES.map((role) => ({ username: role, displayName: `The ${role}`, password: PASSWORD, roles: [role] }));
    const { data: tenant } = await operator.post('/v1/tenants', { body: { slug, name: slug, users } });
    operator.close();
    const encounterId = await encounterIn(url, slug);
    await until(async () => {
      const found = await site.rows('select 1 from orders.known_encounter where id = $1', [encounterId]);
      return found.length > 0;
    }, 'the encounter');
    return new Ordering(site, proxy, child, url, slug, tenant.id, encounterId);
  }

  /** Orders per second while every effect runs beside them: relay, broker, laboratory, chart, billing. */
  async withEffects(amount: number): Promise<number> {
    const speed = await this.place(amount);
    await this.settled();
    return speed;
  }

  /** Orders per second of the request by itself: the broker is away meanwhile, and what follows happens when it is back. */
  async alone(amount: number): Promise<number> {
    await tidied(this.site);
    this.proxy.cut();
    const speed = await this.place(amount);
    this.proxy.mend();
    await this.settled();
    return speed;
  }

  async stop(): Promise<void> {
    const queues = [...(await this.effects()).keys()];
    await this.child.stop();
    await this.proxy.close();
    await this.site.close(queues);
  }

  private async place(amount: number): Promise<number> {
    const response = await fetch(`${this.url}/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ tenant: this.slug, username: 'physician', password: PASSWORD }),
    });
    const { accessToken: token } = (await response.json()) as { accessToken: string };
    const before = await this.count();
    const speed = await placeOrders({ url: this.url, token, encounterId: this.encounterId }, amount);
    const placed = (await this.count()) - before;
    if (placed !== amount) throw new Error(`${amount} orders were answered, ${placed} are there`);
    return speed;
  }

  private async count(): Promise<number> {
    const [row] = await this.site.rows<{ n: string }>('select count(*) as n from orders."order"');
    return Number(row?.n);
  }

  /** Outboxes and queues are empty, and nothing has taken effect for half a second. */
  private async settled(): Promise<void> {
    await until(async () => {
      const before = await this.effects();
      await new Promise((resolve) => setTimeout(resolve, 500));
      const after = await this.effects();
      return [...after].every(([queue, effects]) => before.get(queue) === effects) && (await this.isQuiet([...after.keys()]));
    }, 'the effects of the orders');
  }

  private async isQuiet(queues: readonly string[]): Promise<boolean> {
    const contexts = await this.site.rows<{ name: string }>(
      `select table_schema as name from information_schema.tables where table_name = 'outbox'`,
    );
    for (const { name } of contexts) {
      const [row] = await this.site.rows<{ busy: boolean }>(`select exists (select 1 from "${name}".outbox) as busy`);
      if (row?.busy) return false;
    }
    for (const queue of queues) if ((await this.site.channel.checkQueue(queue)).messageCount > 0) return false;
    return true;
  }

  /** By queue: how many events have taken effect, as the product's own metrics say. */
  private async effects(): Promise<Map<string, number>> {
    const text = await (await fetch(`${this.url}/metrics`)).text();
    const lines = [...text.matchAll(/^orderly_effects_total\{subscription="([^"]+)"\} (\d+)/gm)];
    return new Map(lines.map(([, subscription, effects]) => [`${this.site.namespace}.${subscription}.v1`, Number(effects)]));
  }
}

async function encounterIn(url: string, slug: string): Promise<string> {
  const registrar = orderly({ baseUrl: url, tenant: slug, username: 'registrar', password: PASSWORD });
  const body = { name: { family: 'Testwood', given: ['Ada'] }, gender: 'female' as const, birthDate: '1984-05-17' };
  const { data: patient } = await registrar.post('/v1/patients', { body });
  const { data: encounter } = await registrar.post('/v1/encounters', { body: { patientId: patient.id, class: 'AMB' } });
  registrar.close();
  return encounter.id;
}

/** What PostgreSQL would do meanwhile about the rows of the turn before, the effects' rows among them, is done. */
async function tidied(site: Site): Promise<void> {
  await site.rows('vacuum analyze');
}

/** fastify and pg with the same rows in the same tables, of a database of their own. */
export class BareOrdering {
  private constructor(
    private readonly site: Site,
    private readonly child: Child,
    private readonly placing: Placing,
  ) {}

  static async start(bench: Bench, name: string): Promise<BareOrdering> {
    const site = await Site.open(bench, name, [orders]);
    const [tenant, encounterId] = [newId(), newId()];
    await site.rows(`insert into orders.known_encounter (tenant, id, patient_id, status) values ($1, $2, $3, 'in-progress')`, [
      tenant,
      encounterId,
      newId(),
    ]);
    const port = String(await freePort());
    const url = `http://127.0.0.1:${port}`;
    const env = { BENCH_DATABASE_URL: site.databaseUrl, BENCH_PORT: port, BENCH_TENANT: tenant };
    const child = await Child.start(`bare-${name}`, 'dist/tools/bench/src/raw/order-server.js', env, () => answers(url));
    return new BareOrdering(site, child, { url, token: 'nobody asks', encounterId });
  }

  async place(amount: number): Promise<number> {
    await tidied(this.site);
    const speed = await placeOrders(this.placing, amount);
    await this.site.rows('truncate orders.outbox');
    return speed;
  }

  async stop(): Promise<void> {
    await this.child.stop();
    await this.site.close();
  }
}
