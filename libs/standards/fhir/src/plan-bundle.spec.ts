import { planBundle } from './plan-bundle';
import { anEncounter, anObservation, aPatient, aReport, bundleOf } from './testing/bundles';

const plan = (...resources: unknown[]) => planBundle(bundleOf(...resources), 'a.json');
const orders = (...resources: unknown[]) => plan(aPatient(), anEncounter(), ...resources).encounters[0]?.encounter.orders;

describe('planning a bundle', () => {
  it('keeps every identifier of the patient with its type', () => {
    const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] };
    const identifier = [
      { type, system: 'http://mrn.example', value: 'M-1' },
      { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-00-0001' },
    ];
    expect(plan(aPatient({ identifier })).patient).toMatchObject({ sourceId: 'p1', identifier, gender: 'female' });
  });

  it('takes the official name and reads a patient of unknown gender', () => {
    const name = [
      { use: 'nickname', family: 'Nick' },
      { use: 'official', family: 'Real', given: ['A', 'B'] },
    ];
    const { patient } = plan(aPatient({ name, gender: undefined }));
    expect(patient).toMatchObject({ name: { family: 'Real', given: ['A', 'B'] }, gender: 'unknown' });
  });

  it('starts encounters in order, in UTC, with the class that the file gives', () => {
    const later = anEncounter({ id: 'e2', class: { code: 'IMP' }, period: { start: '2026-03-02T08:30:00-07:00' } });
    const { encounters } = plan(aPatient(), later, anEncounter());
    expect(encounters.map(({ encounter }) => encounter)).toMatchObject([
      { sourceId: 'e1', class: 'AMB', period: { start: '2026-03-02T08:00:00.000Z', end: '2026-03-02T09:00:00.000Z' } },
      { sourceId: 'e2', class: 'IMP', period: { start: '2026-03-02T15:30:00.000Z' } },
    ]);
  });

  it('takes the people from wherever the file points', () => {
    const participant = [{ individual: { reference: 'Practitioner?identifier=s|1' } }, {}];
    const { encounters } = plan(aPatient(), anEncounter({ participant, serviceProvider: { reference: 'urn:uuid:h9' } }));
    expect(encounters).toMatchObject([{ participants: ['Practitioner?identifier=s|1'], serviceProvider: 'urn:uuid:h9' }]);
  });
});

describe('an order', () => {
  it('is a report with a test per laboratory result', () => {
    const survey = anObservation({ id: 'o3', category: [{ coding: [{ code: 'survey' }] }] });
    const report = aReport(['urn:uuid:o1', 'Observation/o2', 'urn:uuid:o3']);
    expect(orders(anObservation(), anObservation({ id: 'o2' }), survey, report)).toMatchObject([
      { sourceId: 'r1', code: { code: '58410-2' }, tests: [{ sourceId: 'o1' }, { sourceId: 'o2' }] },
    ]);
  });

  it('is also a laboratory Observation in no report', () => {
    expect(orders(anObservation())).toMatchObject([{ sourceId: 'o1', code: { code: '718-7' }, tests: [{ sourceId: 'o1' }] }]);
  });

  it('is not made of a report without laboratory results', () => {
    const survey = anObservation({ category: [{ coding: [{ code: 'survey' }] }] });
    expect(orders(survey, aReport(['urn:uuid:o1']), aReport([], { id: 'r2' }))).toEqual([]);
  });

  it('may lie outside the period of its encounter', () => {
    expect(orders(anObservation({ effectiveDateTime: '2026-03-04T08:00:00Z' }))).toMatchObject([
      { effective: '2026-03-04T08:00:00.000Z' },
    ]);
  });

  it('takes its time from the results when the report has none', () => {
    const report = aReport(['urn:uuid:o1'], { effectiveDateTime: undefined });
    expect(orders(anObservation(), report)).toMatchObject([{ effective: '2026-03-02T08:10:00.000Z' }]);
  });

  it('owns an Observation once, though two reports name it', () => {
    const { encounters, skipped } = plan(
      aPatient(),
      anEncounter(),
      anObservation(),
      aReport(['Observation/o1']),
      aReport(['Observation/o1'], { id: 'r2' }),
    );
    expect(encounters[0]?.encounter.orders).toMatchObject([{ sourceId: 'r1' }]);
    expect(skipped).toMatchObject([{ resource: 'DiagnosticReport/r2' }]);
  });
});

