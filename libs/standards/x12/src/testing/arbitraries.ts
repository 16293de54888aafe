import * as fc from 'fast-check';
import type {
  Adjustment,
  ClaimAcknowledgments,
  ClaimBatch,
  ClaimLine,
  Envelope,
  ImplementationAcknowledgment,
  InstitutionalClaim,
  PostalAddress,
  Remittance,
  RemittanceClaim,
  RemittanceLine,
} from '../model';
import { textOfElementCode, textOfSegmentCode, textOfTransactionCode } from '../implementation-acknowledgments';

/** Everything that the writers promise to write unchanged. */

const text = (characters: string, max: number) =>
  fc
    .string({ unit: fc.constantFrom(...characters), minLength: 1, maxLength: max })
    .map((found) => found.replace(/ +/g, ' ').trim())
    .filter((found) => found !== '');

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const plainName = (max: number) => text(`${LETTERS} !"&'()+,-./;?=`, max);
export const identifier = (max: number) => text(`${LETTERS}abcxyz -_/.#@|`, max);
const digits = (length: number) => text('0123456789', length).map((found) => found.padStart(length, '1'));
const money = fc.oneof(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), fc.integer({ min: -200, max: 200 }));
const date = fc.integer({ min: 0, max: 60_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });

/** A key that is undefined is left out, as the readers do. */
const record = <T extends object>(parts: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record(parts).map((found) => Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as T);

export const anyEnvelope: fc.Arbitrary<Envelope> = record<Envelope>({
  senderId: text(LETTERS, 13).map((id) => `S${id}`),
  receiverId: text(LETTERS, 13).map((id) => `R${id}`),
  controlNumber: fc.integer({ min: 1, max: 999_999_999 }),
  createdAt: fc.integer({ min: 0, max: 400_000_000_000 }).map((hundredths) => new Date(hundredths * 10).toISOString()),
  usage: fc.constantFrom('T', 'P'),
});

const address = record<PostalAddress>({
  line: plainName(55),
  city: plainName(30),
  state: optional(fc.constantFrom('MA', 'NY')),
  postalCode: optional(digits(9)),
  country: optional(fc.constantFrom('CA', 'DE')),
});

const code = fc.record({
  system: fc.constantFrom('http://snomed.info/sct', 'http://hl7.org/fhir/sid/cvx', 'http://loinc.org', 'urn:x12:235:ER'),
  code: text(`${LETTERS}-`, 20),
});
const procedureCode = fc.oneof(
  code,
  fc.record({ system: fc.constant('http://www.ama-assn.org/go/cpt'), code: digits(5) }),
  fc.record({
    system: fc.constant('https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets'),
    code: digits(4).map((d) => `J${d}`),
  }),
);
const diagnosis = fc.oneof(
  code.filter(({ system }) => !system.startsWith('urn')),
  fc.record({
    system: fc.constantFrom('http://hl7.org/fhir/sid/icd-10-cm', 'http://hl7.org/fhir/sid/icd-9-cm'),
    code: text(LETTERS, 7),
  }),
);

const person = {
  family: plainName(60),
  given: optional(plainName(35)),
  birthDate: date,
  gender: fc.constantFrom('male' as const, 'female' as const, 'unknown' as const),
  address: optional(address),
};

const line = record<ClaimLine>({
  number: fc.integer({ min: 1, max: 999 }),
  revenueCode: digits(4),
  procedure: optional(
    fc
      .tuple(procedureCode, optional(plainName(80)))
      .map(([procedure, display]) => (display === undefined ? procedure : { ...procedure, display })),
  ),
  cents: money,
  quantity: fc.integer({ min: 0, max: 9_999_999 }).map((thousandths) => thousandths / 1000),
  serviceDate: date,
  reference: optional(identifier(50)),
});

const claim: fc.Arbitrary<InstitutionalClaim> = record<InstitutionalClaim>({
  claimControlNumber: identifier(20),
  frequency: fc.constantFrom('1', '7', '8'),
  payerClaimControlNumber: optional(identifier(50)),
  facilityType: fc.constantFrom('11', '13'),
  totalCents: money,
  billingProvider: fc.record({ name: plainName(60), npi: digits(10), taxId: digits(9), address }),
  payer: fc.record({ name: plainName(60), id: identifier(80) }),
  subscriber: record<InstitutionalClaim['subscriber']>({ ...person, memberId: identifier(80) }),
  patient: optional(
    record<NonNullable<InstitutionalClaim['patient']>>({ ...person, address, relationship: fc.constantFrom('01', '19') }),
  ),
  statementPeriod: fc.record({ from: date, to: date }),
  admittedAt: optional(
    fc.oneof(
      date,
      date.map((day) => `${day}T13:45:00.000Z`),
    ),
  ),
  diagnoses: fc.array(diagnosis, { maxLength: 25 }).map(fewSegments),
  attendingNpi: optional(digits(10)),
  lines: fc.array(line, { minLength: 1, maxLength: 5 }),
});

/** Other diagnoses of alternating code systems need more HI segments than the guide allows. */
function fewSegments(diagnoses: InstitutionalClaim['diagnoses']): InstitutionalClaim['diagnoses'] {
  const [principal, ...others] = diagnoses;
  const marked = (system: string) => (system.includes('icd-10') ? 1 : system.includes('icd-9') ? 2 : 0);
  const sorted = others.sort((a, b) => marked(a.system) - marked(b.system)).filter(({ system }) => !system.includes('icd-9'));
  return principal ? [principal, ...sorted] : [];
}

export const anyBatch: fc.Arbitrary<ClaimBatch> = record<ClaimBatch>({
  envelope: anyEnvelope,
  submitter: fc.record({ name: plainName(60), id: identifier(80), telephone: digits(10) }),
  receiver: fc.record({ name: plainName(60), id: identifier(80) }),
  claims: fc
    .tuple(fc.array(claim, { minLength: 1, maxLength: 3 }), fc.boolean())
    .map(([claims, alike]) => (alike ? shareLoops(claims) : claims)),
});

function shareLoops(claims: InstitutionalClaim[]): InstitutionalClaim[] {
  const [{ billingProvider, payer, subscriber }] = claims as [InstitutionalClaim];
  return claims.map((next) => ({ ...next, billingProvider, payer, subscriber }));
}

const adjustments = fc.array(
  record<Adjustment>({ group: fc.constantFrom('CO', 'PR', 'OA', 'PI'), reason: text(LETTERS, 5), cents: money }),
  { maxLength: 9 },
);

const remittanceLine = record<RemittanceLine>({
  ...{ reference: identifier(50), procedure: optional(procedureCode), billedCents: money, paidCents: money, adjustments },
});

const remittanceClaim = record<RemittanceClaim>({
  claimControlNumber: identifier(38),
  status: fc.constantFrom('1', '2', '3', '4', '19', '20', '21', '22', '23'),
  ...{ billedCents: money, paidCents: money, patientCents: money, adjustments },
  payerClaimControlNumber: optional(identifier(50)),
  lines: fc.array(remittanceLine, { maxLength: 4 }),
});

const remittance = record<Remittance>({
  payer: record<Remittance['payer']>({ name: plainName(60), id: optional(identifier(50)) }),
  payee: record<Remittance['payee']>({ name: plainName(60), npi: optional(digits(10)) }),
  traceNumber: identifier(50),
  cents: money,
  method: fc.constantFrom('ACH', 'CHK', 'NON'),
  paymentDate: date,
  claims: fc.array(remittanceClaim, { maxLength: 4 }),
  providerAdjustments: fc.array(
    record<Remittance['providerAdjustments'][number]>({
      ...{ reason: fc.constantFrom('FB', 'WO', '72'), reference: optional(identifier(30)), cents: money },
    }),
    { maxLength: 8 },
  ),
});

export const anyRemittances = fc.record({
  envelope: anyEnvelope,
  remittances: fc.array(remittance, { minLength: 1, maxLength: 3 }),
});

const error = fc.oneof(
  fc
    .tuple(fc.constantFrom('CLM', 'NM1', 'HI'), fc.integer({ min: 1, max: 9999 }), fc.constantFrom('1', '3', '7', 'I6'))
    .map(([segment, position, found]) => ({ segment, position, code: found, text: textOfSegmentCode(found) })),
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 9999 }), fc.constantFrom('1', '7', '8', 'I12'))
    .map(([element, position, found]) => ({ segment: 'CLM', position, element, code: found, text: textOfElementCode(found) })),
);
const ownError = fc
  .constantFrom('2', '3', '4', 'I6')
  .map((found) => ({ segment: '', position: 0, code: found, text: textOfTransactionCode(found) }));

