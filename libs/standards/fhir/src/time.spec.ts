import { toDate, toInstant } from './time';

describe('an instant', () => {
  it.each([
    ['2011-04-06T21:20:23-07:00', '2011-04-07T04:20:23.000Z'],
    ['2020-03-06T20:32:23.175-08:00', '2020-03-07T04:32:23.175Z'],
    ['2026-03-02T08:00:00Z', '2026-03-02T08:00:00.000Z'],
    ['2026-03-02', '2026-03-02T00:00:00.000Z'],
  ])('of %s is %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });

  it.each(['2026', '2026-03', '2026-02-31', '2026-02-31T08:00:00Z', '2026-03-02T08:00:00', '2026-03-02T25:00:00Z', 'today', ''])(
    'cannot be had from %j',
    (text) => {
      expect(toInstant(text)).toBeUndefined();
    },
  );
});

describe('a date', () => {
  it('is a day that exists', () => {
    expect(toDate('2024-02-29')).toBe('2024-02-29');
    expect(toDate('2023-02-29')).toBeUndefined();
    expect(toDate('1993')).toBeUndefined();
    expect(toDate('1993-06-07T00:00:00Z')).toBeUndefined();
  });
});
