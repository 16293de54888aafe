import type { ClaimBatch, Envelope, InstitutionalClaim, Remittance, RemittanceClaim } from '../model';

/** Small valid files about invented people; every part can be replaced. */
export const anEnvelope = (parts: Partial<Envelope> = {}): Envelope => ({
  ...{ senderId: 'HOSP1', receiverId: 'CLEARING', controlNumber: 17, createdAt: '2026-03-02T08:15:30.000Z', usage: 'T' },
  ...parts,
});

export const aClaim = (parts: Partial<InstitutionalClaim> = {}): InstitutionalClaim => ({
  claimControlNumber: '0123456789ABCDEFGH01',
  frequency: '1',
  facilityType: '13',
  totalCents: 15_000,
  billingProvider: {
    ...{ name: 'ST ANNE HOSPITAL', npi: '1234567893', taxId: '123456789' },
    address: { line: '1 MAIN ST', city: 'BOSTON', state: 'MA', postalCode: '021080001' },
  },
  payer: { name: 'TEST PAYER', id: 'TP01' },
  subscriber: { family: 'TESTPERSON', given: 'ADA', memberId: 'M1', birthDate: '1980-01-02', gender: 'female' },
  statementPeriod: { from: '2026-03-02', to: '2026-03-02' },
  diagnoses: [{ system: 'http://snomed.info/sct', code: '38341003' }],
  lines: [
    {
      ...{ number: 1, revenueCode: '0300', cents: 10_001, quantity: 1, serviceDate: '2026-03-02', reference: 'L1' },
      procedure: { system: 'http://snomed.info/sct', code: '252275004', display: 'BLOOD COUNT' },
    },
    { number: 2, revenueCode: '0510', cents: 4_999, quantity: 1.5, serviceDate: '2026-03-02', reference: 'L2' },
  ],
  ...parts,
});

export const aBatch = (...claims: InstitutionalClaim[]): ClaimBatch => ({
  envelope: anEnvelope(),
  submitter: { name: 'ST ANNE HOSPITAL', id: 'HOSP1', telephone: '6175550100' },
  receiver: { name: 'CLEARINGHOUSE', id: 'CLEARING' },
  claims: claims.length > 0 ? claims : [aClaim()],
});

export const aRemittanceClaim = (parts: Partial<RemittanceClaim> = {}): RemittanceClaim => ({
  ...{ claimControlNumber: '0123456789ABCDEFGH01', status: '1', billedCents: 15_000, paidCents: 10_000, patientCents: 2_000 },
  payerClaimControlNumber: 'PC1',
  adjustments: [],
  lines: [
    {
      ...{
        reference: 'L1',
        billedCents: 10_001,
        paidCents: 5_001,
        procedure: { system: 'http://snomed.info/sct', code: '252275004' },
      },
      adjustments: [
        { group: 'CO', reason: '45', cents: 3_000 },
        { group: 'PR', reason: '1', cents: 2_000 },
      ],
    },
    { reference: 'L2', billedCents: 4_999, paidCents: 4_999, adjustments: [] },
  ],
  ...parts,
});

export const aRemittance = (parts: Partial<Remittance> = {}): Remittance => ({
  payer: { name: 'TEST PAYER', id: 'TP01' },
  payee: { name: 'ST ANNE HOSPITAL', npi: '1234567893' },
  ...{ traceNumber: 'EFT1', cents: 9_500, method: 'ACH', paymentDate: '2026-03-20' },
  claims: [aRemittanceClaim()],
  providerAdjustments: [{ reason: 'FB', reference: 'EFT0', cents: 500 }],
  ...parts,
});

/** The same file with other delimiters and a line break after each segment. */
export function redelimited(text: string, [element = '', component = '', repetition = '', segment = '']: string[]): string {
  const swap: Record<string, string> = { '*': element, ':': component, '^': repetition, '~': segment };
  return text.replace(/[*:^~]/g, (delimiter) => swap[delimiter] ?? delimiter);
}
