import type { ReportedResult } from './model';

/** Table 0396: the code systems that laboratories send, as FHIR names them. The first name of a system is the one that we write. */
const SYSTEMS: [name: string, uri: string][] = [
  ['LN', 'http://loinc.org'],
  ['2.16.840.1.113883.6.1', 'http://loinc.org'],
  ['SCT', 'http://snomed.info/sct'],
  ['SNOMED-CT', 'http://snomed.info/sct'],
  ['2.16.840.1.113883.6.96', 'http://snomed.info/sct'],
  ['UCUM', 'http://unitsofmeasure.org'],
  ['2.16.840.1.113883.6.8', 'http://unitsofmeasure.org'],
  ['I10C', 'http://hl7.org/fhir/sid/icd-10-cm'],
  ['I10', 'http://hl7.org/fhir/sid/icd-10'],
  ['I9CDX', 'http://hl7.org/fhir/sid/icd-9-cm'],
  ['I9C', 'http://hl7.org/fhir/sid/icd-9-cm'],
  ['C4', 'http://www.ama-assn.org/go/cpt'],
  ['CPT4', 'http://www.ama-assn.org/go/cpt'],
  ['MDC', 'urn:iso:std:iso:11073:10101'],
  ['RXNORM', 'http://www.nlm.nih.gov/research/umls/rxnorm'],
  ['L', 'urn:orderly:local'],
];
const LOCAL = 'urn:orderly:local';
const V2_TABLE = 'http://terminology.hl7.org/CodeSystem/v2-';

export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const DATA_ABSENT_REASON = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

const uriByName = new Map(SYSTEMS);
const nameByUri = new Map([...SYSTEMS].reverse().map(([name, uri]) => [uri, name]));

/**
 * The code system of CE.3 or CWE.3 as a URI: table 0396, HL7 tables (`HL70078`), OIDs, URIs as they are. What the sender alone
 * knows (`L`, `99USL`, none) is `urn:orderly:local`, with its name appended when it has one.
 */
export function systemOf(name: string): string {
  const known = uriByName.get(name.toUpperCase());
  if (known) return known;
  if (name === '') return LOCAL;
  const [, table] = /^HL7(\d{4})$/i.exec(name) ?? [];
  if (table) return V2_TABLE + table;
  if (/^[0-2](?:\.\d+)+$/.test(name)) return `urn:oid:${name}`;
  if (/^(?:https?:\/\/|urn:)[!-~]+$/.test(name)) return name;
  return `${LOCAL}:${[...Buffer.from(name)].map(asUriText).join('')}`;
}

const asUriText = (byte: number): string => {
  const character = String.fromCharCode(byte);
  return /[A-Za-z0-9._-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
};

/** The reverse of `systemOf`. */
export function systemName(uri: string): string {
  const known = nameByUri.get(uri);
  if (known) return known;
  if (uri.startsWith(V2_TABLE)) return `HL7${uri.slice(V2_TABLE.length)}`;
  if (/^urn:oid:[0-2](?:\.\d+)+$/.test(uri)) return uri.slice('urn:oid:'.length);
  if (!uri.startsWith(`${LOCAL}:`)) return uri;
  const bytes = uri
    .slice(LOCAL.length + 1)
    .replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

type Status = ReportedResult['status'];

/** Table 0085 as FHIR's ObservationStatus. The first letter of a status is the one that we write. */
const STATUSES = new Map<string, Status>([
  ['P', 'preliminary'],
  ['R', 'preliminary'],
  ['S', 'preliminary'],
  ['F', 'final'],
  ['C', 'corrected'],
  ['A', 'amended'],
  ['W', 'entered-in-error'],
  ['D', 'entered-in-error'],
  ['X', 'cancelled'],
]);
/** Table 0085: no result yet, nothing asked, or nothing but a word about an earlier one. */
const WITHOUT_RESULT = new Set(['B', 'I', 'N', 'O', 'U', 'V']);

/** OBX-11: `absent` for a state without a result, undefined for a letter that table 0085 does not have. */
export const statusOf = (letter: string): Status | 'absent' | undefined =>
  WITHOUT_RESULT.has(letter) ? 'absent' : STATUSES.get(letter);

export const statusLetter = (status: Status): string => [...STATUSES].find(([, meaning]) => meaning === status)?.[0] as string;

/** Table 0125 (2.3 to 2.8), as far as it is not text, number or code: such a value is reported as absent. */
export const OTHER_VALUE_TYPES = new Set(
  'AD CF CK CN CP CX DR EI ED HD MA MD MF MO NA NR PN PPN RP SNM TN VR XAD XCN XON XPN XTN'.split(' '),
);