describe('a bundle with faults', () => {
  const reasons = (...resources: unknown[]) => plan(...resources).skipped;

  it.each([
    ['truncated', bundleOf(aPatient()).slice(0, -20), 'not valid JSON, perhaps truncated'],
    ['no bundle', '{"resourceType":"Patient"}', 'not a FHIR Bundle'],
    ['null', 'null', 'not a FHIR Bundle'],
  ])('is skipped when it is %s', (_, text, reason) => {
    expect(planBundle(text, 'a.json')).toMatchObject({ encounters: [], skipped: [{ file: 'a.json', reason }] });
  });

  it('loses only the item with the fault', () => {
    const { encounters, skipped } = plan(
      aPatient(),
      anEncounter({ id: 'e2', period: {} }),
      anEncounter(),
      anObservation({ code: {} }),
      anObservation({ id: 'o2' }),
    );
    expect(encounters).toMatchObject([{ encounter: { sourceId: 'e1', orders: [{ sourceId: 'o2' }] } }]);
    expect(skipped).toEqual([
      { file: 'a.json', resource: 'Encounter/e2', reason: 'period.start is missing or not valid' },
      { file: 'a.json', resource: 'Observation/o1', reason: 'code is missing or not valid' },
    ]);
  });

  it('says which reference points at nothing', () => {
    const lost = anObservation({ id: 'o2', encounter: { reference: 'urn:uuid:gone' } });
    expect(reasons(aPatient(), anEncounter(), anObservation(), lost, aReport(['urn:uuid:o1', 'urn:uuid:gone']))).toEqual([
      { file: 'a.json', resource: 'DiagnosticReport/r1', reason: 'result.1 points at nothing in the file' },
      { file: 'a.json', resource: 'Observation/o2', reason: 'encounter is absent, points at nothing in the file or was skipped' },
    ]);
  });

  it('takes nothing that is about somebody else, void or already read', () => {
    const stranger = anEncounter({ id: 'e2', subject: { reference: 'urn:uuid:p2' } });
    const wrong = anEncounter({ id: 'e3', status: 'entered-in-error' });
    const { encounters, skipped } = plan(aPatient(), aPatient({ id: 'p2' }), stranger, wrong, anEncounter(), anEncounter());
    expect(encounters).toHaveLength(1);
    expect(skipped.map(({ resource, reason }) => `${resource} ${reason}`)).toEqual([
      'Encounter/e1 occurs a second time in the file',
      'Patient/p2 a second Patient in one file',
      'Encounter/e2 subject is not the Patient of the file',
      'Encounter/e3 status is entered-in-error',
    ]);
  });

  it('skips the results of a report that it skips, one by one', () => {
    expect(reasons(aPatient(), anEncounter(), anObservation(), aReport(['urn:uuid:o1'], { code: undefined }))).toMatchObject([
      { resource: 'DiagnosticReport/r1', reason: 'code is missing or not valid' },
      { resource: 'Observation/o1', reason: 'its report was skipped' },
    ]);
  });

  it('skips a report of which no result can be used', () => {
    const faulty = anObservation({ code: {} });
    const { encounters, skipped } = plan(aPatient(), anEncounter(), faulty, aReport(['urn:uuid:o1']));
    expect(encounters[0]?.encounter.orders).toEqual([]);
    expect(skipped).toContainEqual({
      file: 'a.json',
      resource: 'DiagnosticReport/r1',
      reason: 'none of its laboratory results can be used',
    });
  });

  it('says that nothing clinical is planned without a patient', () => {
    const reason = 'without a usable Patient nothing is planned of its Encounter, Observation';
    expect(reasons(anEncounter(), anObservation())).toEqual([{ file: 'a.json', reason }]);
    expect(reasons(aPatient({ name: [] }), anEncounter())).toHaveLength(2);
  });

  it('never repeats in a reason what the file says', () => {
    const secret = 'Testperson was born on 1970-01-01';
    const faulty = [
      aPatient(),
      aPatient({ id: secret }),
      anEncounter({ id: 'e2', class: { code: secret } }),
      anEncounter({ id: 'e3', subject: { reference: `Patient?identifier=${secret}` } }),
      anObservation({ valueQuantity: { value: secret, unit: secret } }),
      { resourceType: 'Organization', id: 'h1', name: { secret } },
      secret,
    ];
    const { skipped } = planBundle(bundleOf(...faulty), 'a.json');
    expect(skipped).toHaveLength(6);
    expect(JSON.stringify(skipped)).not.toContain('Testperson');
  });
});
