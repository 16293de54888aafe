import { randomUUID } from 'node:crypto';
import { connect, ConfirmChannel, Options } from 'amqplib';
import type { Arena } from '../arena';
import { row } from '../row';

/** One kind of message that is no event of ours, and the code under which it must be found. */
interface Malformed {
  readonly code: string;
  readonly body: (truth: Truth) => Buffer | string;
  readonly options?: Options.Publish;
  readonly key?: (truth: Truth) => string;
  /** Of the large ones a few are enough. */
  readonly most?: number;
}

/** An event that was really committed, and its tenant's neighbour. */
interface Truth {
  readonly event: Record<string, unknown>;
  /** The first version of some account: it has something sealed in it. */
  readonly opened: Record<string, unknown>;
  readonly key: string;
  readonly neighbour: string;
}

const MOST_MS = 180_000;
const MOST_COMMITTING_MS = 30_000;
const MEBIBYTE = 2 ** 20;
const DEEP = 100_000;
const nested = `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`;
const without =
  (field: string) =>
  ({ event }: Truth) =>
    JSON.stringify({ ...event, [field]: undefined });
const withField =
  (fields: Record<string, unknown>) =>
  ({ event }: Truth) =>
    JSON.stringify({ ...event, ...fields });
const large = { padding: 'x'.repeat(60 * 1024) };

const KINDS: readonly Malformed[] = [
  { code: 'not-json', body: () => '{"specversion": "1.0", ' },
  { code: 'not-json', body: () => '' },
  { code: 'not-json', body: () => Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]) },
  { code: 'not-json', body: () => 'null and void', options: { headers: large } },
  { code: 'not-an-event', body: () => 'null' },
  { code: 'not-an-event', body: () => nested, most: 50 },
  { code: 'not-an-event', body: () => '{"__proto__": {"specversion": "1.0"}, "constructor": {"prototype": {}}}' },
  { code: 'not-an-event', body: ({ event }) => JSON.stringify(event).replace('"data":{', '"data":[{').replace(/\}$/, ']}') },
  { code: 'not-an-event', body: without('id'), options: { messageId: undefined } },
  { code: 'not-an-event', body: without('tenantid') },
  { code: 'not-an-event', body: without('sequence') },
  { code: 'not-an-event', body: withField({ sequence: '1e9' }) },
  { code: 'not-an-event', body: withField({ type: 'orderly.ledger.amount-posted' }) },
  { code: 'too-large', body: () => Buffer.alloc(15 * MEBIBYTE, 'x'), most: 5 },
  { code: 'wrong-source', body: withField({ source: '/elsewhere' }) },
  { code: 'wrong-source', body: withField({ type: 'orderly.elsewhere.amount-posted.v1' }) },
  // The body says another tenant than the address, and the other way round.
  { code: 'wrong-address', body: ({ event, neighbour }) => JSON.stringify({ ...event, tenantid: neighbour }) },
  {
    code: 'wrong-address',
    body: ({ event }) => JSON.stringify(event),
    key: ({ key, neighbour }) => key.replace(/^[^.]+/, neighbour),
  },
  { code: 'wrong-address', body: withField({ type: 'orderly.ledger.amount-posted.v2' }) },
  // Both say the neighbour, but it was sealed for somebody else. A first version of an account that is nowhere, so that it is its turn.
  {
    code: 'seal-broken',
    body: ({ opened, neighbour }) => JSON.stringify({ ...opened, tenantid: neighbour, subject: `Account/${randomUUID()}` }),
    key: ({ key, neighbour }) => key.replace(/^[^.]+/, neighbour).replace('amount-posted', 'account-opened'),
  },
];

/** Headers that pretend that the broker had done something. What carries them is true, and must have its one effect. */
const FORGED: readonly Options.Publish[] = [
  { headers: { 'x-delivery-count': 99 } },
  { headers: { 'x-delivery-count': 'many' } },
  { headers: { 'x-death': [{ count: 99, queue: 'none', reason: 'rejected' }] } },
  { headers: large },
];

