import { newId } from '@orderly/kernel';
import { DeadLetter } from '@orderly/platform/messaging';
import { freshTenant, ledger, mirror, TEST_SECRET, TestHost, workerServers } from '@orderly/platform/testing';
import { wishOf } from './dead-letter-args';
import { deadLetters, detailText, listText, outcomeText } from './dead-letters';
import { atTheConsole, openInstallation } from './installation';
import { lag, lagText } from './lag';
import { main } from './main';
import { duration, table } from './table';

const NOW = Date.parse('2026-03-02T08:00:00.000Z');
const wish = (line: string) => wishOf(line.split(' '), atTheConsole(), NOW);

describe('the words after `dead-letters`', () => {
  it('become a filter', () => {
    const tenant = newId();
    const { operation, ...rest } = wish(
      `list --consumer chart-on-orders --reason TypeError --tenant ${tenant} --since 2h --limit 7 --json`,
    );
    expect(rest).toEqual({ action: 'list', json: true, dryRun: false, limit: 7 });
    expect(operation.data).toMatchObject({
      consumer: 'chart-on-orders',
      reason: 'TypeError',
      tenantId: tenant,
      since: '2026-03-02T06:00:00.000Z',
    });
  });

  it('become a replay at a rate, by somebody with an account on the machine', () => {
    const { operation, limit, dryRun } = wish('replay --consumer chart --rate 5/s --dry-run');
    expect(operation.data).toMatchObject({ consumer: 'chart', rate: 5 });
    expect([limit, dryRun]).toEqual([Infinity, true]);
    expect(operation.ctx.user).toMatch(/^cli:\w+/);
  });

  it.each([
    ['', 'say what to do'],
    ['frob', 'there is no frob'],
    ['show', 'ID: '],
    ['show nothing', 'ID: an id of the list'],
    ['list --colour red', "Unknown option '--colour'"],
    ['list --rate 5', '--rate does not go with list'],
    ['list --tenant demo', '--tenant: a lower-case UUID'],
    ['list --since yesterday', 'yesterday is no time'],
    ['list --limit 0', '--limit takes a number above 0'],
    ['replay --rate fast', '--rate takes a number above 0'],
    ['discard --consumer chart', 'discard needs --because'],
  ])('are refused when they are "%s"', (line, message) => {
    expect(() => wish(line)).toThrow(message);
  });
});

describe('the screen', () => {
  const letter: DeadLetter = {
    ...{
      id: 'event~chart-on-orders~t~Order~o~2',
      kind: 'event',
      consumer: 'chart-on-orders',
      type: 'orders.order-placed',
      version: 2,
    },
    ...{ reason: 'TypeError', attempts: 7, firstAt: '2026-03-02T08:00:00.000Z', lastAt: '2026-03-02T17:00:00.000Z' },
  };

  it('shows dead letters as a table', () => {
    expect(listText({ items: [letter], more: true }).split('\n')).toEqual([
      'LAST TRIED                CONSUMER         TYPE                 VERSION  REASON     ATTEMPTS  ID',
      '2026-03-02T17:00:00.000Z  chart-on-orders  orders.order-placed  2        TypeError  7         event~chart-on-orders~t~Order~o~2',
      'there are more: --limit N shows N of them',
    ]);
    expect(listText({ items: [], more: false })).toBe('no dead letters match');
    expect(detailText(letter)).toContain('reason    TypeError');
  });

  it('says what was done and what is left', () => {
    const group = {
      kind: 'event' as const,
      consumer: 'chart-on-orders',
      type: 'orders.order-placed',
      reason: 'TypeError',
      count: 1_200,
    };
    const outcome = { dryRun: false, count: 1_200, groups: [group], left: 3 };
    expect(outcomeText('replay', outcome)).toMatch(/TypeError +1200\nreplayed 1,200\n3 that match are still there/);
    expect(outcomeText('discard', { ...outcome, dryRun: true })).toMatch(/would discard 1,200$/);
    expect(outcomeText('replay', { dryRun: false, count: 0, groups: [], left: 0 })).toBe('nothing to replay');
  });

  it('shows what waits, for how long, and which queue nobody can tell about', () => {
    const report = {
      ...{ at: '2026-03-02T08:00:00.000Z', away: ['billing'] },
      lists: [
        { context: 'orders', list: 'outbox', waiting: 1_500, oldestSeconds: 5_400 },
        { context: 'orders', list: 'dead', waiting: 0 },
      ],
      subscriptions: [
        { subscription: 'chart-on-orders', behind: 5_000, more: true, oldestSeconds: 30, queue: 'unknown' as const },
      ],
    };
    const text = lagText(report);
    expect(text).toMatch(/orders +outbox +1,500 +90 min/);
    expect(text).toMatch(/chart-on-orders +5,000 or more +30 s +unknown +-/);
    expect(text).toContain('the database of billing does not answer');
    expect(text).not.toContain('dead');
  });

  it('is not steered by what stands in a database', () => {
    expect(table(['A'], [['\u001b[2Jx']])).toBe('A\n?[2Jx');
    expect([undefined, 45, 600, 10_000, 200_000].map((seconds) => duration(seconds))).toEqual([
      '-',
      '45 s',
      '10 min',
      '2.8 h',
      '2 d',
    ]);
  });
});

