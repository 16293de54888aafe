import { readInterchanges } from './interchanges';
import { readClaims } from './read-claims';
import { aBatch, anEnvelope, redelimited } from './testing/samples';
import { understandSet } from './understand';
import { writeClaims } from './write-claims';

const one = writeClaims(aBatch());
const another = writeClaims({ ...aBatch(), envelope: anEnvelope({ controlNumber: 18 }) });
const controlNumbers = (text: string) => readInterchanges(text).map(({ envelope }) => envelope?.controlNumber);

describe('a written interchange (X12.5)', () => {
  it('has an ISA of 106 characters and the segments of the guide in its order', () => {
    expect(one.slice(0, 106)).toBe(
      'ISA*00*          *00*          *ZZ*HOSP1          *ZZ*CLEARING       *260302*0815*^*00501*000000017*0*T*:~',
    );
    expect(one.slice(106).split('~')).toEqual([
      'GS*HC*HOSP1*CLEARING*20260302*081530*17*X*005010X223A2',
      'ST*837*0001*005010X223A2',
      'BHT*0019*00*000000017*20260302*0815*CH',
      'NM1*41*2*ST ANNE HOSPITAL*****46*HOSP1',
      'PER*IC*ST ANNE HOSPITAL*TE*6175550100',
      'NM1*40*2*CLEARINGHOUSE*****46*CLEARING',
      'HL*1**20*1',
      'NM1*85*2*ST ANNE HOSPITAL*****XX*1234567893',
      'N3*1 MAIN ST',
      'N4*BOSTON*MA*021080001',
      'REF*EI*123456789',
      'HL*2*1*22*0',
      'SBR*P*18*******ZZ',
      'NM1*IL*1*TESTPERSON*ADA****MI*M1',
      'DMG*D8*19800102*F',
      'NM1*PR*2*TEST PAYER*****PI*TP01',
      'CLM*0123456789ABCDEFGH01*150***13:A:1**A*Y*Y',
      'DTP*434*RD8*20260302-20260302',
      'CL1*9*9*01',
      'HI*ZZ:SCT/38341003',
      'LX*1',
      'SV2*0300*ZZ:SCT/252275004:::::BLOOD COUNT*100.01*UN*1',
      'DTP*472*D8*20260302',
      'REF*6R*L1',
      'LX*2',
      'SV2*0510**49.99*UN*1.5',
      'DTP*472*D8*20260302',
      'REF*6R*L2',
      'SE*28*0001',
      'GE*1*17',
      'IEA*1*000000017',
      '',
    ]);
  });
});

describe('a text', () => {
  it('may hold several interchanges, each with its own delimiters', () => {
    expect(controlNumbers(one + another)).toEqual([17, 18]);
    expect(controlNumbers(`${one}\r\n\r\n${redelimited(another, ['|', '>', '!', '\n'])}`)).toEqual([17, 18]);
    expect(readClaims(`\ufeff${redelimited(one, ['\t', '<', '%', '\r'])}${another}`)).toMatchObject({
      batches: [{}, {}],
      faults: [],
    });
  });

  it('may lack the terminator of its last segment, and be wrapped anywhere', () => {
    expect(readClaims(one.slice(0, -1)).faults).toEqual([]);
    const wrapped = one.slice(0, 106) + one.slice(106).replace(/.{80}/g, '$&\r\n');
    expect(readClaims(wrapped).faults).toEqual([]);
  });

  it('gives the next interchange when one ends too early', () => {
    const [cut, whole] = readInterchanges(one.slice(0, one.indexOf('LX*1')) + another);
    expect(cut).toMatchObject({ usable: false, faults: [{ code: '023' }] });
    expect(whole).toMatchObject({ usable: true, faults: [] });
  });

  it('with something before the first ISA is read, and noted', () => {
    expect(readInterchanges(`Dear Sirs,\n${one}`)).toMatchObject([{ usable: true, faults: [{ code: '022' }] }]);
  });

  it('with something after the last IEA is read, and noted', () => {
    expect(readInterchanges(`${one}regards`)).toMatchObject([{ usable: true, faults: [{ code: '022' }] }]);
  });

  it('with an ISA that is not padded is read, and noted', () => {
    expect(readInterchanges(one.replace('HOSP1          ', 'HOSP1'))).toMatchObject([
      { usable: true, faults: [{ code: '006' }] },
    ]);
  });

  it.each([
    ['is empty', '', '022'],
    ['has no ISA', 'ST*837*0001~', '022'],
    ['ends within its ISA', one.slice(0, 50), '023'],
    ['has a letter for a terminator', one.replaceAll('~', 'A'), '004'],
  ])('that %s is one unusable interchange', (_, text, code) => {
    expect(readInterchanges(text)).toMatchObject([{ usable: false, groups: [], faults: [{ code }] }]);
  });

  const head = one.slice(0, one.indexOf('BHT'));
  const [isa, inGroup] = [one.slice(0, 106), one.slice(0, one.indexOf('ST*'))];
  it.each([
    ['segments', head, 'A~', 2_000_000],
    ['segments outside of sets', isa, 'A~', 2_000_000],
    ['segments of the guide', head, 'HL*1**20*1~NM1*9~', 200_000],
    ['transaction sets', inGroup, 'ST*837*1~', 400_000],
    ['functional groups', isa, 'GS*HC~', 600_000],
    ['acknowledgments', isa, 'TA1~', 600_000],
    ['broken headers', '', 'ISA*00*', 500_000],
  ])('of too many %s is refused with few faults, and keeps nothing of them', (_, start, piece, times) => {
    const text = start + piece.repeat(times);
    const read = readInterchanges(text);
    expect(read.length).toBeLessThanOrEqual(10_001);
    expect(read.at(-1)).toMatchObject({ usable: false, groups: [], acknowledgments: [], faults: [{ code: '024' }] });
    const { batches, faults } = readClaims(text);
    expect(batches).toEqual([]);
    expect(faults.length).toBeLessThanOrEqual(100);
  });

  it('of too many segments is read as far as the interchange before', () => {
    expect(readInterchanges(one + head + 'A~'.repeat(200_000) + another)).toMatchObject([{ usable: true }, { usable: false }]);
  });

  it('has at most 100 faults, in its envelopes and in a transaction set', () => {
    expect(readInterchanges(`${isa}${'GE~A~'.repeat(1_000)}`)[0]?.faults).toHaveLength(100);
    const broken = one.replace('LX*1~', 'XX*1~'.repeat(5_000));
    expect(readClaims(broken)).toMatchObject({ batches: [] });
    expect(readClaims(broken).faults).toHaveLength(100);
    const [{ groups, delimiters }] = readInterchanges(broken) as [ReturnType<typeof readInterchanges>[number]];
    expect(understandSet(groups[0]?.transactions[0] as never, delimiters as never).faults.length).toBeLessThanOrEqual(102);
  });
});
