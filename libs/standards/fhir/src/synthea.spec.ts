import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { moneyOf } from '@orderly/kernel';
import { countJourneys } from './link-plans';
import type { Journeys } from './plan';
import { readJourneys } from './read-journeys';

const FOLDER = resolve(__dirname, '../../../../../shared/data/synthea-fhir');
const present = existsSync(FOLDER);
if (!present) console.warn(`The figures of the Synthea folder are not checked: there is no ${FOLDER}.`);

(present ? describe : describe.skip)('the Synthea folder', () => {
  let journeys: Journeys;
  beforeAll(async () => {
    journeys = await readJourneys(FOLDER);
  }, 30_000);

  it('holds 115 patients, 2,342 encounters, 1,375 orders and 7,374 results', () => {
    expect(countJourneys(journeys)).toEqual({ patients: 115, encounters: 2342, orders: 1375, results: 7374 });
  });

  it('is used as a whole, reference data included', () => {
    expect(journeys.skipped).toEqual([]);
    expect(journeys.files).toHaveLength(116);
    expect(journeys.referenceFiles).toMatchObject([{ organizations: 17 }]);
  });

  it('bills every encounter: 2,318 claims to payers and 24 to the patients themselves', () => {
    const bills = journeys.patients.flatMap(({ encounters }) => encounters).flatMap(({ billing }) => billing ?? []);
    const insured = bills.filter(({ payerName }) => payerName !== undefined);
    const selfPay = bills.filter(({ payerName }) => payerName === undefined);
    expect([insured.length, selfPay.length]).toEqual([2318, 24]);
    expect(moneyOf(sum(insured.map(({ billedCents }) => billedCents)))).toMatchObject({ amount: '8709962.89' });
    expect(moneyOf(sum(insured.map(({ payCents = NaN }) => payCents)))).toMatchObject({ amount: '6747065.03' });
    expect(moneyOf(sum(selfPay.map(({ billedCents }) => billedCents)))).toMatchObject({ amount: '5533.81' });
    expect(selfPay.filter(({ payCents }) => payCents !== undefined)).toEqual([]);
    expect(bills.filter(({ billedCents, charges }) => billedCents !== sum(charges.map(({ cents }) => cents)))).toEqual([]);
    expect(sum(bills.map(({ diagnoses }) => diagnoses.length))).toBe(705);
  });

  it('has every organization and practitioner once', () => {
    expect(journeys.organizations).toHaveLength(80);
    expect(journeys.practitioners).toHaveLength(78);
  });
});

const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0);
