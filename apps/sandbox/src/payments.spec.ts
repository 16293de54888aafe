import { eventually } from '@orderly/platform/testing';
import {
  balanceOf,
  claimControlNumber,
  isBalanced,
  readClaimAcknowledgments,
  readRemittances,
  type Remittance,
} from '@orderly/standards/x12';
import { payerNumberOf } from './adjudication';
import { aClaim, aFile, Outside } from './testing/neighbourhood';

describe('paying claims', () => {
  let outside: Outside;
  beforeEach(async () => (outside = await Outside.start()));
  afterEach(() => Outside.closeAll());

  const payments = async (files: number): Promise<Remittance[]> => {
    const names = await eventually(async () => {
      const found = await outside.files();
      expect(found).toHaveLength(files);
      return found;
    });
    const texts = await Promise.all(names.map((name) => outside.read(name)));
    return texts.flatMap((text) => {
      const read = readRemittances(text);
      expect(read.faults).toEqual([]);
      return read.remittances;
    });
  };

  const expectBalance = (payment: Remittance | undefined) => {
    expect(payment && isBalanced(payment)).toBe(true);
    expect(payment?.claims.map(balanceOf).filter((cents) => cents !== 0)).toEqual([]);
  };

  it('pays what the payer was told, and 80 % of what it was not told', async () => {
    await outside.call('PUT', '/admin/payments', { 'visit-1': '123.45' });
    await outside.submit(aFile([aClaim('visit-1'), aClaim('visit-2')]));
    const [payment] = await payments(1);
    expectBalance(payment);
    expect(payment).toMatchObject({
      ...{ cents: 12_345 + 12_001, payer: { name: 'TEST PAYER' }, payee: { npi: '1234567893' } },
      claims: [
        { status: '1', billedCents: 15_000, paidCents: 12_345, patientCents: 531 },
        { status: '1', billedCents: 15_000, paidCents: 8_001 + 4_000, patientCents: 0 },
      ],
    });
    expect(payment?.claims[0]).toMatchObject({
      claimControlNumber: claimControlNumber('visit-1', 1),
      payerClaimControlNumber: payerNumberOf(claimControlNumber('visit-1', 1)),
      lines: [{ reference: 'L1' }, { reference: 'L2' }],
    });
  });

  it('pays at most what was billed, and nothing when it was told to', async () => {
    await outside.call('PUT', '/admin/payments', { 'visit-1': '999.99', 'visit-2': '0.00' });
    await outside.submit(aFile([aClaim('visit-1'), aClaim('visit-2')]));
    const [payment] = await payments(1);
    expectBalance(payment);
    expect(payment?.claims.map(({ paidCents, patientCents }) => [paidCents, patientCents])).toEqual([
      [15_000, 0],
      [0, 2_000 + 999],
    ]);
  });

  it('takes the original back when a replacement comes, in the same payment', async () => {
    await outside.call('PUT', '/admin/payments', { 'visit-1': '100.00' });
    const original = aClaim('visit-1');
    const [, acknowledged] = await outside.submit(aFile([original]));
    const payerClaimControlNumber = readClaimAcknowledgments(acknowledged?.content ?? '').acknowledgments[0]?.claims[0]
      ?.payerClaimControlNumber as string;
    await payments(1);
    await outside.call('PUT', '/admin/payments', { 'visit-1': '120.00' });
    const replacement = aClaim('visit-1', {
      ...{ claimControlNumber: claimControlNumber('visit-1', 2), frequency: '7', payerClaimControlNumber },
    });
    await outside.submit(aFile([replacement]));
    const [, second] = await payments(2);
    expectBalance(second);
    expect(second).toMatchObject({
      cents: 2_000,
      claims: [
        { claimControlNumber: original.claimControlNumber, status: '22', billedCents: -15_000, paidCents: -10_000 },
        { claimControlNumber: replacement.claimControlNumber, status: '1', paidCents: 12_000 },
      ],
    });
    const again = aClaim('visit-1', {
      ...{ claimControlNumber: claimControlNumber('visit-1', 3), frequency: '7', payerClaimControlNumber },
    });
    const [, refused] = await outside.submit(aFile([again]));
    expect(readClaimAcknowledgments(refused?.content ?? '').acknowledgments[0]?.claims).toMatchObject([
      { claimControlNumber: again.claimControlNumber, category: 'A7', status: '464' },
    ]);
  });

  it('carries forward what a void takes back, and keeps it from the next payment', async () => {
    const original = aClaim('visit-1');
    const payerClaimControlNumber = payerNumberOf(original.claimControlNumber);
    await outside.submit(aFile([original]));
    await payments(1);
    const claimVoid = aClaim('visit-1', {
      ...{ claimControlNumber: claimControlNumber('visit-1', 2), frequency: '8', payerClaimControlNumber },
    });
    await outside.submit(aFile([claimVoid]));
    await payments(2);
    await outside.submit(aFile([aClaim('visit-2', { totalCents: 10_000, lines: [{ ...line, cents: 10_000 }] })]));
    await eventually(async () => expect(await outside.files()).toHaveLength(3));
    await outside.submit(aFile([aClaim('visit-3', { totalCents: 10_000, lines: [{ ...line, cents: 10_000 }] })]));
    const all = await payments(4);
    all.forEach(expectBalance);
    expect(
      all.map(({ cents, providerAdjustments }) => [cents, providerAdjustments.map((one) => [one.reason, one.cents])]),
    ).toEqual([
      [12_001, []],
      [0, [['FB', -12_001]]],
      [0, [['FB', 8_000]]],
      [3_999, [['FB', 4_001]]],
    ]);
    expect(all[1]?.claims).toMatchObject([{ status: '22', claimControlNumber: original.claimControlNumber, paidCents: -12_001 }]);
    expect(new Set(all.map(({ traceNumber }) => traceNumber)).size).toBe(4);
  });

  it('pays each payer`s claims apart, and at most 100 at a time', async () => {
    const claims = Array.from({ length: 120 }, (_, index) => aClaim(`visit-${index}`));
    await outside.submit(aFile([...claims, aClaim('other', { payer: { name: 'OTHER PAYER', id: 'OP01' } })]));
    const all = await payments(3);
    all.forEach(expectBalance);
    const count = ({ payer, claims }: Remittance): [string, number] => [payer.name, claims.length];
    expect(all.map(count).sort()).toEqual([
      ['OTHER PAYER', 1],
      ['TEST PAYER', 100],
      ['TEST PAYER', 20],
    ]);
  });
});

const line = { number: 1, revenueCode: '0300', quantity: 1, serviceDate: '2026-03-02' };
