import { mainCoding } from './elements';
import { type Entry, type OpenBundle, skip } from './open-bundle';
import type { Concept, PlannedTest, ReferenceRange, TestValue } from './plan';
import { readClinical } from './plan-clinical';
import { effectiveOf, ObservationResource, type ReadObservation, type ReadRange } from './resources';

const VALUES_NOT_READ = ['Boolean', 'Range', 'Ratio', 'SampledData', 'Time', 'DateTime', 'Period'].map((type) => `value${type}`);
/** `unknown`: "The value is expected to exist but is not known" (CodeSystem data-absent-reason). */
const UNKNOWN: Concept = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code: 'unknown', display: 'Unknown' }],
};

/** One laboratory Observation as a test, with the reference to its encounter; undefined once its reason is noted. */
export function planTest(bundle: OpenBundle, entry: Entry): { test: PlannedTest; encounter?: string } | undefined {
  const resource = readClinical(bundle, ObservationResource, entry);
  if (!resource) return undefined;
  const effective = effectiveOf(resource);
  if (!effective) return skip(bundle, entry.label, 'has neither effective[x] nor issued');
  const outcome = outcomeOf(resource, entry.resource);
  if ('fault' in outcome) return skip(bundle, entry.label, outcome.fault);
  const { code, issued, encounter, interpretation, referenceRange } = resource;
  const codes = interpretation.flatMap((concept) => mainCoding(concept) ?? []);
  const test: PlannedTest = {
    ...{ sourceId: entry.id, code, effective, issued, ...outcome },
    ...(codes.length > 0 && { interpretation: codes }),
    ...rangeOf(bundle, entry, referenceRange),
  };
  return { test, encounter };
}

type Outcome = { value: TestValue } | { dataAbsentReason: Concept } | { fault: string };

function outcomeOf(resource: ReadObservation, raw: object): Outcome {
  const value = valueOf(resource);
  if (value) return { value };
  const unread = VALUES_NOT_READ.find((name) => name in raw);
  if (unread) return { fault: `${unread} is not supported` };
  if (resource.dataAbsentReason) return { dataAbsentReason: resource.dataAbsentReason };
  // Such an Observation groups others (a blood pressure, a panel): its parts are the results, not it.
  if ('component' in raw || 'hasMember' in raw) return { fault: 'has no value of its own, only component or hasMember' };
  return { dataAbsentReason: UNKNOWN };
}

function valueOf({ valueQuantity, valueCodeableConcept, valueString, valueInteger }: ReadObservation): TestValue | undefined {
  if (valueQuantity) return { quantity: valueQuantity };
  if (valueInteger !== undefined) return { quantity: { value: String(valueInteger) } };
  if (valueString) return { text: valueString };
  return valueCodeableConcept && saysSomething(valueCodeableConcept) ? { concept: valueCodeableConcept } : undefined;
}

function saysSomething({ coding, text }: Concept): boolean {
  return coding.length > 0 || text !== undefined;
}

/** The normal range; of several for certain ages or groups we do not choose one. */
function rangeOf(bundle: OpenBundle, entry: Entry, ranges: ReadRange[]): { referenceRange?: ReferenceRange } {
  const normal = ranges.filter(isNormal);
  const chosen = normal.length === 1 ? normal[0] : normal.find(isForEverybody);
  if (chosen) return { referenceRange: { low: chosen.low, high: chosen.high, ...(chosen.text && { text: chosen.text }) } };
  if (ranges.length > 0) skip(bundle, entry.label, 'planned without its referenceRange: none is the normal one for everybody');
  return {};
}

/** A range without a type is the normal one (FHIR R4 Observation.referenceRange.type). One that says nothing is none. */
function isNormal({ low, high, text, type }: ReadRange): boolean {
  return Boolean(low ?? high ?? text) && (!type || type.coding.some(({ code }) => code === 'normal'));
}

function isForEverybody({ appliesTo, age }: ReadRange): boolean {
  return appliesTo === undefined && age === undefined;
}
