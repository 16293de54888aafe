import { connect } from 'amqplib';
import type { Arena } from '../arena';
import { Times } from '../chance';
import { Balancer } from '../network';
import { Figures, row } from '../row';
import { BrokerName } from '../servers';
import { queueOf } from '../topology';
import { Worker } from '../worker';

const NODES = ['one', 'two', 'three'] as const;
type Node = (typeof NODES)[number];

const MOST_STALL_MS = 10_000;
const MOST_WAITING_MS = 90_000;
const CONFIRM_MS = 5_000;

export const cluster = row({
  id: 'F4',
  title: 'three brokers: the leader of the queue is killed; one is cut off from the others',
  scales: { long: { perSecond: 200, kills: 10, splitSeconds: 60 } },
  async run(arena, { perSecond, kills, splitSeconds }) {
    const urls = await arena.during('three brokers to join', startCluster(arena));
    const balancer = await Balancer.over(urls);
    try {
      await arena.prepare({ amqpUrl: balancer.url });
      const workers = { consumer: await arena.worker('consumer'), relay: await arena.worker('relay', { lookEveryMs: 10 }) };
      const load = await arena.load({ events: perSecond, perSecond });
      const figures: Figures = {};
      await load.during(async () => {
        await arena.until(async () => (await onlineMembers(arena, 'one')) === 3, MOST_WAITING_MS, 500);
        Object.assign(figures, await killLeaders(arena, workers.relay, kills));
        Object.assign(figures, await split(arena, workers.relay, splitSeconds));
      });
      await arena.judge({}, 300_000);
      return { ...figures, connections: balancer.connections };
    } finally {
      await arena.close();
      for (const node of NODES) await arena.servers.kill(node);
      await balancer.close();
    }
  },
});

/** Answers the addresses of three brokers that know each other. */
async function startCluster({ servers }: Arena): Promise<string[]> {
  for (const node of NODES) await servers.start(node);
  for (const node of NODES.slice(1)) {
    await servers.control(node, 'stop_app');
    await servers.control(node, 'join_cluster', nameOf('one'));
    await servers.control(node, 'start_app');
  }
  return Promise.all(NODES.map((node) => servers.url(node)));
}

/** In Erlang. */
const nameOf = (node: Node): string => `orderly_faults-${node}@localhost`;

async function killLeaders(arena: Arena, relay: Worker, kills: number): Promise<Figures> {
  const stalls = new Times();
  for (let done = 0; done < kills; done++) {
    const leader = await arena.until(() => leaderOf(arena), MOST_WAITING_MS, 500);
    if (!leader) throw new Error('the queue has no leader');
    const watch = watchStall(arena, relay);
    await arena.servers.kill(leader);
    await arena.rest(MOST_STALL_MS);
    await arena.servers.start(leader);
    const back = async () => (await onlineMembers(arena, leader)) === 3;
    const online = await arena.during(`${leader} to come back`, arena.until(back, MOST_WAITING_MS, 500));
    arena.must(online === true, `broker ${leader} did not come back`);
    const stall = await watch.end();
    arena.say(`leader ${leader} killed and back; nothing was published for ${stall} ms`);
    stalls.add(stall);
  }
  arena.must(stalls.worst <= MOST_STALL_MS, `nothing was published for ${stalls.worst} ms`);
  return { kills, stallMs: stalls.middle, worstStallMs: stalls.worst };
}

/** Cuts the leader off from the other two, as a broken switch would. */
async function split(arena: Arena, relay: Worker, seconds: number): Promise<Figures> {
  const alone = await arena.until(() => leaderOf(arena), MOST_WAITING_MS, 500);
  if (!alone) throw new Error('the queue has no leader');
  const others = NODES.filter((node) => node !== alone);
  const url = await arena.servers.url(alone);
  const watch = watchStall(arena, relay);
  await refuseEachOther(arena, alone, others, true);
  const began = Date.now();
  let taken = 0;
  while (Date.now() < began + seconds * 1_000) {
    if (await takesPublish(arena, url)) taken++;
    await arena.rest(1_000);
  }
  const stallMs = await watch.end();
  await refuseEachOther(arena, alone, others, false);
  const healed = Date.now();
  const whole = await arena.during(
    'the split to heal',
    arena.until(async () => (await onlineMembers(arena, alone)) === 3, MOST_WAITING_MS, 500),
  );
  arena.must(whole === true, 'the broker that was alone did not come back');
  arena.must(taken === 0, `the broker that was alone confirmed ${taken} messages`);
  arena.must(stallMs <= MOST_STALL_MS, `nothing was published for ${stallMs} ms while one broker was alone`);
  return { splitStallMs: stallMs, confirmedByMinority: taken, splitHealedMs: Date.now() - healed };
}

/** A node that expects another cookie of its peers is alone. Both connections end at once, so that no peer finds the split a partial one. */
async function refuseEachOther({ servers }: Arena, alone: Node, others: readonly Node[], refuse: boolean): Promise<void> {
  const cookie = refuse ? `'nobody'` : 'erlang:get_cookie()';
  const expects = others.map((other) => `erlang:set_cookie('${nameOf(other)}', ${cookie})`);
  const hangsUp = refuse ? others.map((other) => `erlang:disconnect_node('${nameOf(other)}')`) : [];
  await servers.control(alone, 'eval', `${[...expects, ...hangsUp].join(', ')}.`);
}

/** Does this broker confirm a message? It is no event and goes to the copy of the wire, where nobody minds it. */
async function takesPublish(arena: Arena, url: string): Promise<boolean> {
  let connection;
  try {
    connection = await connect(url, { timeout: CONFIRM_MS });
    connection.on('error', () => undefined);
    const channel = await connection.createConfirmChannel();
    channel.on('error', () => undefined);
    const confirmed = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), CONFIRM_MS);
      channel.on('error', () => resolve(false));
      channel.publish('', `${arena.namespace}.wire`, Buffer.from('nothing'), { persistent: true }, (error) => resolve(!error));
    });
    return await confirmed;
  } catch {
    return false;
  } finally {
    connection?.close().catch(() => undefined);
  }
}

/** The longest time in which the relay has published nothing. */
function watchStall(arena: Arena, relay: Worker): { end(): Promise<number> } {
  let over = false;
  let [published, since, worst] = [-1, Date.now(), 0];
  const look = async () => {
    const now = (await relay.stats()).published;
    if (now !== published) [published, since] = [now, Date.now()];
    worst = Math.max(worst, Date.now() - since);
    return over;
  };
  const looking = arena.until(look, 600_000, 50);
  return {
    end: async () => {
      over = true;
      await looking;
      return worst;
    },
  };
}

interface QueueLine {
  name: string;
  leader: string;
  online: string;
}

async function mirrorQueue(arena: Arena, node: BrokerName): Promise<QueueLine | undefined> {
  const listing = await arena.servers.control(node, '--formatter', 'json', 'list_queues', 'name', 'leader', 'online');
  return (JSON.parse(listing) as QueueLine[]).find(({ name }) => name === queueOf(arena));
}

async function leaderOf(arena: Arena): Promise<Node | undefined> {
  const queue = await mirrorQueue(arena, 'one');
  return NODES.find((node) => queue?.leader === nameOf(node));
}

async function onlineMembers(arena: Arena, node: BrokerName): Promise<number> {
  const queue = await mirrorQueue(arena, node);
  return queue ? queue.online.length : 0;
}