describe('the commands on an installation', () => {
  let env: NodeJS.ProcessEnv;
  let host: TestHost;
  const out: string[] = [];
  const screen = { out: (text: string) => out.push(text), say: () => undefined };
  const json = () => JSON.parse(out.at(-1) as string) as never;
  beforeAll(async () => {
    host = await TestHost.start([ledger, mirror], { transport: false });
    const { databaseUrl, amqpUrl, namespace } = await workerServers();
    env = { DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl, ORDERLY_SECRET: TEST_SECRET, MESSAGING_NAMESPACE: namespace };
  });
  afterAll(() => host.stop());

  const dead = (tenant: string, count: number) =>
    host.rows(
      `insert into mirror.inbox (subscription, tenant, aggregate_type, aggregate_id, version, event_id, type, state, reason, event)
       select 'mirror-on-ledger', $1, 'Account', gen_random_uuid(), 1, gen_random_uuid(), 'ledger.amount-posted', 'dead', 'TypeError', '{}'
       from generate_series(1, $2)`,
      [tenant, count],
    );

  it('list, replay and discard while the application is dead, in the name of who called them', async () => {
    const tenant = freshTenant();
    await dead(tenant, 2_300);
    expect(await deadLetters(['list', '--tenant', tenant, '--limit', '250', '--json'], env, screen)).toBe(0);
    expect((json() as { items: [] }).items).toHaveLength(250);
    await deadLetters(['replay', '--tenant', tenant, '--limit', '2299', '--rate', '1000', '--json'], env, screen);
    expect(json()).toMatchObject({ count: 2_299, left: 1 });
    const [spread] = await host.rows(
      `select count(distinct next_at)::int as n from mirror.inbox where tenant = $1 and state = 'retry'`,
      [tenant],
    );
    expect(spread).toEqual({ n: 2_299 });
    await deadLetters(['discard', '--tenant', tenant, '--because', 'a test', '--json'], env, screen);
    expect(json()).toMatchObject({ count: 1, left: 0 });
    const audits = await host.rows(
      `select actor, operation, reason, count(*)::int as n from mirror.audit where tenant = $1 group by 1, 2, 3 order by n`,
      [tenant],
    );
    expect(audits).toEqual([
      { actor: atTheConsole().user, operation: 'platform.discard-dead-letters', reason: 'a test', n: 1 },
      { actor: atTheConsole().user, operation: 'platform.replay-dead-letters', reason: null, n: 2_299 },
    ]);
    await host.rows('delete from mirror.inbox where tenant = $1', [tenant]);
  });

  it('tell the lag', async () => {
    expect(await lag(['--json'], env, screen)).toBe(0);
    expect(json()).toMatchObject({
      away: [],
      subscriptions: expect.any(Array) as unknown[],
      lists: expect.any(Array) as unknown[],
    });
  });

  it('end with a status that says whose fault it was', async () => {
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const id = `event~mirror-on-ledger~${freshTenant()}~Account~${newId()}~2`;
    expect(await main(['dead-letters', 'replay', id], env)).toBe(1);
    expect(await main(['lag'], {})).toBe(2);
    expect(await main(['lag', '--frob'], env)).toBe(64);
    expect(await main(['frob'], env)).toBe(64);
    expect(said.mock.calls.flat().join('\n')).toContain('orderly.not-found: There is nothing here under this id.');
    said.mockRestore();
    expect(() => openInstallation({})).toThrow('DATABASE_URL is not set');
  });
});
