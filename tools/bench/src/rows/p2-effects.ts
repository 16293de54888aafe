import { BenchRow } from '../bench';
import { Consumption } from '../consumption';
import { interleave, resultOf } from '../pairs';
import { nestConsumer } from '../peers/nest-rmq';
import { checkedConsumer } from '../raw/checked-consumer';
import { Consumer } from '../raw/consumer';
import { perMessageConsumer } from '../raw/per-message';
import { figure, Result } from '../report';

/** Those that commit each message by itself. */
const PER_MESSAGE: readonly { name: string; consumer: Consumer; least?: number }[] = [
  { name: 'one transaction per message by hand, 16 at once', consumer: perMessageConsumer, least: 4 },
  { name: "Nest's RabbitMQ transport, same handler", consumer: nestConsumer, least: 4 },
];
const MANY_TENANTS = 200;

/** Events that wait in a queue take effect: a position and one row of a view each, contiguous per account, under the tenants' policy. */
export const p2: BenchRow = {
  id: 'P2',
  title: 'events take effect',
  async run(bench) {
    const results: Result[] = [];
    for (const tenants of [1, MANY_TENANTS]) {
      const consumption = await Consumption.prepare(bench, 'p2', { tenants });
      const { events } = consumption.written;
      const what = `${figure(events)} effects, ${tenants === 1 ? 'one tenant' : `${tenants} tenants`}`;
      const row = { id: 'P2', what, unit: 'effects/s' };
      const ours = () => consumption.ours();
      const pairs = await interleave(bench.pairs, what, ours, () => consumption.theirs());
      results.push(resultOf(pairs, { ...row, against: 'a batched consumer by hand' }, 0.7));
      const floor = await interleave(bench.pairs, `${what}, checked`, ours, () => consumption.theirs(checkedConsumer));
      results.push(resultOf(floor, { ...row, against: 'the same by hand that checks, opens and locks too' }));
      if (tenants === 1)
        for (const { name, consumer, least } of PER_MESSAGE) {
          // They are slow enough for a tenth of the events.
          const theirs = () => consumption.theirs(consumer, Math.ceil(events / 10));
          results.push(resultOf(await interleave(1, name, ours, theirs), { ...row, against: name }, least));
        }
      await consumption.close();
    }
    return results;
  },
};
