import { validate, writeClaims } from '@orderly/standards/x12';
import { newId } from '@orderly/kernel';
import { make } from '@orderly/platform/persistence';
import { documentOf, Facts, reasonToWait, sumOf } from './draft-claim';
import { KnownOrganization } from './known';
import { aCharge, anAccount, facts, service } from './testing/samples';

const without = (what: keyof Facts) => facts({ [what]: undefined });
const accountWith = (parts: object) => facts({ account: anAccount({ ...facts().account, ...parts }) });

describe('an encounter can be billed', () => {
  it('when nothing is missing', () => {
    expect(reasonToWait(facts())).toBeUndefined();
  });

  it.each<[string, Facts]>([
    ['encounter-not-finished', without('finishedAt')],
    ['not-coded', accountWith({ chargeCount: undefined })],
    ['orders-open', facts({ openOrders: 1 })],
    ['charges-missing', facts({ charges: [aCharge(1, 100)] })],
    ['no-price', facts({ charges: [aCharge(1, 100), aCharge(2)] })],
    ['no-coverage', accountWith({ coverage: undefined })],
    ['no-payer-identifier', without('payor')],
    ['no-payer-identifier', facts({ payor: make(KnownOrganization, { name: 'PAYER', identifier: [] }) })],
    ['no-patient', without('patient')],
    ['no-npi', without('provider')],
    ['not-expressible', accountWith({ coverage: { payorId: newId(), subscriberId: 'M*1' } })],
    ['not-expressible', facts({ charges: Array.from({ length: 1_000 }, (_, n) => aCharge(n + 1, 100)) })],
  ])('but not with %s', (reason, known) => {
    expect(reasonToWait(known)).toBe(reason);
  });

  it('and of several reasons the first that somebody can do something about is named', () => {
    const nothing = { payor: undefined, patient: undefined, provider: undefined };
    expect(reasonToWait(facts({ ...nothing, openOrders: 1, charges: [] }))).toBe('orders-open');
    expect(reasonToWait(facts(nothing))).toBe('no-payer-identifier');
  });

  it('more charges than were announced are no reason to wait', () => {
    expect(reasonToWait(facts({ charges: [1, 2, 3].map((n) => aCharge(n, 100)) }))).toBeUndefined();
  });

  it('by the patient without payer, patient data and numbers', () => {
    const { account } = accountWith({ coverage: { selfPay: true } });
    expect(reasonToWait({ account, charges: facts().charges, finishedAt: facts().finishedAt, openOrders: 0 })).toBeUndefined();
  });

  it('when there is nothing to pay, whoever would have paid', () => {
    const { account } = accountWith({ coverage: undefined, chargeCount: 0 });
    expect(reasonToWait({ account, charges: [], finishedAt: facts().finishedAt, openOrders: 0 })).toBeUndefined();
  });
});

describe('the claim of an encounter', () => {
  it('says what was done, for whom, and what it costs to the cent', () => {
    const known = facts();
    const claim = documentOf(known, { frequency: '1' });
    expect(claim).toMatchObject({
      ...{ frequency: '1', facilityType: '13', totalCents: 15_000, payer: { name: 'PAYER', id: 'TP01' } },
      billingProvider: { name: 'ST ANNE', npi: '1234567893' },
      subscriber: { family: 'Testwood', given: 'Mira', memberId: 'M1' },
      statementPeriod: { from: '2026-03-02', to: '2026-03-03' },
      lines: [
        { number: 1, reference: '1', cents: 10_001, revenueCode: '0500', serviceDate: '2026-03-02', procedure: service },
        { number: 2, reference: '2', cents: 4_999 },
      ],
    });
    expect(claim.totalCents).toBe(claim.lines.reduce((sum, { cents }) => sum + cents, 0));
    expect(claim).not.toHaveProperty('admittedAt');
    expect(claim.claimControlNumber).toMatch(/^[A-Z0-9]{20}$/);
  });

  it('is a valid 837, for a visit and for a stay', () => {
    const envelope = {
      senderId: 'A1',
      receiverId: 'B1',
      controlNumber: 1,
      createdAt: '2026-03-02T08:00:00.000Z',
      usage: 'P' as const,
    };
    for (const known of [facts(), accountWith({ class: 'IMP' })]) {
      const claims = [documentOf(known, { frequency: '1' })];
      const submitter = { name: 'ST ANNE', id: 'A1', telephone: '6175550100' };
      expect(validate(writeClaims({ envelope, submitter, receiver: { name: 'B', id: 'B1' }, claims }))).toEqual([]);
    }
  });

  it('of a stay has the type of bill 11, the admission and the all-inclusive revenue code', () => {
    const claim = documentOf(accountWith({ class: 'IMP' }), { frequency: '1' });
    expect(claim).toMatchObject({
      facilityType: '11',
      admittedAt: '2026-03-02T08:00:00.000Z',
      lines: [{ revenueCode: '0100' }, {}],
    });
  });

  it('keeps the revenue code and day of a charge', () => {
    const charges = [aCharge(1, 100, { revenueCode: '0300', serviced: '2026-03-03' }), aCharge(2, 1)];
    const [line] = documentOf(facts({ charges }), { frequency: '1' }).lines;
    expect(line).toMatchObject({ revenueCode: '0300', serviceDate: '2026-03-03' });
  });

  it('has a number of its own each time it is built for the same encounter', () => {
    const numbers = [[], ['1'], ['1', '2']].map((claimIds) => {
      const { account, ...rest } = facts();
      return documentOf({ ...rest, account: Object.assign(account, { id: 'same', claimIds }) }, { frequency: '1' })
        .claimControlNumber;
    });
    expect(new Set(numbers).size).toBe(3);
    expect(new Set(numbers.map((number) => number.slice(0, 18))).size).toBe(1);
  });

  it('sums cents exactly', () => {
    expect(sumOf([aCharge(1, 10), aCharge(2, 20), aCharge(3, 30)])).toBe(60);
    expect(sumOf([])).toBe(0);
  });
});
