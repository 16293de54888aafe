import type { Journeys, PlannedBilling, PlannedEncounter } from '@orderly/standards/fhir';

/** What a replay is counted by; money in cents. */
export const UNITS = [
  ...(['patients', 'encounters', 'orders', 'results'] as const),
  ...(['claims', 'selfPayInvoices', 'billedCents', 'paidCents', 'selfPayCents'] as const),
];
export type Units = Record<(typeof UNITS)[number], number>;

export const noUnits = (): Units => Object.fromEntries(UNITS.map((unit) => [unit, 0])) as Units;

/** What these encounters, or parts of them, come to. Without an end an encounter is not billed. */
export function unitsOf(encounters: readonly Partial<PlannedEncounter>[]): Units {
  const units = noUnits();
  for (const { sourceId, orders = [], billing, period } of encounters) {
    units.encounters += sourceId ? 1 : 0;
    units.orders += orders.length;
    units.results += orders.reduce((sum, { tests }) => sum + tests.length, 0);
    if (billing && (!period || period.end)) count(units, billing);
  }
  return units;
}

function count(units: Units, { billedCents, payCents = 0, payerName }: PlannedBilling): void {
  if (payerName) {
    units.claims += 1;
    units.billedCents += billedCents;
    units.paidCents += payCents;
  } else {
    units.selfPayInvoices += 1;
    units.selfPayCents += billedCents;
  }
}

export function unitsPlanned({ patients }: Journeys): Units {
  const units = unitsOf(patients.flatMap(({ encounters }) => encounters));
  units.patients = patients.length;
  return units;
}
