import { planBundle } from './plan-bundle';
import { anEncounter, anObservation, aPatient, bundleOf } from './testing/bundles';

function planned(parts: Record<string, unknown>, text = bundleOf(aPatient(), anEncounter(), anObservation(parts))) {
  const { encounters, skipped } = planBundle(text, 'a.json');
  return { test: encounters[0]?.encounter.orders[0]?.tests[0], reasons: skipped.map(({ reason }) => reason) };
}
const withoutQuantity = { valueQuantity: undefined };

describe('a result', () => {
  it('keeps the digits of its number', () => {
    const text = bundleOf(aPatient(), anEncounter(), anObservation()).replace('13.5', '4.50');
    expect(planned({}, text).test?.value).toEqual({ quantity: { value: '4.50', unit: 'g/dL' } });
  });

  it('keeps comparator, UCUM code and a missing unit as the code', () => {
    const valueQuantity = { value: 6, comparator: '<', system: 'http://unitsofmeasure.org', code: 'ng/L' };
    expect(planned({ valueQuantity }).test?.value).toEqual({ quantity: { ...valueQuantity, value: '6', unit: 'ng/L' } });
  });

  it.each([
    [
      { valueCodeableConcept: { coding: [{ system: 's', code: 'c' }], text: 't' } },
      { concept: { coding: [{ system: 's', code: 'c' }], text: 't' } },
    ],
    [{ valueCodeableConcept: { text: 't' } }, { concept: { coding: [], text: 't' } }],
    [{ valueString: 'cloudy' }, { text: 'cloudy' }],
    [{ valueInteger: 3 }, { quantity: { value: '3' } }],
  ])('is read from %j', (parts, value) => {
    expect(planned({ ...withoutQuantity, ...parts }).test?.value).toEqual(value);
  });

  it('without a value says why, or that it is unknown', () => {
    const dataAbsentReason = { coding: [{ system: 's', code: 'error' }] };
    expect(planned({ ...withoutQuantity, dataAbsentReason }).test).toMatchObject({ dataAbsentReason });
    expect(planned(withoutQuantity).test).toMatchObject({ dataAbsentReason: { coding: [{ code: 'unknown' }] } });
  });

  it('is not made of an Observation that only groups others, or of a kind of value that we do not have', () => {
    expect(planned({ ...withoutQuantity, component: [] }).reasons).toEqual([
      'has no value of its own, only component or hasMember',
    ]);
    expect(planned({ ...withoutQuantity, valueRatio: {} }).reasons).toEqual(['valueRatio is not supported']);
  });

  it('has its reference range and interpretations', () => {
    const referenceRange = [{ low: { value: 12, unit: 'g/dL' }, high: { value: 15.5, unit: 'g/dL' } }];
    const interpretation = [
      { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', code: 'H' }] },
    ];
    expect(planned({ referenceRange, interpretation }).test).toMatchObject({
      referenceRange: { low: { value: '12', unit: 'g/dL' }, high: { value: '15.5', unit: 'g/dL' } },
      interpretation: [{ code: 'H' }],
    });
  });

  it('does not take a critical range for the normal one', () => {
    const type = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/referencerange-meaning', code: 'critical' }] };
    const { test, reasons } = planned({ referenceRange: [{ low: { value: 7 }, type }] });
    expect(test?.referenceRange).toBeUndefined();
    expect(reasons).toHaveLength(1);
  });

  it('has the range for everybody when there are several', () => {
    const forChildren = { text: 'children', age: { high: { value: 12, unit: 'a' } } };
    expect(planned({ referenceRange: [forChildren, { text: 'adults' }] }).test?.referenceRange).toEqual({ text: 'adults' });
    const { test, reasons } = planned({ referenceRange: [forChildren, forChildren] });
    expect(test?.referenceRange).toBeUndefined();
    expect(reasons).toEqual(['planned without its referenceRange: none is the normal one for everybody']);
  });

  it('is coded in LOINC when the file offers several codings, with the text as the display', () => {
    const coding = [
      { system: 'http://local.example', code: 'HB' },
      { system: 'http://loinc.org', code: '718-7' },
    ];
    expect(planned({ code: { coding, text: 'Hemoglobin' } }).test?.code).toEqual({
      system: 'http://loinc.org',
      code: '718-7',
      display: 'Hemoglobin',
    });
  });

  it('takes the start of a period, else the moment of issue, as its time, and needs one', () => {
    const timeless = { effectiveDateTime: undefined };
    expect(planned({ ...timeless, effectivePeriod: { start: '2026-03-02' } }).test?.effective).toBe('2026-03-02T00:00:00.000Z');
    expect(planned({ ...timeless, issued: '2026-03-02T08:20:00.123Z' }).test?.effective).toBe('2026-03-02T08:20:00.123Z');
    expect(planned(timeless).reasons).toEqual(['has neither effective[x] nor issued']);
  });
});
