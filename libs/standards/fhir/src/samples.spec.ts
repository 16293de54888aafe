import { resolve } from 'node:path';
import { moneyOf } from '@orderly/kernel';
import { countJourneys } from './link-plans';
import { isNpi } from './npi';
import type { Journeys, PlannedOrder } from './plan';
import { readJourneys } from './read-journeys';

describe('our own day of sample patients', () => {
  let journeys: Journeys;
  let orders: PlannedOrder[];
  beforeAll(async () => {
    journeys = await readJourneys(resolve(__dirname, '../../../../samples'));
    orders = journeys.patients.flatMap(({ encounters }) => encounters).flatMap((encounter) => encounter.orders);
  });
  const encounters = () => journeys.patients.flatMap((patient) => patient.encounters);
  const tests = () => orders.flatMap((order) => order.tests);

  it('plans cleanly', () => {
    expect(journeys.skipped).toEqual([]);
    expect(countJourneys(journeys)).toEqual({ patients: 8, encounters: 9, orders: 18, results: 57 });
    expect(encounters().every((encounter) => encounter.practitionerSourceId && encounter.organizationSourceId)).toBe(true);
  });

  it('has one hospital and five practitioners with NPIs of the right form', () => {
    expect(journeys.referenceFiles).toEqual([{ file: '00-reference-data.json', organizations: 1, practitioners: 5 }]);
    expect(journeys.practitioners.every(({ npi }) => npi !== undefined && isNpi(npi))).toBe(true);
  });

  it('lies within the second of March 2026', () => {
    const times = [
      ...encounters().flatMap(({ period }) => [period.start, period.end]),
      ...tests().map(({ effective }) => effective),
    ];
    expect(times.filter((time) => !time?.startsWith('2026-03-02T'))).toEqual([]);
  });

  it('bills every encounter, one patient without a payer, and comes to what its README says', () => {
    const bills = encounters().flatMap(({ billing }) => billing ?? []);
    const insured = bills.filter(({ payerName }) => payerName !== undefined);
    const total = (amounts: number[]) => moneyOf(amounts.reduce((sum, cents) => sum + cents, 0)).amount;
    expect(new Set(insured.map(({ payerName }) => payerName))).toEqual(new Set(['Samplecare', 'Placeholder Health']));
    expect([bills.length, insured.length]).toEqual([9, 8]);
    expect(total(insured.map(({ billedCents }) => billedCents))).toBe('17172.95');
    expect(total(insured.map(({ payCents = NaN }) => payCents))).toBe('14704.36');
    expect(total(bills.map(({ billedCents }) => billedCents))).toBe('17585.25');
    expect(bills.filter(({ diagnoses }) => diagnoses.length === 0)).toHaveLength(1);
    expect(bills.flatMap(({ charges }) => charges).every(({ serviced }) => serviced === '2026-03-02')).toBe(true);
  });

  it('shows what a replay has to cope with', () => {
    expect(new Set(encounters().map((encounter) => encounter.class))).toEqual(new Set(['AMB', 'EMER', 'IMP']));
    expect(encounters().some((encounter) => encounter.orders.length === 0)).toBe(true);
    expect(encounters().some(({ period, orders: own }) => own.some(({ effective }) => effective > (period.end ?? '')))).toBe(
      true,
    );
    expect(new Set(tests().flatMap(({ interpretation = [] }) => interpretation.map(({ code }) => code)))).toEqual(
      new Set(['H', 'HH', 'L', 'LL', 'A']),
    );
    expect(tests().map(({ value }) => value)).toContainEqual(
      expect.objectContaining({ quantity: expect.objectContaining({ value: '4.50' }) as unknown }),
    );
    expect(tests().filter(({ value }) => value && 'concept' in value)).toHaveLength(2);
    expect(tests().filter(({ dataAbsentReason }) => dataAbsentReason)).toHaveLength(1);
  });
});
