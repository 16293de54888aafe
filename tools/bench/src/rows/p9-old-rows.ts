import { Bench, BenchRow, MORE_PAIRS } from '../bench';
import { Consumption } from '../consumption';
import { Drain } from '../drain';
import { addOldOrders } from '../old-rows';
import { Ordering } from '../ordering';
import { interleave, resultOf } from '../pairs';
import { figure, Result } from '../report';

/** At 50,000 events a million old rows, against ten thousand. */
const MANY = 20;
const FEW = 0.2;
const ORDERS = 0.12;

interface Scale {
  readonly many: number;
  readonly few: number;
}

/** The same figures of ours with a full database and with a nearly empty one, in turn. */
export const p9: BenchRow = {
  id: 'P9',
  title: 'with many old rows in place',
  async run(bench) {
    const scale = { many: Math.ceil(bench.events * MANY), few: Math.ceil(bench.events * FEW) };
    return [await relay(bench, scale), await effects(bench, scale), await orders(bench, scale)];
  },
};

/** Ten percent is less than what a neighbour on the machine takes for a moment. */
const pairsOf = ({ pairs }: Bench) => pairs + 2 * MORE_PAIRS;
const against = ({ few }: Scale) => `the same with ${figure(few)} old rows`;
const what = (of: string, { many }: Scale) => `${of}, ${figure(many)} old rows in each of its tables`;

async function relay(bench: Bench, scale: Scale): Promise<Result> {
  const full = await Drain.prepare(bench, 'p9-full', scale.many);
  const empty = await Drain.prepare(bench, 'p9-empty', scale.few);
  const row = { id: 'P9', what: what('relay', scale), unit: 'events/s', against: against(scale) };
  const pairs = await interleave(
    pairsOf(bench),
    row.what,
    () => full.ours(),
    () => empty.ours(),
  );
  await full.close();
  await empty.close();
  return resultOf(pairs, row, 0.9);
}

async function effects(bench: Bench, scale: Scale): Promise<Result> {
  const full = await Consumption.prepare(bench, 'p9-full', { old: scale.many });
  const empty = await Consumption.prepare(bench, 'p9-empty', { old: scale.few });
  const row = { id: 'P9', what: what('effects', scale), unit: 'effects/s', against: against(scale) };
  const pairs = await interleave(
    pairsOf(bench),
    row.what,
    () => full.ours(),
    () => empty.ours(),
  );
  await full.close();
  await empty.close();
  return resultOf(pairs, row, 0.9);
}

async function orders(bench: Bench, scale: Scale): Promise<Result> {
  const full = await orderingAmong(bench, 'p9-full', scale.many);
  const empty = await orderingAmong(bench, 'p9-empty', scale.few);
  const amount = Math.ceil(bench.events * ORDERS);
  const row = { id: 'P9', what: what('POST an order', scale), unit: 'orders/s', against: against(scale) };
  const pairs = await interleave(
    pairsOf(bench),
    row.what,
    () => full.alone(amount),
    () => empty.alone(amount),
  );
  await full.stop();
  await empty.stop();
  return resultOf(pairs, row, 0.9);
}

async function orderingAmong(bench: Bench, name: string, old: number): Promise<Ordering> {
  const ordering = await Ordering.start(bench, name);
  await addOldOrders(ordering.site, ordering.tenant, old);
  return ordering;
}
