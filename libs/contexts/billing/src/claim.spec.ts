import * as fc from 'fast-check';
import { centsOf, DomainEvent, Money, moneyOf, newId } from '@orderly/kernel';
import { RemittanceClaim } from '@orderly/standards/x12';
import { Claim } from './claim';
import { Posting, postingOf } from './posting';
import { paid, reversed } from './testing/remittances';
import { aClaim, LATER, NOW, types } from './testing/samples';

const TOTAL = 15_000;
const aSubmittedClaim = () => {
  const claim = aClaim();
  claim.submitted(NOW);
  return claim;
};
const said = (category: string, payerClaimControlNumber?: string) => ({
  ...{ claimControlNumber: 'C', category, status: '20' },
  ...(payerClaimControlNumber && { payerClaimControlNumber }),
});
const posting = (part: RemittanceClaim, traceNumber = 'EFT1') =>
  postingOf(part, TOTAL, { remittanceId: newId(), payer: 'TP01', traceNumber, now: LATER }) as Posting;
const pays = (cents: number, patient = 0) => paid('C', TOTAL, { paid: cents, patient });

describe('a claim', () => {
  it('is drafted and to be sent', () => {
    const claim = aClaim();
    expect(claim).toMatchObject({ state: 'drafted', total: TOTAL, isToBeSent: true });
    expect(claim.resource()).toMatchObject({ total: moneyOf(TOTAL), items: [{ net: moneyOf(10_001) }, { net: moneyOf(4_999) }] });
  });

  it('is submitted once', () => {
    const claim = aClaim();
    expect(types([...claim.submitted(NOW), ...claim.submitted(NOW)])).toEqual(['claim-submitted']);
    expect([claim.state, claim.isToBeSent]).toEqual(['submitted', false]);
  });

  it('whose file was not understood is sent again and then submitted', () => {
    const claim = aClaim();
    expect(types(claim.transmissionRejected('999:R', NOW))).toEqual(['claim-transmission-rejected']);
    expect([claim.state, claim.stateReason, claim.isToBeSent]).toEqual(['transmission-rejected', '999:R', true]);
    claim.submitted(NOW);
    expect([claim.state, claim.stateReason]).toEqual(['submitted', undefined]);
    expect(types(claim.transmissionRejected('999:R', NOW))).toEqual(['claim-transmission-rejected']);
  });

  it.each(['acknowledged', 'rejected', 'adjudicated', 'denied'] as const)(
    'that is %s is not sent again by a late 999 R',
    (state) => {
      const claim = aClaim({ state });
      expect(claim.transmissionRejected('999:R', NOW)).toEqual([]);
      expect([claim.state, claim.isToBeSent, claim.submitted(NOW)]).toEqual([state, false, []]);
    },
  );

  it.each(['A1', 'A2'])('is acknowledged by %s, once, and keeps the payer`s number', (category) => {
    const claim = aSubmittedClaim();
    const events = [...claim.acknowledged(said(category, 'P1'), NOW), ...claim.acknowledged(said(category, 'P2'), NOW)];
    expect(types(events)).toEqual(['claim-acknowledged']);
    expect([claim.state, claim.payerClaimControlNumber]).toEqual(['acknowledged', 'P1']);
  });

  it.each(['A3', 'A4', 'A6', 'A7', 'A8'])('is rejected by %s, also after an A1, for good', (category) => {
    const [fresh, received] = [aSubmittedClaim(), aSubmittedClaim()];
    received.acknowledged(said('A1'), NOW);
    for (const claim of [fresh, received]) {
      expect(types(claim.acknowledged(said(category), NOW))).toEqual(['claim-rejected']);
      expect(claim).toMatchObject({ state: 'rejected', stateReason: `${category}:20`, isToBeSent: false });
      expect(claim.acknowledged(said('A2'), NOW)).toEqual([]);
    }
  });

  it.each(['A0', 'A5', 'P1', ''])('is not moved by %p', (category) => {
    const claim = aSubmittedClaim();
    expect(claim.acknowledged(said(category), NOW)).toEqual([]);
    expect(claim.state).toBe('submitted');
  });

  it('that was paid is not rejected any more, neither while it is reopened', () => {
    const claim = aSubmittedClaim();
    const part = pays(10_000);
    claim.post(posting(part), undefined);
    expect(claim.acknowledged(said('A7'), NOW)).toEqual([]);
    claim.post(posting(reversed(part)), undefined);
    expect(claim.acknowledged(said('A7'), NOW)).toEqual([]);
    expect(claim.state).toBe('acknowledged');
  });

  it('that X12 cannot say is rejected, unless it has gone out', () => {
    const [claim, sent] = [aClaim(), aSubmittedClaim()];
    expect(types([...claim.notExpressible('CLM01', NOW), ...sent.notExpressible('CLM01', NOW)])).toEqual(['claim-rejected']);
    expect([claim.state, sent.state]).toEqual(['rejected', 'submitted']);
  });

  it('that replaces another waits for the payer`s number of that one, or for its rejection', () => {
    const replacement = () => {
      const claim = aClaim({ frequency: '7' });
      claim.document = { ...claim.document, frequency: '7' };
      return claim;
    };
    const [numbered, instead] = [replacement(), replacement()];
    expect([numbered.isToBeSent, numbered.submitted(NOW)]).toEqual([false, []]);
    numbered.replaceOf('P1');
    expect([numbered.isToBeSent, numbered.document.payerClaimControlNumber]).toEqual([true, 'P1']);
    instead.becomeOriginal();
    expect([instead.isToBeSent, instead.frequency, instead.document.frequency]).toEqual([true, '1', '1']);
  });

  it('is adjudicated by a payment, denied by none, and underpaid below what was agreed', () => {
    const post = (part: RemittanceClaim, expected?: number) => {
      const claim = aSubmittedClaim();
      const events = claim.post(posting(part), 'P1', expected) as DomainEvent[];
      return [claim.state, claim.underpaid, ...types(events)];
    };
    const POSTED = ['claim-adjudicated', 'payment-posted'];
    expect(post(pays(10_000, 2_000), 12_000)).toEqual(['adjudicated', false, ...POSTED]);
    expect(post(pays(10_000, 1_999), 12_000)).toEqual(['adjudicated', true, ...POSTED]);
    expect(post(pays(0, 2_000))).toEqual(['adjudicated', false, 'claim-adjudicated']);
    expect(post(pays(0), 12_000)).toEqual(['denied', false, 'claim-adjudicated']);
  });

  it('takes the same payment once, another only after a reversal that mirrors the first', () => {
    const claim = aSubmittedClaim();
    const first = pays(10_000, 2_000);
    expect(claim.post(posting(reversed(first)), undefined)).toBe('reversal-without-payment');
    claim.post(posting(first), undefined);
    expect(claim.post(posting(first), undefined)).toEqual([]);
    expect(claim.post(posting(pays(9_000)), undefined)).toBe('paid-already');
    expect(claim.post(posting(reversed(pays(9_999, 2_001))), undefined)).toBe('reversal-without-payment');
    expect(types(claim.post(posting(reversed(first)), undefined))).toEqual(['payment-reversed']);
    expect(claim).toMatchObject({ state: 'acknowledged', paid: 0, adjusted: 0, patientShare: 0, underpaid: false });
    expect(claim.post(posting(first), undefined)).toEqual([]);
    expect(types(claim.post(posting(pays(9_000)), undefined))).toEqual(['claim-adjudicated', 'payment-posted']);
  });

  it('remembers which remittances wait for it, once each, until it lets them go', () => {
    const claim = aClaim();
    for (const id of ['r1', 'r2', 'r1']) claim.heldFor(id);
    expect([claim.release(), claim.release()]).toEqual([['r1', 'r2'], []]);
  });
});

