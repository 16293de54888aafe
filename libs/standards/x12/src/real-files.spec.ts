import { readFileSync, writeFileSync } from 'node:fs';
import { acknowledge } from './acknowledge';
import { readClaimAcknowledgments } from './claim-acknowledgments';
import { describe as describeFile } from './describe';
import { readImplementationAcknowledgments } from './implementation-acknowledgments';
import { readInterchanges } from './interchanges';
import { readClaims } from './read-claims';
import { readRemittances } from './read-remittances';
import { areHere, fatesOf, page, type RealFile, realFiles, TABLE } from './testing/real-files';
import { validate } from './validate';

const whenHere = areHere ? describe : describe.skip;
if (!areHere)
  console.warn('No published X12 files beside the repository (../shared/data/x12): what is made of them is not checked.');

const files: RealFile[] = areHere ? realFiles() : [{ source: 'none', name: 'none', text: '' }];
const named = (part: string) => files.find(({ name }) => name.includes(part))?.text ?? '';

whenHere('published files', () => {
  it.each(files.map((file) => [`${file.source}/${file.name}`, file.text]))(
    '%s is read, checked and described within 2 s',
    (_, text) => {
      const started = performance.now();
      readInterchanges(text);
      validate(text);
      expect(describeFile(text)).not.toBe('');
      acknowledge(text, { controlNumber: 1, createdAt: '2026-03-02T08:00:00.000Z' });
      expect(performance.now() - started).toBeLessThan(2000);
    },
  );

  it('are counted in docs/interchange-x12.md (UPDATE_TABLE=1 writes it)', () => {
    const now = page(files);
    if (process.env['UPDATE_TABLE']) writeFileSync(TABLE, now);
    expect(readFileSync(TABLE, 'utf8')).toBe(now);
  });

  it('give as many batches, payments and acknowledgments as sets are understood', () => {
    const understood = (kind: string) => files.flatMap(fatesOf).filter(({ ours, refused }) => ours === kind && !refused).length;
    const read = files.map(({ text }) => ({
      ...{ '837I': readClaims(text).batches.length, '835': readRemittances(text).remittances.length },
      '999': readImplementationAcknowledgments(text).acknowledgments.length,
      '277CA': readClaimAcknowledgments(text).acknowledgments.length,
    }));
    for (const kind of ['837I', '835', '999', '277CA'] as const) {
      expect([kind, read.reduce((total, counts) => total + counts[kind], 0)]).toEqual([kind, understood(kind)]);
    }
  });

  it('name two claims of two subscribers of one provider (005010X223A2, example 3.1.2)', () => {
    const { batches } = readClaims(named('X223A2_HC837_Health_Care_Claim_Institutional__pass__two-claims'));
    expect(batches[0]?.claims).toMatchObject([
      {
        ...{ claimControlNumber: '756048Q', totalCents: 8995, facilityType: '13', frequency: '1', attendingNpi: '1122334455' },
        subscriber: { family: 'DOE', given: 'JOHN', gender: 'male', birthDate: '1968-11-11' },
        diagnoses: [{ code: '3669' }, { code: '4019' }, { code: '79431' }],
        lines: [
          { revenueCode: '0305', procedure: { system: 'http://www.ama-assn.org/go/cpt' }, cents: 1339, quantity: 1 },
          { revenueCode: '0730', cents: 7656, quantity: 3, serviceDate: '2005-03-15' },
        ],
      },
      { claimControlNumber: '756049Q', totalCents: 5000, payer: { name: 'TRICARE', id: '99999' } },
    ]);
  });

  it('pay what their claims and provider adjustments say (005010X221A1, 1.10.2.1)', () => {
    const { remittances } = readRemittances(named('dollars-and-data-sent-together'));
    expect(remittances).toMatchObject([
      {
        ...{ cents: 15_000_000, method: 'ACH', traceNumber: '12345', paymentDate: '2002-09-13' },
        claims: [
          { billedCents: 21_136_697, paidCents: 13_801_840 },
          { adjustments: [{ group: 'CO', reason: '45', cents: 301_967 }] },
        ],
        providerAdjustments: [{ reason: 'CV', reference: 'CP', cents: -127 }],
      },
    ]);
    expect(validate(named('dollars-and-data-sent-together'))).toEqual([]);
  });

  it('acknowledge a claim with its number of the payer (005010X214)', () => {
    const { acknowledgments } = readClaimAcknowledgments(named('x12_277CA_accepted'));
    expect(acknowledgments[0]?.claims).toEqual([
      {
        claimControlNumber: '5781',
        category: 'A2',
        status: '20',
        payerClaimControlNumber: '1107000000014420',
        billedCents: 12_500,
      },
    ]);
  });

  it('refuse a file because of a segment (005010X231A1)', () => {
    const { acknowledgments } = readImplementationAcknowledgments(named('x12_999_rejected'));
    expect(acknowledgments[0]).toMatchObject({
      ...{ groupControlNumber: 28, code: 'R' },
      transactions: [{ controlNumber: '0028', code: 'R', errors: [{ segment: 'NM', position: 17, code: '1' }] }],
    });
  });
});
