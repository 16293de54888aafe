import { diagnosisCode, serviceCode } from './code-systems';
import type { ClaimBatch, ClaimLine, InstitutionalClaim, PostalAddress } from './model';
import { date, identifier, instant, money, name, NotExpressible, quantity } from './values';
import { writeInterchange, type WrittenSegment } from './writer';

/** Limits of the guide: claims of a transaction set (1.3.2), of a subscriber (2300), lines (2400), diagnoses (HI: 1 and 24). */
const MOST = { claims: 5000, claimsOfSubscriber: 100, lines: 999, diagnoses: 25 };
const DIAGNOSES_OF_SEGMENT = 12;

/**
 * Writes a claims file: one transaction set of 005010X223A2. Neighbouring claims of the same provider and subscriber share their loops.
 * Names lose what X12 cannot say, numbers and codes never change.
 * @throws NotExpressible when a number, code, date or amount has no place in the file
 */
export function writeClaims(batch: ClaimBatch): string {
  if (batch.claims.length === 0 || batch.claims.length > MOST.claims)
    throw new NotExpressible('2300', `must occur 1 to ${MOST.claims} times`);
  const segments = [...headerOf(batch), ...new Hierarchy().write(batch.claims)];
  return writeInterchange(batch.envelope, {
    ...{ functionalId: 'HC', version: '005010X223A2', type: '837', namesVersion: true },
    sets: [segments],
  });
}

function headerOf({ envelope, submitter, receiver }: ClaimBatch): WrittenSegment[] {
  const { date: day, time } = instant(envelope.createdAt, 'BHT04');
  return [
    ['BHT', '0019', '00', String(envelope.controlNumber).padStart(9, '0'), day, time.slice(0, 4), 'CH'],
    ['NM1', '41', '2', name(submitter.name, 60, '1000A NM103'), ...none(4), '46', identifier(submitter.id, 80, '1000A NM109')],
    ['PER', 'IC', name(submitter.name, 60, '1000A PER02'), 'TE', digits(submitter.telephone)],
    ['NM1', '40', '2', name(receiver.name, 60, '1000B NM103'), ...none(4), '46', identifier(receiver.id, 80, '1000B NM109')],
  ];
}

/** Loops 2000A, 2000B and 2000C: their numbers rise through the file (HL01), each names its parent (HL02). */
class Hierarchy {
  private readonly segments: WrittenSegment[] = [];
  private number = 0;
  private provider = 0;
  private subscriber = 0;
  private written = { provider: '', subscriber: '', claims: 0 };

  write(claims: readonly InstitutionalClaim[]): WrittenSegment[] {
    for (const claim of claims) {
      this.writeProvider(claim);
      this.writeSubscriber(claim);
      if (claim.patient) {
        this.segments.push(['HL', String(++this.number), String(this.subscriber), '23', '0'], ...patientOf(claim.patient));
      }
      this.segments.push(...claimOf(claim));
    }
    return this.segments;
  }

  private writeProvider({ billingProvider }: InstitutionalClaim): void {
    const key = JSON.stringify(billingProvider);
    if (key === this.written.provider) return;
    this.written = { provider: key, subscriber: '', claims: 0 };
    this.provider = ++this.number;
    this.segments.push(
      ['HL', String(this.provider), undefined, '20', '1'],
      [
        'NM1',
        '85',
        '2',
        name(billingProvider.name, 60, '2010AA NM103'),
        ...none(4),
        'XX',
        identifier(billingProvider.npi, 80, '2010AA NM109'),
      ],
      ...addressOf(billingProvider.address, '2010AA'),
      ['REF', 'EI', identifier(billingProvider.taxId, 50, '2010AA REF02')],
    );
  }

  private writeSubscriber({ subscriber, payer, patient }: InstitutionalClaim): void {
    const key = patient ? '' : JSON.stringify([subscriber, payer]);
    if (key !== '' && key === this.written.subscriber && this.written.claims++ < MOST.claimsOfSubscriber) return;
    this.written = { ...this.written, subscriber: key, claims: 1 };
    this.subscriber = ++this.number;
    this.segments.push(
      ['HL', String(this.subscriber), String(this.provider), '22', patient ? '1' : '0'],
      ['SBR', 'P', patient ? undefined : '18', ...none(6), 'ZZ'],
      [
        'NM1',
        'IL',
        '1',
        ...personOf(subscriber, '2010BA'),
        ...none(3),
        'MI',
        identifier(subscriber.memberId, 80, '2010BA NM109'),
      ],
      ...demographicsOf(subscriber, '2010BA'),
      ['NM1', 'PR', '2', name(payer.name, 60, '2010BB NM103'), ...none(4), 'PI', identifier(payer.id, 80, '2010BB NM109')],
    );
  }
}

type Person = Omit<InstitutionalClaim['subscriber'], 'memberId'>;

const personOf = ({ family, given }: Person, loop: string) => [
  name(family, 60, `${loop} NM103`),
  given === undefined ? undefined : name(given, 35, `${loop} NM104`),
];

