/** Builders of small FHIR R4 bundles about one invented patient; every part can be replaced, and left out by `undefined`. */
export type Resource = Record<string, unknown> & { resourceType: string };
type Parts = Record<string, unknown>;

export const subject = { reference: 'urn:uuid:p1' };
const encounter = { reference: 'Encounter/e1' };
const snomed = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });

export function bundleOf(...resources: unknown[]): string {
  const entry = resources.map((resource) => ({ fullUrl: `urn:uuid:${(resource as Parts | null)?.['id']}`, resource }));
  return JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry });
}

export function aPatient(parts: Parts = {}): Resource {
  const identifier = [{ system: 'http://mrn.example', value: 'M-1' }];
  return {
    resourceType: 'Patient',
    id: 'p1',
    identifier,
    name: [{ family: 'Testperson', given: ['Ada'] }],
    gender: 'female',
    ...parts,
  };
}

export function anEncounter(parts: Parts = {}): Resource {
  const period = { start: '2026-03-02T08:00:00Z', end: '2026-03-02T09:00:00Z' };
  return { resourceType: 'Encounter', id: 'e1', status: 'finished', class: { code: 'AMB' }, subject, period, ...parts };
}

export function anObservation(parts: Parts = {}): Resource {
  return {
    ...{ resourceType: 'Observation', id: 'o1', status: 'final', subject, encounter, code: loinc('718-7') },
    category: [{ coding: [{ code: 'laboratory' }] }],
    effectiveDateTime: '2026-03-02T08:10:00Z',
    valueQuantity: { value: 13.5, unit: 'g/dL' },
    ...parts,
  };
}

export function aReport(results: string[], parts: Parts = {}): Resource {
  return {
    ...{ resourceType: 'DiagnosticReport', id: 'r1', status: 'final', subject, encounter, code: loinc('58410-2') },
    effectiveDateTime: '2026-03-02T08:10:00Z',
    result: results.map((reference) => ({ reference })),
    ...parts,
  };
}

/** One visit line and one item of 10.00, 25.00 in all, of which the payer takes what it likes. */
export function aClaim(parts: Parts = {}): Resource {
  return {
    ...{ resourceType: 'Claim', id: 'c1', status: 'active', use: 'claim', patient: subject },
    type: { coding: [{ code: 'institutional' }] },
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'Samplecare' } }],
    item: [
      { sequence: 1, productOrService: snomed('185349003'), encounter: [encounter] },
      { sequence: 2, productOrService: snomed('26604007'), net: { value: 10, currency: 'USD' } },
    ],
    total: { value: 25, currency: 'USD' },
    ...parts,
  };
}

/** The payer of the claim pays 20.00. */
export function anExplanation(parts: Parts = {}): Resource {
  return {
    ...{ resourceType: 'ExplanationOfBenefit', id: 'x1', status: 'active', patient: subject },
    claim: { reference: 'urn:uuid:c1' },
    payment: { amount: { value: 20, currency: 'USD' } },
    ...parts,
  };
}

export function aCondition(parts: Parts = {}): Resource {
  return { resourceType: 'Condition', id: 'k1', subject, code: snomed('44054006'), ...parts };
}

export function aPractitioner(parts: Parts = {}): Resource {
  const identifier = [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '9999900019' }];
  return { resourceType: 'Practitioner', id: 'd1', identifier, name: [{ family: 'Physician', given: [] }], ...parts };
}

export function anOrganization(parts: Parts = {}): Resource {
  const identifier = [{ system: 'http://org.example', value: 'O-1' }];
  return { resourceType: 'Organization', id: 'h1', identifier, name: 'Test Hospital', ...parts };
}
