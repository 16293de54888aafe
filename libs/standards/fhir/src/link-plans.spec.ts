import { countJourneys, linkPlans } from './link-plans';
import { planBundle } from './plan-bundle';
import { anEncounter, anObservation, anOrganization, aPatient, aPractitioner, bundleOf } from './testing/bundles';

const link = (files: Record<string, unknown[]>) =>
  linkPlans(Object.entries(files).map(([file, parts]) => planBundle(bundleOf(...parts), file)));
const by = (reference: string) => ({ participant: [{ individual: { reference } }] });
const npi = 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999900019';

describe('linking the plans of a folder', () => {
  it('finds practitioner and organization in other files, also in later ones', () => {
    const encounter = anEncounter({ ...by(npi), serviceProvider: { reference: 'Organization/h1' } });
    const { patients, skipped } = link({ 'a.json': [aPatient(), encounter], 'z.json': [aPractitioner(), anOrganization()] });
    expect(patients[0]?.encounters).toMatchObject([{ practitionerSourceId: 'd1', organizationSourceId: 'h1' }]);
    expect(skipped).toEqual([]);
  });

  it('has everybody once, the same by identifier before the same by id', () => {
    const again = aPractitioner({ id: 'd2' });
    const nameless = aPractitioner({ identifier: [] });
    const { practitioners, patients } = link({
      'a.json': [aPractitioner()],
      'b.json': [again, nameless, aPatient(), anEncounter(by('urn:uuid:d2'))],
    });
    expect(practitioners.map(({ sourceId }) => sourceId)).toEqual(['d1']);
    expect(patients[0]?.encounters[0]?.practitionerSourceId).toBe('d1');
  });

  it('knows an NPI only when it is valid', () => {
    const early = aPractitioner({ id: 'd2', identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '140' }] });
    const { practitioners } = link({ 'a.json': [aPractitioner(), early] });
    expect(practitioners.map((practitioner) => practitioner.npi)).toEqual(['9999900019', undefined]);
    expect(practitioners[1]?.identifier).toHaveLength(1);
  });

  it('keeps the encounter of a practitioner whom it does not find, and says so', () => {
    const { patients, skipped } = link({ 'a.json': [aPatient(), anEncounter(by(npi))] });
    expect(patients[0]?.encounters).toHaveLength(1);
    expect(skipped).toEqual([
      { file: 'a.json', resource: 'Encounter/e1', reason: 'planned without practitioner: participant points at none' },
    ]);
  });

  it('names the reference data and counts what is planned', () => {
    const journeys = link({ 'a.json': [aPatient(), anEncounter(), anObservation()], 'b.json': [anOrganization()], 'c.json': [] });
    expect(journeys.files).toEqual(['a.json', 'b.json']);
    expect(journeys.referenceFiles).toEqual([{ file: 'b.json', organizations: 1, practitioners: 0 }]);
    expect(countJourneys(journeys)).toEqual({ patients: 1, encounters: 1, orders: 1, results: 1 });
  });

  it('plans a patient who is in two files from the first', () => {
    const { patients, skipped } = link({ 'a.json': [aPatient()], 'b.json': [aPatient()] });
    expect(patients.map(({ file }) => file)).toEqual(['a.json']);
    expect(skipped).toEqual([{ file: 'b.json', resource: 'Patient/p1', reason: 'the same Patient is in an earlier file' }]);
  });
});
