import { figure, Result } from './report';

/** What two contenders reached, one after the other; both of the same unit. */
export interface Pair {
  readonly ours: number;
  readonly theirs: number;
}

export type Contender = () => Promise<number>;

/**
 * Ours, theirs, theirs, ours: what disturbs the machine for a while disturbs both, and neither always clears away what the other
 * has left. The first pair warms up and does not count.
 */
export async function interleave(count: number, what: string, ours: Contender, theirs: Contender): Promise<Pair[]> {
  const found: Pair[] = [];
  for (let n = 0; n <= count; n++) {
    const pair = n % 2 === 1 ? { ours: await ours(), theirs: await theirs() } : await reversed(ours, theirs);
    const name = n === 0 ? 'warm-up' : `pair ${n} of ${count}`;
    console.log(
      `  ${what}, ${name}: ${figure(pair.ours)} and ${figure(pair.theirs)}, ratio ${(pair.ours / pair.theirs).toFixed(2)}`,
    );
    if (n > 0) found.push(pair);
  }
  return found;
}

async function reversed(ours: Contender, theirs: Contender): Promise<Pair> {
  const first = await theirs();
  return { ours: await ours(), theirs: first };
}

/** `least`: the ratio that is wanted. Without it the figure is shown and nothing is asked of it. */
export function resultOf(pairs: readonly Pair[], row: Pick<Result, 'id' | 'what' | 'unit' | 'against'>, least?: number): Result {
  const ratios = pairs.map(({ ours, theirs }) => ours / theirs);
  const ratio = median(ratios);
  return {
    ...row,
    value: median(pairs.map(({ ours }) => ours)),
    rawValue: median(pairs.map(({ theirs }) => theirs)),
    ratio,
    spread: [Math.min(...ratios), Math.max(...ratios)],
    goal: least === undefined ? 'for information' : `>= ${least}`,
    ok: least === undefined || ratio >= least,
    pairs: pairs.length,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The value below which this share (0..1) of all values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

/** Things per second, counted from now. */
export function stopwatch(): (things: number) => number {
  const began = process.hrtime.bigint();
  return (things) => things / (Number(process.hrtime.bigint() - began) / 1e9);
}
