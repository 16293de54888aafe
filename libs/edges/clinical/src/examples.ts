const glucose = { system: 'http://loinc.org', code: '2345-7', display: 'Glucose [Mass/volume] in Serum or Plasma' };
const panel = { system: 'http://loinc.org', code: '51990-0', display: 'Basic metabolic panel - Blood' };
const result = { valueQuantity: { value: '104.0', unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' } };

/** Invented values for the API page, by field, or by operation and field. A spec sends every example through its operation's input. */
export const examples: Readonly<Record<string, unknown>> = {
  tenant: 'demo',
  slug: 'demo',
  username: 'm.physician',
  displayName: 'Morgan Physician',
  password: 'correct horse battery',
  roles: ['physician'],
  family: 'Testwood',
  given: ['Mira'],
  npi: '1234567893',
  gender: 'female',
  class: 'AMB',
  code: panel,
  tests: [glucose],
  priority: 'routine',
  reason: 'ordered twice',
  accessionNumber: 'A-26-000123',
  results: [{ code: glucose, value: result, interpretation: 'H', referenceRange: { text: '70-99 mg/dL' } }],
  value: result,
  context: 'orders',
  'CollectSpecimen.type': { system: 'http://snomed.info/sct', code: '119297000', display: 'Blood specimen' },
  'RejectSpecimen.reason': { system: 'http://terminology.hl7.org/CodeSystem/v2-0490', code: 'RH', display: 'Hemolyzed' },
  'CorrectResult.reason': 'value was typed for another specimen',
};
