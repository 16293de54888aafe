import { centsOf, Decimal, Envelope, FixedClock, Id, Instant, Line, Money, moneyOf, newId, systemContext, SystemClock } from '.';

describe('values', () => {
  it('ids rise with time and are lower case', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every((id) => Id.safeParse(id).success)).toBe(true);
    expect(Id.safeParse(newId().toUpperCase()).success).toBe(false);
  });

  it('an instant in another offset becomes UTC with milliseconds', () => {
    expect(Instant.parse('2026-03-02T09:15:00+01:00')).toBe('2026-03-02T08:15:00.000Z');
    expect(Instant.safeParse('2026-03-02T09:15:00').success).toBe(false);
  });

  it.each(['4.50', '-0.1', '1e5', '0'])('the decimal %s keeps its digits', (text) => expect(Decimal.parse(text)).toBe(text));
  it.each(['01', '.5', '1.', 'NaN', '', '1'.repeat(41)])('%j is no decimal', (text) =>
    expect(Decimal.safeParse(text).success).toBe(false),
  );

  it.each(['', '   ', 'a\u0000b', 'a\nb', 'x'.repeat(11)])('%j is not one line of at most ten', (text) =>
    expect(Line(10).safeParse(text).success).toBe(false),
  );

  it.each([
    ['0.00', 0],
    ['0.05', 5],
    ['125.50', 12_550],
    ['-12.34', -1_234],
    ['9999999999999.99', 999_999_999_999_999],
  ])('%s is %d cents and back', (amount, cents) => {
    expect(centsOf(Money.parse({ amount, currency: 'USD' }))).toBe(cents);
    expect(moneyOf(cents)).toEqual({ amount, currency: 'USD' });
  });
  it.each(['1', '1.5', '01.00', '1.005', '1e2', ''])('%j is no amount of money', (amount) =>
    expect(Money.safeParse({ amount, currency: 'USD' }).success).toBe(false),
  );
  it.each([0.5, NaN, 2 ** 60])('%d is no number of cents', (cents) => expect(() => moneyOf(cents)).toThrow(RangeError));

  it('a fixed clock stands still until it is set', () => {
    const clock = new FixedClock('2026-03-02T08:15:00.000Z');
    expect([clock.now(), clock.now()]).toEqual(['2026-03-02T08:15:00.000Z', '2026-03-02T08:15:00.000Z']);
    clock.set('2026-03-02T08:16:00.000Z');
    expect(clock.now()).toBe('2026-03-02T08:16:00.000Z');
    expect(Instant.safeParse(new SystemClock().now()).success).toBe(true);
  });

  it('the system acts with every right, a reason, and what caused it', () => {
    const ctx = systemContext(newId(), 'sweep', 'nightly', { correlationId: 'a', causationId: 'b' });
    expect(ctx).toMatchObject({ user: 'system:sweep', reason: 'nightly', correlationId: 'a', causationId: 'b' });
    expect(ctx.permissions.has('anything:at-all')).toBe(true);
  });

  it('an envelope names one aggregate of one tenant', () => {
    const id = newId();
    const envelope = {
      ...{ specversion: '1.0', id, type: 'orderly.wards.ward-opened.v1', source: '/wards', subject: `Ward/${id}`, time: 'now' },
      ...{ tenantid: id, partitionkey: id, sequence: '1', correlationid: 'c', causationid: 'c', actorid: 'a', data: {} },
    };
    expect(Envelope.safeParse(envelope).success).toBe(true);
    const wrong = [
      { subject: 'Ward' },
      { sequence: '01' },
      { sequence: '1e3' },
      { type: 'ward-opened' },
      { tenantid: '*' },
      { data: [] },
    ];
    for (const change of wrong) expect(Envelope.safeParse({ ...envelope, ...change }).success).toBe(false);
  });
});
