import { writeFileSync } from 'node:fs';
import { moneyOf } from '@orderly/kernel';
import type { Journeys } from '@orderly/standards/fhir';
import type { Quantiles } from './latency';
import type { Reconciliation } from './reconcile';
import type { Replay, Skipped } from './replay';
import { unitsPlanned } from './units';

export interface Report {
  patients: number;
  encounters: number;
  ordersPlaced: number;
  resultsVerified: number;
  claimsSubmitted: number;
  claimsAdjudicated: number;
  selfPayInvoices: number;
  /** Decimal text, dollars. */
  billed: string;
  paid: string;
  selfPay: string;
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
  replay: Played;
  /** The hospital was empty when the replay began; otherwise people may have worked in it since an earlier one. */
  fresh: boolean;
}

/** What a replay has found out on its way. */
export type Played = Pick<Replay, 'skipped' | 'lost' | 'orders' | 'encounters' | 'explained' | 'sampled'>;

/** What the database says, beside what was measured on the way. `ok` needs both: all effects, and everything that was planned or explained. */
export function reportOf(journeys: Journeys, found: Reconciliation, measured: Measured): Report {
  const { patients, encounters, ordersPlaced, resultsVerified, written, published, subscriptions, parked, dead } = found;
  const unmatched = unmatchedIn(journeys, found, measured);
  return {
    ...{ patients, encounters, ordersPlaced, resultsVerified },
    ...moneyIn(found),
    events: { written, published, subscriptions, duplicatesIgnored: measured.duplicatesIgnored, parked, dead },
    latencyMs: measured.latencyMs,
    wallSeconds: measured.wallSeconds,
    skipped: [...journeys.skipped, ...measured.replay.skipped],
    unmatched,
    sampleTraceId: measured.replay.sampled?.split('-')[1] ?? found.sampleTraceId,
    ok: found.ok && unmatched.length === 0,
  };
}

function moneyIn({ money }: Reconciliation) {
  const { claimsSubmitted, claimsAdjudicated, selfPayInvoices, billedCents, paidCents, selfPayCents } = money;
  const [billed, paid, selfPay] = [billedCents, paidCents, selfPayCents].map((cents) => moneyOf(cents).amount) as [
    string,
    string,
    string,
  ];
  return { claimsSubmitted, claimsAdjudicated, selfPayInvoices, billed, paid, selfPay };
}

/** The hospital holds all of it, but for what was refused. */
export const isComplete = (journeys: Journeys, found: Reconciliation, by: Pick<Measured, 'replay' | 'fresh'>): boolean =>
  found.ok && unmatchedIn(journeys, found, by).length === 0;

/** Orders and encounters of the replay that are open without a reason, and figures of the files that the database does not have. */
function unmatchedIn(journeys: Journeys, found: Reconciliation, by: Pick<Measured, 'replay' | 'fresh'>): string[] {
  const { fresh, replay } = by;
  const { lost, explained, orders, encounters } = replay;
  const isOurs = (id: string) => fresh || orders.has(id) || encounters.has(id);
  const planned = unitsPlanned(journeys);
  const { money } = found;
  const pairs = [
    ['patients', planned.patients - lost.patients, found.patients],
    ['encounters', planned.encounters - lost.encounters, found.encounters],
    ['orders', planned.orders - lost.orders, found.ordersPlaced],
    ['results', planned.results - lost.results, found.resultsVerified],
    ['claims submitted', planned.claims - lost.claims, money.claimsSubmitted],
    ['claims adjudicated', planned.claims - lost.claims, money.claimsAdjudicated],
    ['self-pay invoices', planned.selfPayInvoices - lost.selfPayInvoices, money.selfPayInvoices],
    ['cents billed', planned.billedCents - lost.billedCents, money.billedCents],
    ['cents paid', planned.paidCents - lost.paidCents, money.paidCents],
    ['cents of self-pay', planned.selfPayCents - lost.selfPayCents, money.selfPayCents],
  ] as const;
  return [
    ...found.openOrders
      .filter((id) => isOurs(id) && !explained.has(id))
      .map((id) => `Order/${id} is neither completed nor revoked`),
    ...found.unbilled
      .filter(({ encounterId }) => isOurs(encounterId) && !explained.has(encounterId))
      .map(({ encounterId, reason }) => `Encounter/${encounterId} ${reason}`),
    ...(fresh ? found.uneven : []),
    ...pairs
      .filter(([, want, have]) => (fresh ? want !== have : have < want))
      .map(([what, want, have]) => `${want} ${what} expected, ${have} in the database`),
  ];
}

export function writeReport(path: string | undefined, report: object): void {
  if (path) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
}
