import { Client } from 'pg';
import { eventually, TcpProxy, workerServers } from '@orderly/platform/testing';
import { freePort } from './testing/sandbox';
import { cleaned } from './testing/silence/clean';
import { delivery } from './testing/silence/delivery';
import { inbox } from './testing/silence/inbox';
import { Places } from './testing/silence/places';
import { silenceRow } from './testing/silence/table';
import { Injection, showsWhenInjected, World } from './testing/silence/world';

describe('what is stuck between outbox, broker, consumers and database is seen', () => {
  let world: World;
  const migrating = { locked: {}, after: {} };
  const lookAt = async (id: string, url: string) => {
    const places = new Places(url, () => Promise.reject(new Error('no worklist')));
    return Object.fromEntries(await Promise.all(silenceRow(id).places.map(async (place) => [place, await places.shows(place)])));
  };

  beforeAll(async () => {
    await cleaned('silence');
    const { databaseUrl, amqpUrl } = await workerServers('silence');
    const port = await freePort();
    const other = new Client({ connectionString: databaseUrl });
    await other.connect();
    await other.query(`select pg_advisory_lock(hashtext('orderly migrate'))`);
    const starting = World.start({ port, path: await TcpProxy.to(amqpUrl) });
    await eventually(async () => {
      const { rowCount } = await other.query(
        `select 1 from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(rowCount).toBe(1);
    }, 60_000);
    migrating.locked = await lookAt('S72', `http://127.0.0.1:${port}`);
    await other.end();
    world = await starting;
    migrating.after = await lookAt('S72', world.running.url);
    await world.settled();
  }, 120_000);
  afterAll(() => world.stop());

  it(`S72: ${silenceRow('S72').stuck}`, () => {
    expect(Object.values(migrating.locked)).toEqual([true]);
    expect(Object.values(migrating.after)).toEqual([false]);
  });

  it.each(Object.keys(delivery).map((id) => silenceRow(id)))(
    '$id: $stuck',
    async ({ id, places }) => {
      await showsWhenInjected(world, places, delivery[id] as Injection);
    },
    90_000,
  );

  it(`S66: ${silenceRow('S66').stuck}, and ${silenceRow('S66').owner}s cannot make one`, async () => {
    const body = { slug: 'nobody', name: 'Nobody', users: [] };
    expect(await world.call('POST', '/v1/tenants', { body })).toMatchObject({ status: 400 });
  });

  it(`S67: ${silenceRow('S67').stuck}`, async () => {
    await (inbox['S17'] as Injection)(world);
    const body = { reason: 'TypeError', because: 'sent by a test system' };
    expect(await world.call('POST', '/v1/dead-letters/discard', { body })).toMatchObject({ status: 200 });
    const rows = await world.sql(
      `select reason from chart.audit where operation = 'platform.discard-dead-letters' and tenant = $1`,
      [world.tenant],
    );
    expect(rows).toEqual([{ reason: expect.stringContaining('sent by a test system') as string }]);
  });

  it(`S71: ${silenceRow('S71').stuck}`, async () => {
    const { url } = world.running;
    expect(Object.values(await lookAt('S71', url))).toEqual([false]);
    await world.close();
    expect(Object.values(await lookAt('S71', url))).toEqual([true]);
  });
});
