import { Times } from '../chance';
import { row } from '../row';
import { publishesAgain } from '../takeover';

export const killBroker = row({
  id: 'F3',
  title: 'kill -9 of the broker',
  scales: {
    short: { events: 20_000, kills: 3, awayMs: 1_000, perSecond: 500 },
    long: { events: 300_000, kills: 20, awayMs: 5_000, perSecond: 500 },
  },
  async run(arena, { events, kills, awayMs, perSecond }) {
    await arena.workersOf('consumer', 2);
    await arena.workersOf('relay', 2, { lookEveryMs: 10 });
    const load = await arena.load({ events, perSecond });
    const resumed = new Times();
    await load.during(async () => {
      for (let killed = 0; killed < kills; killed++) {
        await arena.rest(1_500);
        await arena.servers.kill('rabbitmq');
        await arena.rest(awayMs);
        await arena.during('waiting for RabbitMQ', arena.servers.start('rabbitmq'));
        resumed.add(await publishesAgain(arena));
      }
    });
    await arena.judge();
    arena.must(resumed.worst <= 5_000, `publishing went on ${resumed.worst} ms after the broker was back`);
    return { kills, eventsPerSecond: load.rate, resumedMs: resumed.middle, worstResumedMs: resumed.worst };
  },
});
