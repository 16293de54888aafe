import * as fc from 'fast-check';
import { balanceOf } from '@orderly/standards/x12';
import { Posting, postingOf } from './posting';
import { paid, reversed } from './testing/remittances';
import { LATER } from './testing/samples';

const by = { remittanceId: 'r1', payer: 'TP01', traceNumber: 'EFT1', now: LATER };
const posted = (...given: Parameters<typeof postingOf>): Posting => {
  const posting = postingOf(...given);
  if (typeof posting === 'string') throw new Error(posting);
  return posting;
};

describe('a part of a remittance', () => {
  it('is paid, written off, and left to the patient (CAS PR of the claim and its lines)', () => {
    const part = paid('C1', 15_000, { paid: 10_000, patient: 2_000 });
    const ofTheClaim = { ...part, paidCents: 9_500, lines: [], adjustments: [{ group: 'PR', reason: '3', cents: 5_500 }] };
    expect(posted(part, 15_000, by)).toMatchObject({ kind: 'payment', paid: 10_000, adjusted: 3_000, patient: 2_000 });
    expect(posted(ofTheClaim, 15_000, by)).toMatchObject({ paid: 9_500, adjusted: 0, patient: 5_500 });
  });

  it.each(['1', '4', '19'])('of the status %s is the primary payer`s decision', (status) => {
    expect(posted({ ...paid('C1', 100), status }, 100, by).kind).toBe('payment');
  });

  it.each(['2', '3', '20', '21', '23', '', '25'])('of the status %s is not posted', (status) => {
    expect(postingOf({ ...paid('C1', 100), status }, 100, by)).toBe('not-primary');
  });

  it('of another amount than the claim`s is not posted, neither as a payment nor as a reversal', () => {
    expect(postingOf(paid('C1', 99), 100, by)).toBe('amount-differs');
    expect(postingOf({ ...reversed(paid('C1', 100)), billedCents: 100 }, 100, by)).toBe('amount-differs');
  });

  it('that does not add up is not posted, also when only two lines make up for each other', () => {
    const part = paid('C1', 100, { paid: 90 });
    expect(postingOf({ ...part, paidCents: 91 }, 100, by)).toBe('out-of-balance');
    const [line] = part.lines;
    const lines = [
      { ...line, reference: '1', billedCents: 50, paidCents: 46, adjustments: [{ group: 'CO', reason: '45', cents: 5 }] },
      { ...line, reference: '2', billedCents: 50, paidCents: 44, adjustments: [{ group: 'CO', reason: '45', cents: 5 }] },
    ];
    expect(postingOf({ ...part, lines }, 100, by)).toBe('out-of-balance');
  });

  it('that pays less than nothing and is no reversal does not add up', () => {
    expect(postingOf({ ...paid('C1', 100, { paid: -1 }), status: '1' }, 100, by)).toBe('out-of-balance');
  });

  it('has the same key in every file, and another one when anything of it differs', () => {
    const part = paid('C1', 100, { paid: 90 });
    const key = (other: object = {}, payment: object = {}) =>
      posted({ ...part, ...other }, 100, { ...by, remittanceId: 'other file', now: 'other day', ...payment }).key;
    expect(key()).toBe(posted(part, 100, by).key);
    const others = [
      ...[key({ claimControlNumber: 'C2' }), key({}, { payer: 'TP02' }), key({}, { traceNumber: 'EFT2' })],
      ...[posted(paid('C1', 100, { paid: 80 }), 100, by).key, posted(reversed(part), 100, by).key],
      key({ lines: part.lines.map((line) => ({ ...line, reference: '7' })) }),
    ];
    expect(new Set([key(), ...others]).size).toBe(others.length + 1);
  });

  it('always accounts for every cent of the claim, and its reversal takes back exactly that', () => {
    const amounts = fc.tuple(fc.nat(99_999_999), fc.nat(99_999_999), fc.integer({ min: -99_999, max: 99_999_999 }));
    fc.assert(
      fc.property(amounts, ([got, patient, writtenOff]) => {
        const total = got + patient + writtenOff;
        fc.pre(total > 0);
        const part = { ...paid('C1', total, { paid: got, patient }), status: '1' };
        fc.pre(balanceOf(part) === 0);
        const posting = posted(part, total, by);
        const back = posted(reversed(part), total, by);
        expect(posting.paid + posting.adjusted + posting.patient).toBe(total);
        expect([back.paid + posting.paid, back.adjusted + posting.adjusted, back.patient + posting.patient]).toEqual([0, 0, 0]);
      }),
    );
  });
});