export const anyImplementationAcknowledgment: fc.Arbitrary<ImplementationAcknowledgment> = record<ImplementationAcknowledgment>({
  envelope: anyEnvelope,
  groupControlNumber: fc.integer({ min: 0, max: 999_999_999 }),
  code: fc.constantFrom('A', 'E', 'P', 'R'),
  groupErrors: optional(fc.array(fc.constantFrom('3', '4', '5'), { minLength: 1, maxLength: 5 })),
  transactions: fc.array(
    fc.record({
      controlNumber: text(LETTERS, 9),
      code: fc.constantFrom('A' as const, 'E' as const, 'R' as const),
      errors: fc
        .tuple(fc.array(error, { maxLength: 5 }), fc.array(ownError, { maxLength: 4 }))
        .map(([some, own]) => [...some, ...own]),
    }),
    { maxLength: 3 },
  ),
});

export const anyClaimAcknowledgments: fc.Arbitrary<ClaimAcknowledgments> = record<ClaimAcknowledgments>({
  envelope: anyEnvelope,
  claims: fc.array(
    record<ClaimAcknowledgments['claims'][number]>({
      claimControlNumber: identifier(38),
      category: fc.constantFrom('A0', 'A1', 'A2', 'A3', 'A4', 'A6', 'A7', 'A8'),
      status: text('0123456789', 3),
      payerClaimControlNumber: optional(identifier(50)),
      billedCents: optional(money),
    }),
    { maxLength: 6 },
  ),
});
