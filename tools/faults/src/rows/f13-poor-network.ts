import { row } from '../row';

const MOST_RECONNECTS = 3;
/** Relay and consumer have two connections each. */
const CONNECTIONS = 4;

export const poorNetwork = row({
  id: 'F13',
  title: 'a slow and lossy network between the system and the broker',
  scales: { long: { events: 10_000, roundTripMs: 200, lossPercent: 5 } },
  async run(arena, { events, roundTripMs, lossPercent }) {
    const links = [await arena.link('rabbitmq'), await arena.link('rabbitmq')] as const;
    for (const link of links) link.slow(roundTripMs / 2, lossPercent / 100);
    await arena.worker('consumer', { amqpUrl: links[0].url });
    await arena.worker('relay', { amqpUrl: links[1].url, lookEveryMs: 10 });
    const load = await arena.load({ events });
    await load.run();
    await arena.judge({}, 600_000);
    const reconnects = links[0].connections + links[1].connections - CONNECTIONS;
    arena.must(reconnects <= MOST_RECONNECTS, `${reconnects} reconnects`);
    return { reconnects, eventsPerSecond: load.rate };
  },
});
