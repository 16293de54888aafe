import * as fc from 'fast-check';
import { linkPlans } from './link-plans';
import { planBundle } from './plan-bundle';
import {
  aClaim,
  aCondition,
  anEncounter,
  anExplanation,
  anObservation,
  anOrganization,
  aPatient,
  aPractitioner,
  aReport,
  bundleOf,
  type Resource,
} from './testing/bundles';

const participant = [{ individual: { reference: 'Practitioner/d1' } }];
const referenceRange = [{ low: { value: 12 } }];
const whole: Resource[] = [
  aPatient({ address: [{ city: 'Anywhere' }], telecom: [{ system: 'phone', value: '555' }] }),
  anEncounter({ participant }),
  anObservation({ referenceRange }),
  aReport(['urn:uuid:o1']),
  aPractitioner(),
  anOrganization(),
  aClaim({ diagnosis: [{ sequence: 1, diagnosisReference: { reference: 'urn:uuid:k1' } }] }),
  anExplanation(),
  aCondition(),
];
const text = bundleOf(...whole);
const plannable = (input: string) => expect(() => linkPlans([planBundle(input, 'a.json')])).not.toThrow();

describe('whatever a file holds, planning does not throw', () => {
  it('when the text is cut off anywhere', () => {
    fc.assert(fc.property(fc.nat(text.length), (length) => plannable(text.slice(0, length))));
  });

  it('when characters are replaced', () => {
    const edit = fc.tuple(fc.nat(text.length - 1), fc.string({ maxLength: 3 }));
    fc.assert(fc.property(edit, ([at, put]) => plannable(text.slice(0, at) + put + text.slice(at + put.length))));
  });

  it('when any part is replaced by any other JSON', () => {
    const paths = pathsIn(JSON.parse(text), []);
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) =>
        plannable(JSON.stringify(replaced(JSON.parse(text), path, value))),
      ),
      { numRuns: 500 },
    );
  });

  it('when it is any text or any JSON', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), plannable));
  });
});

function pathsIn(json: unknown, path: string[]): string[][] {
  if (typeof json !== 'object' || json === null) return [path];
  return [path, ...Object.entries(json).flatMap(([key, part]) => pathsIn(part, [...path, key]))];
}

function replaced(json: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  const parent = json as Record<string, unknown>;
  parent[key] = replaced(parent[key], rest, value);
  return parent;
}
