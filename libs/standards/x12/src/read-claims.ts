import { readDiagnosisCode, readServiceCode } from './code-systems';
import type { ClaimBatch, ClaimLine, InstitutionalClaim, PostalAddress, SyntaxFault } from './model';
import { type Delimiters, part, type Segment } from './tokens';
import { take } from './understand';
import { cents, readDate, readMinute } from './values';
import { loops, type Node, segmentsOf } from './walk';

/**
 * Reads the claims of a file, one batch for each transaction set of 005010X223A2. A set with a fault gives no batch; the faults are those
 * of {@link validate}, without the rules on sums.
 */
export function readClaims(text: string): { batches: ClaimBatch[]; faults: SyntaxFault[] } {
  const { taken, faults } = take(text, 'claims', (root, delimiters) => new Reading(delimiters).batch(root));
  return { batches: taken.map(({ envelope, value }) => ({ envelope, ...value })), faults };
}

/** What the claims of a level have in common. */
type Shared = Pick<InstitutionalClaim, 'billingProvider' | 'payer' | 'subscriber' | 'patient'>;

/** What was validated before: required elements are there, amounts and dates can be read. */
class Reading {
  constructor(private readonly delimiters: Delimiters) {}

  batch(root: Node): Omit<ClaimBatch, 'envelope'> {
    const [submitter] = loops(root, '1000A');
    const receiver = partyOf(loops(root, '1000B')[0]);
    const telephone = telephoneOf(segmentsOf(submitter, 'PER')[0]);
    return { submitter: { ...partyOf(submitter), telephone }, receiver, claims: this.claims(root) };
  }

  private claims(root: Node): InstitutionalClaim[] {
    return loops(root, '2000A').flatMap((provider) => {
      const billingProvider = providerOf(loops(provider, '2010AA')[0]);
      return loops(provider, '2000B').flatMap((level) => {
        const subscriber = subscriberOf(loops(level, '2010BA')[0]);
        const shared = { billingProvider, payer: partyOf(loops(level, '2010BB')[0]), subscriber };
        return [
          ...this.claimsIn(level, shared),
          ...loops(level, '2000C').flatMap((p) => this.claimsIn(p, { ...shared, patient: patientOf(p) })),
        ];
      });
    });
  }

  private claimsIn(level: Node, shared: Shared): InstitutionalClaim[] {
    return loops(level, '2300').map((claim) => this.claim(claim, shared));
  }

  private claim(node: Node, shared: Shared): InstitutionalClaim {
    const [header] = segmentsOf(node, 'CLM');
    const period = periodOf(segmentsOf(node, 'DTP', '434')[0]);
    const original = part(segmentsOf(node, 'REF', 'F8')[0], 2);
    const attending = nameOf(loops(node, '2310A')[0]);
    const admittedAt = momentOf(segmentsOf(node, 'DTP', '435')[0]);
    return {
      claimControlNumber: part(header, 1),
      frequency: part(header, 5, 3, this.delimiters) as InstitutionalClaim['frequency'],
      ...(original && { payerClaimControlNumber: original }),
      facilityType: part(header, 5, 1, this.delimiters),
      totalCents: cents(part(header, 2)),
      ...shared,
      statementPeriod: period,
      ...(admittedAt && { admittedAt }),
      diagnoses: segmentsOf(node, 'HI').flatMap((segment) => this.diagnoses(segment)),
      ...(part(attending, 8) === 'XX' && { attendingNpi: part(attending, 9) }),
      lines: loops(node, '2400').map((line) => this.line(line, period.from)),
    };
  }

  private diagnoses(segment: Segment): InstitutionalClaim['diagnoses'] {
    return segment.elements
      .slice(1)
      .map((element) => element.split(this.delimiters.component))
      .filter(([qualifier = '']) => DIAGNOSES.has(qualifier))
      .map(([qualifier = '', code = '']) => readDiagnosisCode(qualifier, code));
  }

  private line(node: Node, from: string): ClaimLine {
    const [service] = segmentsOf(node, 'SV2');
    const reference = part(segmentsOf(node, 'REF', '6R')[0], 2);
    const procedure = this.procedure(service);
    return {
      number: Number(part(segmentsOf(node, 'LX')[0], 1)),
      revenueCode: part(service, 1),
      ...(procedure && { procedure }),
      cents: cents(part(service, 3)),
      quantity: Number(part(service, 5)),
      serviceDate: periodOf(segmentsOf(node, 'DTP', '472')[0]).from || from,
      ...(reference && { reference }),
    };
  }

  private procedure(service: Segment | undefined): ClaimLine['procedure'] {
    const [qualifier = '', code = '', , , , , display] = part(service, 2).split(this.delimiters.component);
    return code === '' ? undefined : { ...readServiceCode(qualifier, code), ...(display && { display }) };
  }
}

/** HI01-1 of the principal and the other diagnoses; not of reasons, causes, procedures, values. */
const DIAGNOSES = new Set(['ABK', 'BK', 'ABF', 'BF', 'ZZ']);

const nameOf = (node: Node | undefined) => segmentsOf(node, 'NM1')[0];

const partyOf = (node: Node | undefined) => ({ name: part(nameOf(node), 3), id: part(nameOf(node), 9) });

const providerOf = (node: Node | undefined): InstitutionalClaim['billingProvider'] => ({
  name: part(nameOf(node), 3),
  npi: part(nameOf(node), 8) === 'XX' ? part(nameOf(node), 9) : '',
  taxId: part(segmentsOf(node, 'REF', 'EI')[0], 2),
  address: addressOf(node) ?? { line: '', city: '' },
});

const subscriberOf = (node: Node | undefined): InstitutionalClaim['subscriber'] => ({
  ...personOf(node),
  memberId: part(nameOf(node), 9),
});

const patientOf = (level: Node): InstitutionalClaim['patient'] => ({
  relationship: part(segmentsOf(level, 'PAT')[0], 1),
  ...personOf(loops(level, '2010CA')[0]),
});

function personOf(node: Node | undefined) {
  const given = part(nameOf(node), 4);
  const address = addressOf(node);
  const [demographics] = segmentsOf(node, 'DMG');
  return {
    family: part(nameOf(node), 3),
    ...(given && { given }),
    birthDate: readDate(part(demographics, 2)) ?? '',
    gender: GENDERS[part(demographics, 3)] ?? ('unknown' as const),
    ...(address && { address }),
  };
}

const GENDERS: Record<string, 'male' | 'female'> = { M: 'male', F: 'female' };

function addressOf(node: Node | undefined): PostalAddress | undefined {
  const line = part(segmentsOf(node, 'N3')[0], 1);
  const [, city = '', state, postalCode, country] = segmentsOf(node, 'N4')[0]?.elements ?? [];
  if (line === '' && city === '') return undefined;
  return { line, city, ...(state && { state }), ...(postalCode && { postalCode }), ...(country && { country }) };
}

/** The first TE of PER03 to PER08. */
function telephoneOf(segment: Segment | undefined): string {
  const at = [3, 5, 7].find((element) => part(segment, element) === 'TE');
  return at === undefined ? '' : part(segment, at + 1);
}

/** DTP in RD8 or D8; an empty period when there is none. */
function periodOf(segment: Segment | undefined): { from: string; to: string } {
  const text = part(segment, 3);
  const from = readDate(text.slice(0, 8)) ?? '';
  return { from, to: readDate(text.slice(9)) ?? from };
}

/** DTP in DT or D8: an instant or a day. */
const momentOf = (segment: Segment | undefined) => readMinute(part(segment, 3)) ?? readDate(part(segment, 3));
