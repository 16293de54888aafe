import { type Entry, type OpenBundle, ofType, read, skip } from './open-bundle';
import type { PlannedOrder } from './plan';
import { readClinical } from './plan-clinical';
import { planTest } from './plan-tests';
import { effectiveOf, isLaboratory, ReportResource, ReportResults } from './resources';

/** An order with the reference to its encounter, as the file writes it. */
export interface OrderInFile {
  order: PlannedOrder;
  label: string;
  encounter?: string;
}

/**
 * Every DiagnosticReport with at least one laboratory result is one order with a test per such result; every laboratory
 * Observation in no report is an order of its own.
 */
export function planOrders(bundle: OpenBundle): OrderInFile[] {
  const unreported = new Set(ofType(bundle, 'Observation').filter(({ resource }) => isLaboratory(resource)));
  const reported = ofType(bundle, 'DiagnosticReport').flatMap((report) => {
    const results = takeResults(bundle, report, unreported);
    return results.length > 0 ? planReport(bundle, report, results) : [];
  });
  return [...reported, ...[...unreported].flatMap((observation) => planSingle(bundle, observation))];
}

/** The laboratory Observations of a report, which from here on are reported: an Observation belongs to one order. */
function takeResults(bundle: OpenBundle, report: Entry, unreported: Set<Entry>): Entry[] {
  const results = read(bundle, ReportResults, report)?.result ?? [];
  return results.flatMap((reference, position) => {
    const target = bundle.index.resolve(reference);
    if (target && unreported.delete(target)) return [target];
    const fault = faultOf(target);
    if (fault) skip(bundle, report.label, `result.${position} ${fault}`);
    return [];
  });
}

function faultOf(target: Entry | undefined): string | undefined {
  if (!target) return 'points at nothing in the file';
  return isLaboratory(target.resource) ? 'is in an earlier report or occurs twice' : undefined;
}

function planReport(bundle: OpenBundle, report: Entry, results: Entry[]): OrderInFile[] {
  const resource = readClinical(bundle, ReportResource, report);
  if (!resource) {
    for (const { label } of results) skip(bundle, label, 'its report was skipped');
    return [];
  }
  const tests = results.flatMap((result) => planTest(bundle, result)?.test ?? []);
  const [first] = tests.map(({ effective }) => effective).sort();
  if (!first) {
    skip(bundle, report.label, 'none of its laboratory results can be used');
    return [];
  }
  const effective = effectiveOf(resource) ?? first;
  const { code, issued, encounter } = resource;
  return [{ label: report.label, encounter, order: { sourceId: report.id, code, effective, issued, tests } }];
}

function planSingle(bundle: OpenBundle, observation: Entry): OrderInFile[] {
  const { test, encounter } = planTest(bundle, observation) ?? {};
  if (!test) return [];
  const { sourceId, code, effective, issued } = test;
  return [{ label: observation.label, encounter, order: { sourceId, code, effective, issued, tests: [test] } }];
}