describe('whatever payments, reversals and duplicates come in whatever order', () => {
  const balanced = ({ state, total, paid: got, adjusted, patientShare }: Claim) =>
    state === 'adjudicated' || state === 'denied'
      ? got + adjusted + patientShare === total
      : got === 0 && adjusted === 0 && patientShare === 0;
  const amounts = fc.tuple(fc.integer({ min: 0, max: TOTAL }), fc.integer({ min: 0, max: TOTAL }));
  const part = amounts.map(([got, patient]) => pays(Math.min(got, TOTAL - Math.min(patient, TOTAL)), Math.min(patient, TOTAL)));
  const movement = fc.tuple(part, fc.boolean(), fc.constantFrom('EFT1', 'EFT2'));
  const movements = fc
    .array(movement, { minLength: 1, maxLength: 6 })
    .chain((few) =>
      fc.shuffledSubarray([...few, ...few, ...few.map(([one, , trace]) => [one, true, trace] as (typeof few)[number])]),
    );

  /** Cents that went into the books, as the events tell others. */
  const movedBy = (events: DomainEvent[]) =>
    events
      .filter(({ declaration }) => ['billing.payment-posted', 'billing.payment-reversed'].includes(declaration.type))
      .reduce((sum, { data }) => sum + centsOf((data as { amount: Money }).amount), 0);

  it('the claim is billed = paid + adjusted + patient when adjudicated, and nothing otherwise; events say the same', () => {
    fc.assert(
      fc.property(movements, (all) => {
        const claim = aSubmittedClaim();
        let books = 0;
        for (const [one, isReversal, trace] of all) {
          const result = claim.post(posting(isReversal ? reversed(one) : one, trace), undefined);
          books += typeof result === 'string' ? 0 : movedBy(result);
          expect(balanced(claim)).toBe(true);
          expect(claim.paid).toBe(books);
        }
        expect(new Set(claim.postings.map(({ key }) => key)).size).toBe(claim.postings.length);
      }),
      { numRuns: 500 },
    );
  });

  it('payment, reversal and correction end at the correction when each waits for what it needs', () => {
    const [first, second] = [pays(10_000), pays(12_000, 500)];
    const inOrder = [posting(first, 'EFT1'), posting(reversed(first), 'EFT2'), posting(second, 'EFT3')];
    fc.assert(
      fc.property(fc.shuffledSubarray(inOrder, { minLength: 3 }), (arriving) => {
        const claim = aSubmittedClaim();
        let waiting: Posting[] = [];
        for (const one of arriving) {
          let open = [...waiting, one];
          for (let posted = true; posted;) {
            const before = open.length;
            open = open.filter((each) => typeof claim.post(each, undefined) === 'string');
            posted = open.length < before;
          }
          waiting = open;
          expect(balanced(claim)).toBe(true);
        }
        // What does not fit stays visible, and the payer's last word is never overwritten by an earlier one.
        expect(claim.paid).toBe(12_000);
        expect(waiting.length + claim.postings.length).toBe(3);
      }),
    );
  });
});
