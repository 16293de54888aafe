import { moneyOf } from '@orderly/kernel';
import { Remittance } from './remittance';
import { paid, payment } from './testing/remittances';
import { LATER, types } from './testing/samples';

const [a, b] = [paid('A', 100), paid('B', 200)];
const received = (...args: Parameters<typeof payment>) => Remittance.receive(payment(...args), LATER)[0];
const places = (parts: [number, unknown][]) => parts.map(([index]) => index);

describe('a remittance', () => {
  it('is a payment of a payer with its parts, which are all to be posted', () => {
    const [remittance, event] = Remittance.receive(payment('EFT1', [a, b]), LATER);
    expect(types([event])).toEqual(['remittance-received']);
    expect(event.data).toMatchObject({ traceNumber: 'EFT1', amount: moneyOf(300), claims: 2, payer: 'TEST PAYER' });
    expect(remittance).toMatchObject({ payer: 'TP01', outcome: 'queued', unmatched: 0, held: false });
    expect(places(remittance.fresh)).toEqual([0, 1]);
  });

  it('knows its payer by name when it has no number', () => {
    expect(received('EFT1', [a], { payer: { name: 'TEST PAYER' } }).payer).toBe('TEST PAYER');
  });

  it('whose sum is wrong is held: nothing is posted, everything waits for somebody', () => {
    const held = received('EFT1', [a, b], { cents: 301 });
    expect([held.outcome, held.unmatched, held.fresh, held.early]).toEqual(['error', 2, [], []]);
    expect(held.resource().detail.map(({ unmatched }) => unmatched)).toEqual(['out-of-balance', 'out-of-balance']);
  });

  it('that pays less by what the payer holds back (PLB) is right', () => {
    const withheld = received('EFT1', [a], { cents: 40, providerAdjustments: [{ reason: 'WO', cents: 60 }] });
    expect(withheld.outcome).toBe('queued');
    expect(withheld.resource().providerAdjustments).toEqual([{ reason: 'WO', amount: moneyOf(60) }]);
  });

  it('of nothing but provider adjustments (PLB) is complete as it comes, or wrong', () => {
    const interest = { providerAdjustments: [{ reason: 'L6', reference: 'I1', cents: -25 }] };
    const [right, wrong] = [received('EFT1', [], { cents: 25, ...interest }), received('EFT1', [], { cents: 24, ...interest })];
    expect([right, wrong].map(({ outcome, unmatched }) => [outcome, unmatched])).toEqual([
      ['complete', 0],
      ['error', 0],
    ]);
    wrong.receiveAgain(payment('EFT1', [], { cents: 24, providerAdjustments: [{ reason: 'L6', cents: -24 }] }));
    expect(wrong.outcome).toBe('complete');
    expect(wrong.resource().providerAdjustments).toEqual([{ reason: 'L6', amount: moneyOf(-24) }]);
  });

  it.each([
    ['complete', [{ claimId: 'a' }, { claimId: 'b' }]],
    ['partial', [{ claimId: 'a' }, { unmatched: 'unknown-claim' }]],
    ['error', [{ unmatched: 'unknown-claim' }, { unmatched: 'not-primary' }]],
  ] as const)('is %s once each part was tried', (outcome, became) => {
    const remittance = received('EFT1', [a, b]);
    remittance.note(0, became[0]);
    expect(remittance.outcome).toBe('queued');
    remittance.note(1, became[1]);
    expect(remittance.outcome).toBe(outcome);
    expect(remittance.fresh).toEqual([]);
  });

  it('tries again only what came too early', () => {
    const parts = ['paid-already', 'unknown-claim', 'reversal-without-payment', 'amount-differs'] as const;
    const remittance = received(
      'EFT1',
      parts.map((_, n) => paid(`C${n}`, 100)),
    );
    parts.forEach((unmatched, index) => remittance.note(index, { unmatched }));
    expect(places(remittance.early)).toEqual([0, 2]);
  });

  it('is matched by hand only where nobody could post it', () => {
    const remittance = received('EFT1', [a, b]);
    remittance.note(0, { claimId: 'a' });
    remittance.note(1, { unmatched: 'unknown-claim' });
    expect(remittance.unmatchedPart(2)).toEqual(b);
    for (const sequence of [0, 1, 3]) expect(() => remittance.unmatchedPart(sequence)).toThrow('billing.nothing-unmatched');
  });

  it('that comes again changes nothing, and what it says beyond the first is added', () => {
    const remittance = received('EFT1', [a]);
    remittance.note(0, { claimId: 'a' });
    remittance.receiveAgain(payment('EFT1', [a]));
    expect([remittance.parts.length, remittance.outcome]).toEqual([1, 'complete']);
    remittance.receiveAgain(payment('EFT1', [b, a]));
    expect([places(remittance.fresh), remittance.outcome]).toEqual([[1], 'queued']);
  });

  it('that says anew of a claim what nobody could post replaces that part, and no other', () => {
    const wrong = { ...a, billedCents: 99 };
    const remittance = received('EFT1', [wrong, b]);
    remittance.note(0, { unmatched: 'amount-differs' });
    remittance.note(1, { claimId: 'b' });
    remittance.receiveAgain(payment('EFT1', [a, b]));
    expect(remittance.fresh).toEqual([[0, a]]);
    expect([remittance.parts.length, remittance.outcome, remittance.unmatched]).toEqual([2, 'queued', 0]);
    remittance.note(0, { claimId: 'a' });
    // What is posted stays; what comes beside it, or takes it back, is another part.
    const adjusted = { ...b, adjustments: [{ group: 'PR', reason: '1', cents: 0 }] };
    remittance.receiveAgain(payment('EFT1', [a, adjusted]));
    expect([places(remittance.fresh), remittance.parts.length]).toEqual([[2], 3]);
  });

  it('that repeats what nobody could post, beside something new of the same claim, keeps both', () => {
    const remittance = received('EFT1', [a]);
    remittance.note(0, { unmatched: 'paid-already' });
    const twice = payment('EFT1', [a, paid('A', 100, { paid: 0 })]);
    remittance.receiveAgain(twice);
    expect([places(remittance.fresh), remittance.unmatched]).toEqual([[1], 1]);
  });

  it('that was held is taken when it comes again with a right sum, unless somebody has begun to match it', () => {
    const [held, begun] = [1, 2].map(() => received('EFT1', [a, b], { cents: 301 })) as [Remittance, Remittance];
    begun.note(0, { claimId: 'a' });
    for (const remittance of [held, begun]) {
      remittance.receiveAgain(payment('EFT1', [a, b], { cents: 302 }));
      expect(remittance.fresh).toEqual([]);
      remittance.receiveAgain(payment('EFT1', [a, b]));
    }
    expect([places(held.fresh), held.unmatched, held.outcome]).toEqual([[0, 1], 0, 'queued']);
    expect(begun.fresh).toEqual([]);
  });
});
