import { writeFileSync } from 'node:fs';
import { countJourneys, type Journeys } from '@orderly/standards/fhir';
import type { Quantiles } from './latency';
import type { Reconciliation } from './reconcile';
import type { Skipped } from './replay';

export interface Report {
  patients: number;
  encounters: number;
  ordersPlaced: number;
  resultsVerified: number;
  events: {
    written: number;
    published: number;
    subscriptions: Reconciliation['subscriptions'];
    duplicatesIgnored: number;
    parked: number;
    dead: number;
  };
  latencyMs: { http: Quantiles; commitToEffect: Quantiles };
  wallSeconds: number;
  skipped: Skipped[];
  unmatched: string[];
  sampleTraceId?: string;
  ok: boolean;
}

export interface Measured {
  latencyMs: Report['latencyMs'];
  duplicatesIgnored: number;
  wallSeconds: number;
  skipped: Skipped[];
}

/** What the database says, beside what was measured on the way. `ok` needs both: all effects, and everything that was planned or explained. */
export function reportOf(journeys: Journeys, found: Reconciliation, measured: Measured): Report {
  const { patients, encounters, ordersPlaced, resultsVerified, written, published, subscriptions, parked, dead, sampleTraceId } =
    found;
  const skipped = [...journeys.skipped, ...measured.skipped];
  const unmatched = [
    ...found.openOrders.map((id) => `Order/${id} is neither completed nor revoked`),
    ...differences(journeys, found, measured.skipped.length),
  ];
  return {
    ...{ patients, encounters, ordersPlaced, resultsVerified },
    events: { written, published, subscriptions, duplicatesIgnored: measured.duplicatesIgnored, parked, dead },
    latencyMs: measured.latencyMs,
    wallSeconds: measured.wallSeconds,
    skipped,
    unmatched,
    sampleTraceId,
    ok: found.ok && unmatched.length === 0,
  };
}

/** The database holds what the files hold, unless something was refused and stands in `skipped`. */
function differences(journeys: Journeys, found: Reconciliation, refused: number): string[] {
  if (refused > 0) return [];
  const planned = countJourneys(journeys);
  const pairs = [
    ['patients', planned.patients, found.patients],
    ['encounters', planned.encounters, found.encounters],
    ['orders', planned.orders, found.ordersPlaced],
    ['results', planned.results, found.resultsVerified],
  ] as const;
  return pairs
    .filter(([, want, have]) => want !== have)
    .map(([what, want, have]) => `${want} ${what} in the files, ${have} in the database`);
}

/** The hospital holds all of it already, from an earlier replay. */
export const isComplete = (journeys: Journeys, found: Reconciliation): boolean =>
  found.ok && differences(journeys, found, 0).length === 0;

export function writeReport(path: string | undefined, report: object): void {
  if (path) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
}
