import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
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

  it('has every organization and practitioner once', () => {
    expect(journeys.organizations).toHaveLength(80);
    expect(journeys.practitioners).toHaveLength(78);
  });
});
