import { identifier, NotExpressible } from './values';

/** A code as FHIR names it. */
export interface Code {
  system: string;
  code: string;
}

const ICD_10 = 'http://hl7.org/fhir/sid/icd-10-cm';
const ICD_9 = 'http://hl7.org/fhir/sid/icd-9-cm';
const CPT = 'http://www.ama-assn.org/go/cpt';
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';

/**
 * Our deviation: systems for which the guides know no qualifier go under ZZ, mutually defined, as `MARK/code`; the marks are those of HL7
 * table 0396 (docs/payer-companion.md).
 */
const MARKS: readonly (readonly [mark: string, system: string])[] = [
  ['SCT', 'http://snomed.info/sct'],
  ['CVX', 'http://hl7.org/fhir/sid/cvx'],
  ['LN', 'http://loinc.org'],
  ['RXNORM', 'http://www.nlm.nih.gov/research/umls/rxnorm'],
];

/** Qualifiers of the product or service ID (data element 235) that stand for one code system. */
const SERVICES: readonly (readonly [qualifier: string, system: string])[] = [
  ['HC', CPT],
  ['HC', HCPCS],
  ['AD', 'http://www.ada.org/cdt'],
  ['N4', 'http://hl7.org/fhir/sid/ndc'],
  ['NU', 'https://www.nubc.org/CodeSystem/RevenueCodes'],
];

/** Any other qualifier keeps its own name: `urn:x12:235:ER` is data element 235, code ER. */
const OTHER = 'urn:x12:235:';

/** SV202-1 and -2, SVC01-1 and -2: qualifier and code of a service. */
export function serviceCode({ system, code }: Code, element: string): [qualifier: string, code: string] {
  const known = SERVICES.find(([qualifier, uri]) => uri === system && serviceSystem(qualifier, code) === uri);
  if (known) return [known[0], identifier(code, 48, element)];
  if (system.startsWith(OTHER)) return [identifier(system.slice(OTHER.length), 2, element), identifier(code, 48, element)];
  return ['ZZ', marked({ system, code }, 48, element)];
}

/** The inverse of {@link serviceCode}. */
export function readServiceCode(qualifier: string, code: string): Code {
  return (qualifier === 'ZZ' && unmarked(code)) || { system: serviceSystem(qualifier, code), code };
}

/** HI: qualifier and code of a diagnosis (data elements 1270 and 1271). */
export function diagnosisCode({ system, code }: Code, principal: boolean): [qualifier: string, code: string] {
  const element = principal ? '2300 HI01-2' : '2300 HI-2';
  if (system === ICD_10) return [principal ? 'ABK' : 'ABF', identifier(code.replace('.', ''), 30, element)];
  if (system === ICD_9) return [principal ? 'BK' : 'BF', identifier(code.replace('.', ''), 30, element)];
  return ['ZZ', marked({ system, code }, 30, element)];
}

/** The inverse of {@link diagnosisCode}; ICD codes travel without their point (005010X223A2, 2300 HI). */
export function readDiagnosisCode(qualifier: string, code: string): Code {
  const icd = qualifier.startsWith('AB') ? ICD_10 : ICD_9;
  return (qualifier === 'ZZ' && unmarked(code)) || { system: qualifier === 'ZZ' ? `${OTHER}ZZ` : icd, code };
}

function marked({ system, code }: Code, max: number, element: string): string {
  const mark = MARKS.find(([, uri]) => uri === system)?.[0];
  if (mark) return identifier(`${mark}/${code}`, max, element);
  if (system === `${OTHER}ZZ`) return identifier(code, max, element);
  throw new NotExpressible(element, 'is of a code system for which no qualifier is agreed');
}

function unmarked(text: string): Code | undefined {
  const slash = text.indexOf('/');
  const system = MARKS.find(([mark]) => mark === text.slice(0, slash))?.[1];
  return system === undefined ? undefined : { system, code: text.slice(slash + 1) };
}

/** HC holds HCPCS level I (CPT: four digits and one more character) and level II (a letter and four digits). */
function serviceSystem(qualifier: string, code: string): string {
  if (qualifier === 'HC') return /^\d{4}/.test(code) ? CPT : HCPCS;
  return SERVICES.find(([known]) => known === qualifier)?.[1] ?? OTHER + qualifier;
}
