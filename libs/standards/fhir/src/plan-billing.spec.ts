import * as fc from 'fast-check';
import { planBundle } from './plan-bundle';
import { aClaim, aCondition, anEncounter, anExplanation, aPatient, bundleOf } from './testing/bundles';

const plan = (...resources: unknown[]) => planBundle(bundleOf(aPatient(), anEncounter(), ...resources), 'a.json');
const billing = (...resources: unknown[]) => plan(...resources).encounters[0]?.encounter.billing;
const skipped = (...resources: unknown[]) => plan(...resources).skipped.map(({ resource, reason }) => `${resource} ${reason}`);

const coded = (code: string) => ({ coding: [{ system: 'http://snomed.info/sct', code }] });
const usd = (value: unknown) => ({ value, currency: 'USD' });
const visit = (parts: object = {}) => ({
  ...{ sequence: 1, productOrService: coded('185349003'), encounter: [{ reference: 'Encounter/e1' }] },
  ...parts,
});
const item = (sequence: number, net: unknown, parts: object = {}) => ({
  ...{ sequence, productOrService: coded('26604007'), net: usd(net) },
  ...parts,
});

describe('the bill of an encounter', () => {
  it('has a charge per item, and the visit takes what is left', () => {
    expect(billing(aClaim(), anExplanation())).toEqual({
      sourceId: 'c1',
      payerName: 'Samplecare',
      charges: [
        { sourceId: 'c1/1', code: { system: 'http://snomed.info/sct', code: '185349003' }, cents: 1500 },
        { sourceId: 'c1/2', code: { system: 'http://snomed.info/sct', code: '26604007' }, cents: 1000 },
      ],
      billedCents: 2500,
      payCents: 2000,
      diagnoses: [],
    });
  });

  it('is the sum of the items when that is more than the total, and then the visit costs nothing', () => {
    const bill = billing(aClaim({ item: [visit(), item(2, 140.52)], total: usd(129.16) }));
    expect(bill).toMatchObject({ billedCents: 14052, charges: [{ sourceId: 'c1/2', cents: 14052 }] });
  });

  it('is the sum of the items when there is no total', () => {
    expect(billing(aClaim({ total: undefined }))).toMatchObject({ billedCents: 1000, charges: [{ sourceId: 'c1/2' }] });
  });

  it('adds what is left to the price of the visit when it has one', () => {
    const items = [visit({ net: usd(5) }), item(2, 10)];
    expect(billing(aClaim({ item: items }))).toMatchObject({ charges: [{ cents: 1500 }, { cents: 1000 }] });
    const second = { sequence: 3, productOrService: coded('1'), encounter: [{ reference: 'urn:uuid:e1' }] };
    expect(billing(aClaim({ item: [...items, second] }))).toMatchObject({
      charges: [{ cents: 500 }, { cents: 1000 }, { sourceId: 'c1/3', cents: 1000 }],
    });
  });

  it('is to the cent what its charges come to, whatever digits the file has', () => {
    const amount = fc.tuple(fc.nat(99_999), fc.nat(99_999)).map(([whole, rest]) => `${whole}.${String(rest).padStart(5, '0')}`);
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 8 }), amount, (nets, total) => {
        const items = [visit(), ...nets.map((net, position) => item(position + 2, net))];
        const { charges, billedCents } = billing(aClaim({ item: items, total: usd(total) })) ?? { charges: [], billedCents: 0 };
        expect(charges.reduce((sum, { cents }) => sum + cents, 0)).toBe(billedCents);
        expect(charges.every(({ cents }) => cents > 0)).toBe(true);
      }),
    );
  });

  it('says on which day a service was given, there and not in UTC', () => {
    const servicedPeriod = { start: '2026-03-02T23:30:00-07:00', end: '2026-03-03T00:30:00-07:00' };
    const items = [visit({ servicedPeriod }), item(2, 10, { servicedDate: '2026-03-01' })];
    expect(billing(aClaim({ item: items }))?.charges.map(({ serviced }) => serviced)).toEqual(['2026-03-02', '2026-03-01']);
  });

  it('is not what a pharmacy bills, nor a question to a payer', () => {
    const pharmacy = { id: 'c2', type: { coding: [{ code: 'pharmacy' }] } };
    expect(plan(aClaim(pharmacy), anExplanation({ claim: { reference: 'Claim/c2' } }))).toMatchObject({ skipped: [] });
    expect(billing(aClaim(pharmacy))).toBeUndefined();
    expect(skipped(aClaim({ use: 'predetermination' }))).toEqual(['Claim/c1 use is missing or not valid']);
  });
});

