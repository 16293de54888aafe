import { moneyOf, newId } from '@orderly/kernel';
import { ChargeItem } from './charge-item';
import { aCharge, anAccount, LATER, NOW, service, types } from './testing/samples';

const coding = { accountId: newId(), orderIds: [], chargeCount: 1, coverage: { selfPay: true as const }, diagnosis: [service] };

describe('an account', () => {
  it('opens with the encounter and waits for its end', () => {
    expect(anAccount()).toMatchObject({ billingStatus: 'open', waitingFor: 'encounter-not-finished', captured: 0, billed: 0 });
    expect(anAccount().isCoded).toBe(false);
  });

  it('gives each charge a place', () => {
    const account = anAccount();
    expect([account.reserve(2), account.reserve(1), account.captured]).toEqual([1, 3, 3]);
  });

  it('has at most as many charges as a claim has lines', () => {
    const account = anAccount();
    expect([account.reserve(998), account.reserve(1)]).toEqual([1, 999]);
    expect(() => account.reserve(1)).toThrow('billing.too-many-charges');
    expect([account.reserve(0), account.captured]).toEqual([1_000, 999]);
  });

  it('takes coding again and again until it is billed, and then only when the claim was rejected', () => {
    const account = anAccount();
    expect(types([account.code(coding, NOW), account.code({ ...coding, chargeCount: 2 }, NOW)])).toEqual([
      'encounter-coded',
      'encounter-coded',
    ]);
    expect([account.isCoded, account.chargeCount]).toEqual([true, 2]);
    account.reserve(2);
    account.settle({ claimId: newId() });
    expect(() => account.code(coding, NOW)).toThrow('billing.already-billed');
    expect(types([account.code(coding, NOW, true)])).toEqual(['encounter-coded']);
  });

  it('with a reason is to be billed once care is complete, and stays billed when only a late charge waits', () => {
    const account = anAccount();
    account.waitFor('encounter-not-finished');
    expect([account.billingStatus, account.isBillable]).toEqual(['open', false]);
    account.waitFor('not-coded');
    expect([account.billingStatus, account.isBillable]).toEqual(['carecomplete-notbilled', true]);
    account.reserve(1);
    account.settle({ claimId: newId() });
    expect([account.billingStatus, account.isBillable]).toEqual(['billing', false]);
    account.waitFor('no-price');
    expect([account.billingStatus, account.isBillable]).toEqual(['billing', true]);
  });

  it('is settled by a claim or an invoice, or closed when there was nothing to pay', () => {
    const [claimed, invoiced, empty] = [anAccount({ captured: 2 }), anAccount({ captured: 1 }), anAccount()];
    claimed.settle({ claimId: 'c1' });
    claimed.settle({ claimId: 'c2' });
    invoiced.settle({ invoiceId: 'i1' });
    empty.settle({});
    expect(claimed).toMatchObject({ billed: 2, billingStatus: 'billing', waitingFor: undefined, claimIds: ['c1', 'c2'] });
    expect(invoiced).toMatchObject({ billed: 1, billingStatus: 'billing', invoiceIds: ['i1'] });
    expect(empty).toMatchObject({ billed: 0, billingStatus: 'closed-completed' });
  });

  it('is overdue once, and no longer when it was billed', () => {
    const account = anAccount();
    expect(account.overdue(LATER)).toEqual([]);
    account.waitFor('not-coded');
    expect(types([...account.overdue(LATER), ...account.overdue(LATER)])).toEqual(['billing-overdue']);
    expect(account.overdueSince).toBe(LATER);
    account.settle({ claimId: newId() });
    expect(account.overdueSince).toBeUndefined();
    expect(account.overdue(LATER)).toEqual([]);
  });

  it('shows its charges with their prices, and nothing of its own bookkeeping', () => {
    const shown = anAccount().resource([aCharge(1, 1_250), aCharge(2)]);
    expect(shown.charges.map(({ net }) => net)).toEqual([moneyOf(1_250), undefined]);
    for (const hidden of ['tenant', 'captured', 'billed', 'practitionerId']) expect(shown).not.toHaveProperty(hidden);
  });
});

describe('a charge', () => {
  const given = { serviceReference: 'S1', code: service, quantity: 2, serviced: '2026-03-02' };
  const of = { accountId: newId(), patientId: newId(), sequence: 1 };

  it('is captured with or without its price', () => {
    const [priced, event] = ChargeItem.capture(of, given, 999);
    expect([priced.net, event.data]).toMatchObject([999, { net: moneyOf(999), quantity: 2 }]);
    expect(ChargeItem.capture(of, given)[1].data).toMatchObject({ net: undefined });
  });

  it.each([
    ['the same', {}, true],
    ['the same with its price', { priceOverride: moneyOf(999) }, true],
    ['another price', { priceOverride: moneyOf(998) }, false],
    ['another code', { code: { ...service, code: '1' } }, false],
    ['another code system', { code: { ...service, system: 'http://loinc.org' } }, false],
    ['another display only', { code: { ...service, display: 'Blood count' } }, true],
    ['another quantity', { quantity: 1 }, false],
    ['another day', { serviced: '2026-03-03' }, false],
    ['no day', { serviced: undefined }, false],
    ['a revenue code', { revenueCode: '0300' }, false],
  ])('that comes again with %s', (_what, parts, same) => {
    const [charge] = ChargeItem.capture(of, given, 999);
    expect(charge.isSame(of.accountId, { ...given, ...parts })).toBe(same);
    expect(charge.isSame(newId(), given)).toBe(false);
  });
});
