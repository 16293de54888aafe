import { acknowledge } from './acknowledge';
import { describe as describeFile } from './describe';
import { readImplementationAcknowledgments, writeImplementationAcknowledgment } from './implementation-acknowledgments';
import { readClaims } from './read-claims';
import { aBatch, aClaim, anEnvelope, aRemittance, aRemittanceClaim } from './testing/samples';
import { validate } from './validate';
import { writeClaims } from './write-claims';
import { writeRemittances } from './write-remittances';

const claims = writeClaims(aBatch());
const next = { controlNumber: 90, createdAt: '2026-03-02T09:00:00.000Z' };

/** Takes a segment away or changes it, and keeps SE01 right. */
function changed(text: string, from: string, to: string): string {
  expect(text).toContain(from);
  const edited = text.replace(from, to);
  const lost = text.split('~').length - edited.split('~').length;
  return edited.replace(/SE\*(\d+)/, (_, count: string) => `SE*${Number(count) - lost}`);
}

const found = (text: string) => validate(text).map(({ loop, segment, element, code }) => [loop, segment, element, code]);

describe('a claims file', () => {
  it('that we wrote has nothing wrong in it', () => {
    expect(validate(claims)).toEqual([]);
  });

  it.each([
    ['a required segment is missing (IK304 3)', 'REF*EI*123456789~', '', ['2010AA', 'REF', undefined, '3']],
    ['a required loop is missing (IK304 3)', 'NM1*40*2*CLEARINGHOUSE*****46*CLEARING~', '', ['837', 'NM1', undefined, '3']],
    ['a segment comes twice (IK304 5)', 'CL1*9*9*01~', 'CL1*9*9*01~CL1*9*9*01~', ['2300', 'CL1', undefined, '5']],
    ['a loop comes twice (IK304 4)', 'NM1*40*', 'NM1*40*2*X*****46*Y~NM1*40*', ['837', 'NM1', undefined, '4']],
    ['a segment is out of order (IK304 7)', 'CL1*9*9*01~HI*', 'HI*ABK:I10~CL1*9*9*01~HI*', ['2300', 'CL1', undefined, '3']],
    ['a segment is not of this guide (IK304 6)', 'LX*1~', 'BPR*1~LX*1~', ['2300', 'BPR', undefined, '6']],
    ['an id is none (IK304 1)', 'LX*1~', 'lx*1~LX*1~', ['2300', 'lx', undefined, '1']],
    ['a required element is missing (IK403 1)', 'SV2*0300*', 'SV2**', ['2400', 'SV2', 1, '1']],
    ['a code is not of this guide (IK403 7)', '13:A:1', '13:A:4', ['2300', 'CLM', 5, '7']],
    ['a day does not exist (IK403 8)', 'DMG*D8*19800102', 'DMG*D8*19800230', ['2010BA', 'DMG', 2, '8']],
    ['an amount has three decimals (IK403 I12)', '*150*', '*150.001*', ['2300', 'CLM', 2, 'I12']],
    ['an amount is no number (IK403 6)', '*150*', '*1e3*', ['2300', 'CLM', 2, '6']],
    ['an amount has ten digits (IK403 5)', '*150*', '*1234567890*', ['2300', 'CLM', 2, '5']],
    ['a character is not ASCII (IK403 6)', 'TESTPERSON', 'TÉSTPERSON', ['2010BA', 'NM1', 3, '6']],
  ])('is refused when %s', (_, from, to, finding) => {
    const text = changed(claims, from, to);
    expect(found(text)).toContainEqual(finding);
    expect(readClaims(text).batches).toEqual([]);
  });

  it('does not add up when CLM02 is not the sum of SV203 (005010X223A2, CLM02), and is read all the same', () => {
    const text = writeClaims(aBatch(aClaim({ totalCents: 1 })));
    expect(validate(text)).toMatchObject([{ level: 'balance', segment: 'CLM', element: 2, code: '' }]);
    expect(readClaims(text)).toMatchObject({ batches: [{ claims: [{ totalCents: 1 }] }], faults: [] });
  });

  it.each([
    ['SE01 does not count its segments (IK502 4)', /SE\*\d+/, 'SE*3', { level: 'transaction', code: '4' }],
    ['SE02 is another number (IK502 3)', /(SE\*\d+)\*0001/, '$1*0002', { level: 'transaction', code: '3' }],
    ['SE is missing (IK502 2)', /SE\*\d+\*0001~/, '', { level: 'transaction', code: '2' }],
    ['GE01 does not count its sets (AK905 5)', 'GE*1*', 'GE*2*', { level: 'group', code: '5' }],
    ['GE02 is another number (AK905 4)', 'GE*1*17', 'GE*1*18', { level: 'group', code: '4' }],
    ['IEA01 does not count its groups (TA105 021)', 'IEA*1', 'IEA*2', { level: 'interchange', code: '021' }],
    ['IEA02 is another number (TA105 001)', 'IEA*1*000000017', 'IEA*1*000000018', { level: 'interchange', code: '001' }],
    ['IEA is missing (TA105 023)', 'IEA*1*000000017~', '', { level: 'interchange', code: '023' }],
  ])('is refused when %s', (_, from, to, finding) => {
    const text = claims.replace(from, to);
    expect(validate(text)).toContainEqual(expect.objectContaining({ ...finding, segment: '' }));
    expect(readClaims(text).batches).toEqual([]);
  });

  it('is not ours in another version, which the finding names', () => {
    const text = claims.replaceAll('005010X223A2', '004010X096A1');
    expect(validate(text).map((finding) => finding.text)).toEqual([
      'Not one of ours: transaction set 837 of version 004010X096A1.',
    ]);
  });

  it('says no value of a patient in its findings', () => {
    const broken = claims.replace('19800102', 'SECRET').replace('*150*', '*SECRET*').replace('~SE*', '~SECRET*');
    expect(validate(broken).length).toBeGreaterThan(2);
    expect(JSON.stringify(validate(broken).map(({ text }) => text))).not.toContain('SECRET');
  });

  it('is printed with the names of its loops', () => {
    expect(describeFile(claims)).toContain('\n          2300 Claim Information\n            16: CLM*0123456789ABCDEFGH01*150');
  });
});