function demographicsOf({ address, birthDate, gender }: Person, loop: string): WrittenSegment[] {
  const segments = address ? addressOf(address, loop) : [];
  if (birthDate !== '') segments.push(['DMG', 'D8', date(birthDate, `${loop} DMG02`), GENDERS[gender]]);
  return segments;
}

const GENDERS = { male: 'M', female: 'F', other: 'U', unknown: 'U' };

const patientOf = (patient: NonNullable<InstitutionalClaim['patient']>): WrittenSegment[] => [
  ['PAT', identifier(patient.relationship, 2, '2000C PAT01')],
  ['NM1', 'QC', '1', ...personOf(patient, '2010CA')],
  ...demographicsOf(patient, '2010CA'),
];

function addressOf(address: PostalAddress, loop: string): WrittenSegment[] {
  const { line, city, state, postalCode, country } = address;
  const elements = [
    name(city, 30, `${loop} N401`),
    state && identifier(state, 2, `${loop} N402`),
    postalCode && identifier(postalCode.replace(/[- ]/g, ''), 15, `${loop} N403`),
    country === 'US' ? undefined : country && identifier(country, 3, `${loop} N404`),
  ];
  return [
    ['N3', name(line, 55, `${loop} N301`)],
    ['N4', ...elements],
  ];
}

function claimOf(claim: InstitutionalClaim): WrittenSegment[] {
  if (claim.lines.length === 0 || claim.lines.length > MOST.lines)
    throw new NotExpressible('2400', `must occur 1 to ${MOST.lines} times`);
  const { facilityType, frequency, statementPeriod: period, payerClaimControlNumber: original, attendingNpi } = claim;
  const bill = [identifier(facilityType, 2, 'CLM05-1'), 'A', frequency];
  const segments: WrittenSegment[] = [
    [
      'CLM',
      identifier(claim.claimControlNumber, 20, 'CLM01'),
      money(claim.totalCents, 'CLM02'),
      ...none(2),
      bill,
      undefined,
      'A',
      'Y',
      'Y',
    ],
    ['DTP', '434', 'RD8', `${date(period.from, '2300 DTP03')}-${date(period.to, '2300 DTP03')}`],
  ];
  if (claim.admittedAt !== undefined) segments.push(admission(claim.admittedAt));
  segments.push(['CL1', '9', '9', '01']);
  if (original !== undefined) segments.push(['REF', 'F8', identifier(original, 50, '2300 REF02')]);
  segments.push(...diagnosesOf(claim));
  if (attendingNpi !== undefined)
    segments.push(['NM1', '71', '1', 'UNKNOWN', ...none(4), 'XX', identifier(attendingNpi, 80, '2310A NM109')]);
  return segments.concat(claim.lines.flatMap(lineOf));
}

function admission(at: string): WrittenSegment {
  if (at.length === 10) return ['DTP', '435', 'D8', date(at, '2300 DTP03')];
  const { date: day, time } = instant(at, '2300 DTP03');
  return ['DTP', '435', 'DT', day + time.slice(0, 4)];
}

/** The principal diagnosis in a segment of its own, the others twelve to a segment, as long as their code system is the same. */
function diagnosesOf({ diagnoses }: InstitutionalClaim): WrittenSegment[] {
  if (diagnoses.length > MOST.diagnoses) throw new NotExpressible('2300 HI', `must name at most ${MOST.diagnoses} diagnoses`);
  const segments: [string, ...string[][]][] = [];
  diagnoses.forEach((diagnosis, index) => {
    const code = diagnosisCode(diagnosis, index === 0);
    const open = index > 1 ? segments.at(-1) : undefined;
    if (open && open.length <= DIAGNOSES_OF_SEGMENT && open[1]?.[0] === code[0]) open.push(code);
    else segments.push(['HI', code]);
  });
  return segments;
}

function lineOf(line: ClaimLine): WrittenSegment[] {
  const { procedure, reference } = line;
  const description = procedure?.display === undefined ? undefined : name(procedure.display, 80, 'SV202-7');
  const service = procedure && [...serviceCode(procedure, 'SV202-2'), ...none(4), description];
  const number = String(line.number);
  if (!/^\d{1,6}$/.test(number)) throw new NotExpressible('LX01', 'must be a number of at most six digits');
  const segments: WrittenSegment[] = [
    ['LX', number],
    [
      'SV2',
      identifier(line.revenueCode, 4, 'SV201'),
      service,
      money(line.cents, 'SV203'),
      'UN',
      quantity(line.quantity, 'SV205'),
    ],
    ['DTP', '472', 'D8', date(line.serviceDate, '2400 DTP03')],
  ];
  if (reference !== undefined) segments.push(['REF', '6R', identifier(reference, 50, '2400 REF02')]);
  return segments;
}

const none = (count: number): undefined[] => Array<undefined>(count).fill(undefined);

/** 005010X223A2, PER04: digits only. */
function digits(telephone: string): string {
  const plain = telephone.replace(/\D/g, '');
  if (plain === '' || plain.length > 20) throw new NotExpressible('1000A PER04', 'must be a telephone number');
  return plain;
}
