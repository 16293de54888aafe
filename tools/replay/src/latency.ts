export interface Quantiles {
  p50: number;
  p95: number;
  p99: number;
}

/** Milliseconds, from single measurements. */
export function quantilesOf(samples: readonly number[]): Quantiles {
  const sorted = Float64Array.from(samples).sort();
  const at = (q: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? 0);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Cumulative counts by upper bound in seconds, as Prometheus prints a histogram, summed over its labels. */
export function bucketsOf(metricsText: string, name: string): Map<number, number> {
  const buckets = new Map<number, number>();
  for (const [, bound, count] of metricsText.matchAll(new RegExp(`^${name}_bucket\\{[^}]*le="([^"]+)"[^}]*\\} (\\S+)$`, 'gm'))) {
    const upper = bound === '+Inf' ? Infinity : Number(bound);
    buckets.set(upper, (buckets.get(upper) ?? 0) + Number(count));
  }
  return buckets;
}

/** Milliseconds, from what was added to a histogram between two looks; interpolated within a bucket, as Prometheus does. */
export function quantilesBetween(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): Quantiles {
  const bounds = [...after.keys()].sort((a, b) => a - b);
  const counts = bounds.map((bound) => (after.get(bound) ?? 0) - (before.get(bound) ?? 0));
  const total = counts.at(-1) ?? 0;
  const at = (q: number) => {
    const index = counts.findIndex((count) => count >= total * q && count > 0);
    if (index < 0) return 0;
    const lower = index === 0 ? 0 : (bounds[index - 1] as number);
    const upper = bounds[index] === Infinity ? lower : (bounds[index] as number);
    const below = index === 0 ? 0 : (counts[index - 1] as number);
    const within = (counts[index] as number) - below;
    return round((lower + (upper - lower) * (within === 0 ? 1 : (total * q - below) / within)) * 1000);
  };
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const round = (ms: number) => Math.round(ms * 10) / 10;

/** A counter summed over its labels. */
export const counterOf = (metricsText: string, name: string): number =>
  [...metricsText.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))].reduce(
    (sum, [, value]) => sum + Number(value),
    0,
  );
