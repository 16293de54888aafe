import fc from 'fast-check';
import { adjudicate, centsOfText, reverse, sum, type TakenClaim } from './adjudication';
import { aClaim } from './testing/neighbourhood';

const taken = (cents: number[]): TakenClaim => ({
  ...aClaim('visit-1', {
    totalCents: sum(cents),
    lines: cents.map((cents, index) => ({
      number: index + 1,
      revenueCode: '0300',
      cents,
      quantity: 1,
      serviceDate: '2026-03-02',
    })),
  }),
  provider: { name: 'ST ANNE HOSPITAL', npi: '1234567893' },
});

describe('adjudicating a claim', () => {
  it('pays what the payer was told, line by line, and leaves a fifth of the rest to the patient', () => {
    const outcome = adjudicate(taken([10_000, 5_000]), 12_000);
    expect(outcome).toMatchObject({ status: '1', billedCents: 15_000, paidCents: 12_000, patientCents: 600 });
    expect(outcome.lines).toMatchObject([
      { reference: '1', paidCents: 10_000, adjustments: [] },
      {
        ...{ reference: '2', paidCents: 2_000 },
        adjustments: [
          { group: 'CO', reason: '45', cents: 2_400 },
          { group: 'PR', reason: '1', cents: 600 },
        ],
      },
    ]);
  });

  it('pays 80 % of each line of a visit that nobody has told it about', () => {
    const outcome = adjudicate(taken([10_000, 99]), undefined);
    expect(outcome.lines.map(({ paidCents }) => paidCents)).toEqual([8_000, 80]);
    expect(outcome).toMatchObject({ paidCents: 8_080, patientCents: 0 });
  });

  it('balances every line and the claim, and a reversal takes back exactly that', () => {
    const cents = fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(cents, fc.option(fc.integer({ min: 0, max: 60_000_000 }), { nil: undefined }), (lines, told) => {
        const outcome = adjudicate(taken(lines), told);
        const back = reverse(outcome);
        for (const claim of [outcome, back]) {
          for (const line of claim.lines) {
            expect(line.paidCents + sum(line.adjustments.map(({ cents }) => cents))).toBe(line.billedCents);
          }
          expect(sum(claim.lines.map(({ billedCents }) => billedCents))).toBe(claim.billedCents);
          expect(sum(claim.lines.map(({ paidCents }) => paidCents))).toBe(claim.paidCents);
        }
        if (told !== undefined) expect(outcome.paidCents).toBe(Math.min(told, sum(lines)));
        expect([back.billedCents + outcome.billedCents, back.paidCents + outcome.paidCents]).toEqual([0, 0]);
      }),
    );
  });

  it('reads amounts without floating point', () => {
    expect(['0', '0.29', '1.1', '1234567.89'].map(centsOfText)).toEqual([0, 29, 110, 123_456_789]);
  });
});
