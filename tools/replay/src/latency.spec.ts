import { bucketsOf, counterOf, quantilesBetween, quantilesOf } from './latency';

const metrics = (counts: [string, number][]) =>
  [
    '# TYPE effect_seconds histogram',
    ...counts.map(([le, count]) => `effect_seconds_bucket{subscription="a",le="${le}"} ${count}`),
    ...counts.map(([le, count]) => `effect_seconds_bucket{le="${le}",subscription="b"} ${count}`),
    'ignored_total{subscription="a"} 3',
    'ignored_total{subscription="b"} 4',
  ].join('\n');

describe('latencies', () => {
  it('are quantiles of single measurements', () => {
    expect(quantilesOf(Array.from({ length: 100 }, (_, i) => i + 1))).toEqual({ p50: 51, p95: 96, p99: 100 });
    expect(quantilesOf([])).toEqual({ p50: 0, p95: 0, p99: 0 });
  });

  it('are read from what a histogram gained, interpolated within its buckets', () => {
    const before = bucketsOf(
      metrics([
        ['0.01', 10],
        ['0.1', 10],
        ['+Inf', 10],
      ]),
      'effect_seconds',
    );
    const after = bucketsOf(
      metrics([
        ['0.01', 60],
        ['0.1', 110],
        ['+Inf', 110],
      ]),
      'effect_seconds',
    );
    expect(quantilesBetween(before, after)).toEqual({ p50: 10, p95: 91, p99: 98.2 });
  });

  it('are zero when nothing was measured', () => {
    const same = bucketsOf(
      metrics([
        ['0.01', 10],
        ['+Inf', 10],
      ]),
      'effect_seconds',
    );
    expect(quantilesBetween(same, same)).toEqual({ p50: 0, p95: 0, p99: 0 });
  });

  it('stand beside counters summed over their labels', () => {
    expect(counterOf(metrics([]), 'ignored_total')).toBe(7);
  });
});