describe('a remittance', () => {
  it('adds up: BPR02 is the sum of CLP04 without PLB (005010X221A1, 1.10.2.1.3)', () => {
    const text = (cents: number) => writeRemittances({ envelope: anEnvelope(), remittances: [aRemittance({ cents })] });
    expect(validate(text(9_500))).toEqual([]);
    expect(validate(text(9_501))).toMatchObject([{ level: 'balance', segment: 'BPR' }]);
  });

  it('adds up in each claim: CLP03 is CLP04 and all CAS (1.10.2.1.2)', () => {
    const claim = aRemittanceClaim({ adjustments: [{ group: 'OA', reason: '23', cents: 1 }] });
    const text = writeRemittances({ envelope: anEnvelope(), remittances: [aRemittance({ claims: [claim] })] });
    expect(validate(text)).toMatchObject([{ level: 'balance', segment: 'CLP', position: 8 }]);
  });
});

describe('the answer to a file', () => {
  it('is a 999 that accepts it, to the sender and with its group number (005010X231A1)', () => {
    const [answer] = acknowledge(claims, next);
    expect(answer).toEqual({
      type: '999',
      acknowledgment: {
        envelope: { senderId: 'CLEARING', receiverId: 'HOSP1', controlNumber: 90, createdAt: next.createdAt, usage: 'T' },
        ...{ groupControlNumber: 17, code: 'A' },
        answered: { functionalId: 'HC', version: '005010X223A2', transactionSet: '837' },
        transactions: [{ controlNumber: '0001', code: 'A', errors: [] }],
      },
    });
  });

  it('is a 999 that names the segments and elements at fault', () => {
    const [answer] = acknowledge(changed(claims, 'REF*EI*123456789~', '').replace('19800102', '19800230'), next);
    if (answer?.type !== '999') throw new Error('no 999');
    const text = writeImplementationAcknowledgment(answer.acknowledgment);
    expect(text).toContain(
      '~AK1*HC*17*005010X223A2~AK2*837*0001*005010X223A2~IK3*REF*10**3~IK3*DMG*13**8~IK4*2**8~IK5*R*5~AK9*R*1*1*0~',
    );
    expect(readImplementationAcknowledgments(text).acknowledgments[0]?.transactions[0]?.errors).toMatchObject([
      { segment: 'REF', position: 10, code: '3' },
      { segment: 'DMG', position: 13, element: 2, code: '8', text: 'Invalid date.' },
    ]);
  });

  it('is a 999 for each group, with the codes of the group itself', () => {
    const [first, rest = ''] = [claims.slice(0, claims.indexOf('IEA')), 'IEA*2*000000017~'];
    const group = first.slice(first.indexOf('GS*')).replace('GE*1*17', 'GE*9*17');
    const answers = acknowledge(first + group + rest, next).map(({ acknowledgment }) => acknowledgment);
    expect(answers).toMatchObject([
      { code: 'A', envelope: { controlNumber: 90 } },
      { code: 'R', groupErrors: ['5'], envelope: { controlNumber: 91 }, transactions: [{ code: 'R' }] },
    ]);
  });

  it('is a TA1 when the envelope is unusable', () => {
    const answers = acknowledge(claims.slice(0, 400), next);
    expect(answers).toMatchObject([{ type: 'TA1', acknowledgment: { controlNumber: 17, code: 'R', note: '023' } }]);
  });

  it('is none when it is an acknowledgment itself, or nobody can be answered', () => {
    const [answer] = acknowledge(claims, next);
    if (answer?.type !== '999') throw new Error('no 999');
    expect(acknowledge(writeImplementationAcknowledgment(answer.acknowledgment), next)).toEqual([]);
    expect(acknowledge('no X12 at all', next)).toEqual([]);
  });
});
