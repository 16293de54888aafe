import { median, quantile, resultOf } from './pairs';

const row = { id: 'P1', what: 'something', unit: 'things/s', against: 'a loop' };
const pair = (ours: number, theirs: number) => ({ ours, theirs });

describe('a comparison', () => {
  it('is the median of the ratios of each pair, not the ratio of the medians', () => {
    const result = resultOf([pair(80, 100), pair(10, 40), pair(90, 300)], row, 0.3);
    expect(result).toMatchObject({ value: 80, rawValue: 100, ratio: 0.3, spread: [0.25, 0.8], pairs: 3, ok: true });
  });

  it('misses its goal when the median does, even if some pairs met it', () => {
    const result = resultOf([pair(79, 100), pair(79, 100), pair(95, 100)], row, 0.8);
    expect(result).toMatchObject({ goal: '>= 0.8', ok: false });
  });

  it('asks nothing of a figure without a goal', () => {
    expect(resultOf([pair(1, 100)], row)).toMatchObject({ goal: 'for information', ok: true });
  });

  it('takes the middle of two middle values, and the value below which a share lies', () => {
    expect(median([4, 1, 3, 2])).toBe(2.5);
    const hundred = Array.from({ length: 100 }, (_, n) => n + 1);
    expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile([7], 0.99)]).toEqual([51, 100, 7]);
  });
});
