import { BenchRow, MORE_PAIRS } from '../bench';
import { CONNECTIONS } from '../load';
import { BareOrdering, Ordering } from '../ordering';
import { interleave, resultOf } from '../pairs';

/** Of the events of a long row: so many orders in each turn. */
const SHARE = 0.12;

/** An order over HTTP: token, permission, shape, policy, audit trail, journal, outbox, sealed answer. */
export const p4: BenchRow = {
  id: 'P4',
  title: 'orders over HTTP',
  async run(bench) {
    const amount = Math.ceil(bench.events * SHARE);
    const [ours, bare] = [await Ordering.start(bench, 'p4'), await BareOrdering.start(bench, 'p4-bare')];
    const row = { id: 'P4', unit: 'orders/s', against: 'bare fastify and pg, same rows' };
    const theirs = () => bare.place(amount);
    const alone = `POST an order, ${CONNECTIONS} connections`;
    const requests = await interleave(bench.pairs + MORE_PAIRS, alone, () => ours.alone(amount), theirs);
    const beside = `${alone}, its effects elsewhere running beside it`;
    const all = await interleave(bench.pairs, beside, () => ours.withEffects(amount), theirs);
    await ours.stop();
    await bare.stop();
    return [resultOf(requests, { ...row, what: alone }, 0.7), resultOf(all, { ...row, what: beside })];
  },
};