describe('what the payer will pay', () => {
  const pays = (value: unknown, parts: object = {}) => anExplanation({ payment: { amount: usd(value) }, ...parts });

  it.each([
    [12.345, 1235],
    ['12.3449999999999999999', 1234],
    [25.01, 2500],
    [0, 0],
  ])('is at most the amount, rounded half-up: %s', (value, payCents) => {
    expect(billing(aClaim(), pays(value))).toMatchObject({ payCents });
  });

  it.each(['no_insurance', 'NO_INSURANCE', ' No_Insurance '])('is nothing of the patient`s own bill (%s)', (display) => {
    const { encounters, skipped: faults } = plan(aClaim({ insurance: [{ coverage: { display } }] }), pays(-1));
    expect(encounters[0]?.encounter.billing).toMatchObject({ billedCents: 2500 });
    expect(encounters[0]?.encounter.billing).not.toHaveProperty('payerName');
    expect(encounters[0]?.encounter.billing).not.toHaveProperty('payCents');
    expect(faults).toEqual([]);
  });

  it('is not known without an explanation, or with one that does not say', () => {
    expect(billing(aClaim())).not.toHaveProperty('payCents');
    expect(billing(aClaim(), anExplanation({ payment: undefined }))).not.toHaveProperty('payCents');
  });

  it('is what the first explanation in force says', () => {
    const explanations = [pays(1, { status: 'cancelled' }), pays(2, { id: 'x2' }), pays(3, { id: 'x3' })];
    expect(billing(aClaim(), ...explanations)).toMatchObject({ payCents: 200 });
    expect(skipped(aClaim(), ...explanations)).toEqual([
      'ExplanationOfBenefit/x1 status is cancelled',
      'ExplanationOfBenefit/x3 its Claim has an earlier ExplanationOfBenefit',
    ]);
  });

  it('is not taken from an explanation of nothing or of somebody else', () => {
    const strange = [
      anExplanation({ claim: { reference: 'urn:uuid:k1' } }),
      anExplanation({ id: 'x2', claim: undefined }),
      anExplanation({ id: 'x3', patient: { reference: 'urn:uuid:p2' } }),
    ];
    expect(billing(aClaim(), aCondition(), ...strange)).not.toHaveProperty('payCents');
    expect(skipped(aClaim(), aCondition(), ...strange)).toEqual([
      'ExplanationOfBenefit/x1 claim is absent or points at no Claim in the file',
      'ExplanationOfBenefit/x2 claim is absent or points at no Claim in the file',
      'ExplanationOfBenefit/x3 subject is not the Patient of the file',
    ]);
  });
});

describe('the diagnoses of a bill', () => {
  const names = (sequence: number, id: string) => ({ sequence, diagnosisReference: { reference: `urn:uuid:${id}` } });

  it('are the codes of its conditions, in the order of their sequence', () => {
    const diagnosis = [names(2, 'k2'), names(1, 'k1'), { sequence: 3, diagnosisCodeableConcept: coded('38341003') }];
    const bill = billing(aClaim({ diagnosis }), aCondition(), aCondition({ id: 'k2', code: coded('73211009') }));
    expect(bill?.diagnoses.map(({ code }) => code)).toEqual(['44054006', '73211009', '38341003']);
  });

  it('cost nothing, though the claim has an item for each', () => {
    const items = [visit(), { sequence: 2, diagnosisSequence: [1], productOrService: coded('44054006') }];
    expect(billing(aClaim({ item: items, diagnosis: [names(1, 'k1')] }), aCondition())).toMatchObject({
      charges: [{ sourceId: 'c1/1', cents: 2500 }],
      diagnoses: [{ code: '44054006' }],
    });
  });

  it('are without those that are refuted, uncoded or not there, and the bill stays', () => {
    const refuted = aCondition({ verificationStatus: { coding: [{ code: 'refuted' }] } });
    const resources = [
      aClaim({ diagnosis: [names(1, 'k1'), names(2, 'gone'), names(3, 'c1')] }),
      refuted,
      aCondition({ id: 'k9', code: { text: 'uncoded, and in no claim' } }),
    ];
    expect(billing(...resources)).toMatchObject({ billedCents: 2500, diagnoses: [] });
    expect(skipped(...resources)).toEqual([
      'Condition/k1 status is refuted',
      'Claim/c1 planned without diagnosis.0: it has no code that can be used',
      'Claim/c1 planned without diagnosis.1: it has no code that can be used',
      'Claim/c1 planned without diagnosis.2: it has no code that can be used',
    ]);
  });
});

describe('a claim with a fault', () => {
  it.each<[string, object, string]>([
    [
      'has no payer',
      { insurance: [{ coverage: { reference: '#coverage' } }] },
      'insurance.0.coverage.display is missing or not valid',
    ],
    ['is not in dollars', { total: { value: 25, currency: 'EUR' } }, 'total.currency is missing or not valid'],
    ['is below zero', { item: [visit(), item(2, -1)] }, 'item.1.net.value is missing or not valid'],
    ['is beyond all measure', { total: usd(1e9) }, 'total.value is missing or not valid'],
    [
      'adds up beyond all measure',
      { item: [visit(), item(2, 6e7), item(3, 6e7)] },
      'its items come to more than a claim can say',
    ],
    ['bills nothing', { item: [visit()], total: usd(0) }, 'bills nothing: its amount is 0.00'],
    ['has two items of one number', { item: [visit(), item(1, 10)] }, 'item is missing or not valid'],
    ['is about somebody else', { patient: { reference: 'urn:uuid:p2' } }, 'subject is not the Patient of the file'],
    ['is void', { status: 'entered-in-error' }, 'status is entered-in-error'],
    ['names no encounter', { item: [item(1, 10)] }, 'no item names an encounter of the file that is planned'],
    [
      'names two encounters',
      { item: [visit(), visit({ sequence: 2, encounter: [{ reference: 'urn:uuid:p1' }] })] },
      'its items name more than one encounter',
    ],
    [
      'names one that is not there as well',
      { item: [visit({ encounter: [{ reference: 'Encounter/gone' }] }), visit({ sequence: 2 })] },
      'its items name more than one encounter',
    ],
  ])('is skipped when it %s', (_, parts, reason) => {
    const { encounters, skipped: faults } = plan(aClaim({ ...parts }));
    expect(encounters[0]?.encounter.billing).toBeUndefined();
    expect(faults).toEqual([{ file: 'a.json', resource: 'Claim/c1', reason }]);
  });

  it('does not take the place of the one before it', () => {
    expect(billing(aClaim(), aClaim({ id: 'c2' }))).toMatchObject({ sourceId: 'c1' });
    expect(skipped(aClaim(), aClaim({ id: 'c2' }))).toEqual(['Claim/c2 its encounter has an earlier Claim']);
  });
});