export const malformed = row({
  id: 'F22',
  title: 'messages that are no events, among events',
  scales: {
    smoke: { malformed: 1_000, events: 1_000 },
    short: { malformed: 10_000, events: 3_000 },
    long: { malformed: 100_000, events: 50_000 },
  },
  async run(arena, { malformed: count, events }) {
    // A copy of everything would be twice the large ones.
    await arena.prepare({ wire: false });
    const consumer = await arena.worker('consumer');
    await arena.worker('relay');
    const load = await arena.load({ events, rollbacks: 0, stalls: 0 });
    const connection = await connect(arena.amqpUrl);
    const channel = await connection.createConfirmChannel();
    const began = Date.now();
    const writing = load.run();
    const expected = await arena.during('publishing garbage', publishAll(arena, channel, count));
    await Promise.all([writing, connection.close()]);
    const quarantined = async () =>
      (await arena.rows<{ n: number }>('select count(*)::int as n from mirror.quarantine'))[0]?.n === count;
    await arena.during('waiting for the quarantine', arena.until(quarantined, MOST_MS, 100));
    const seconds = Math.round((Date.now() - began) / 100) / 10;
    const { loopMs } = await consumer.stats();
    const codes = await arena.rows<{ reason: string; n: number }>(
      'select reason, count(*)::int as n from mirror.quarantine group by 1',
    );
    await arena.judge({ quarantine: count });
    for (const [code, wanted] of expected) {
      const found = codes.find(({ reason }) => reason === code)?.n ?? 0;
      arena.must(found === wanted, `${found} of ${wanted} are in quarantine as ${code}`);
    }
    arena.must(loopMs <= 200, `the event loop of the consumer stood still for ${loopMs} ms`);
    const [foreign] = await arena.rows<{ n: number }>(
      `select count(*)::int as n from mirror.mirror m where not exists (
         select 1 from ledger.account a where a.tenant = m.tenant and a.id = m.id)`,
    );
    arena.must(foreign?.n === 0, `${foreign?.n} effects for accounts that are not there`);
    return { ...Object.fromEntries(expected), seconds, loopMs, foreignEffects: foreign?.n ?? 0 };
  },
});

async function publishAll(arena: Arena, channel: ConfirmChannel, count: number): Promise<Map<string, number>> {
  const truth = await truthOf(arena);
  const expected = new Map<string, number>();
  const sent = KINDS.map(() => 0);
  const publish = (body: Buffer | string, key: string, options: Options.Publish = {}) =>
    channel.publish(`${arena.namespace}.events`, key, Buffer.from(body as string), { persistent: true, ...options });
  for (let done = 0, turn = 0; done < count; turn++) {
    const index = turn % KINDS.length;
    const { code, body, options, key, most = Infinity } = KINDS[index] as Malformed;
    if ((sent[index] as number) >= most) continue;
    sent[index] = (sent[index] as number) + 1;
    expected.set(code, (expected.get(code) ?? 0) + 1);
    publish(body(truth), key?.(truth) ?? truth.key, options);
    if (++done % 20 === 0) publish(JSON.stringify(truth.event), truth.key, FORGED[(done / 20) % FORGED.length]);
    // Not all of it in memory at once.
    if (done % 100 === 0) await channel.waitForConfirms();
  }
  await channel.waitForConfirms();
  return expected;
}

async function truthOf(arena: Arena): Promise<Truth> {
  const first = async (type: string) => {
    const sql = 'select tenant, event, lane from ledger.event_log where type = $1 order by position limit 1';
    const find = async () => (await arena.rows<{ tenant: string; event: string; lane: number }>(sql, [type]))[0];
    const found = await arena.until(find, MOST_COMMITTING_MS, 50);
    if (!found) throw new Error(`no ${type} was committed`);
    return { ...found, event: JSON.parse(found.event) as Record<string, unknown> };
  };
  const [opened, { tenant, lane, event }] = await Promise.all([first('ledger.account-opened'), first('ledger.amount-posted')]);
  const neighbour = arena.tenants.find((each) => each !== tenant && each !== opened.tenant) as string;
  const key = `${tenant}.ledger.amount-posted.v1.p${String(lane).padStart(2, '0')}`;
  return { event, opened: opened.event, key, neighbour };
}
