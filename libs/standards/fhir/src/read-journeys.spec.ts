import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { countJourneys } from './link-plans';
import { listBundles, readBundle, readJourneys } from './read-journeys';
import { anEncounter, aPatient, aPractitioner, bundleOf, subject } from './testing/bundles';

describe('reading a folder of bundles', () => {
  let dir: string;
  const patientFile = (id: string) => {
    const participant = [{ individual: { reference: 'Practitioner/d1' } }];
    return bundleOf(aPatient({ id }), anEncounter({ subject: { ...subject, reference: `Patient/${id}` }, participant }));
  };

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'orderly-bundles-'));
    await mkdir(join(dir, 'more'));
    await writeFile(join(dir, 'Ada.json.gz'), gzipSync(patientFile('p1')));
    await writeFile(join(dir, 'Bob.json'), `\uFEFF${patientFile('p2')}`);
    await writeFile(join(dir, 'corrupt.json.gz'), gzipSync(patientFile('p4')).subarray(0, 60));
    await writeFile(join(dir, 'more', 'Cy.json'), patientFile('p3'));
    await writeFile(join(dir, 'practitionerInformation.json'), bundleOf(aPractitioner()));
    await writeFile(join(dir, 'README.md'), 'not a bundle');
  });
  afterAll(() => rm(dir, { recursive: true }));

  it('finds plain and packed bundles, also below, in the order of their paths', async () => {
    const files = ['Ada.json.gz', 'Bob.json', 'corrupt.json.gz', 'more/Cy.json', 'practitionerInformation.json'];
    expect(await listBundles(dir)).toEqual(files);
  });

  it('plans all of them and skips what cannot be unpacked', async () => {
    const journeys = await readJourneys(dir);
    expect(countJourneys(journeys)).toMatchObject({ patients: 3, encounters: 3 });
    expect(journeys.skipped).toEqual([{ file: 'corrupt.json.gz', reason: 'cannot be read or unpacked (Z_BUF_ERROR)' }]);
  });

  it('reads the first N patient files, and reference data wherever it lies', async () => {
    const { files, patients } = await readJourneys(dir, { patients: 1 });
    expect(files).toEqual(['Ada.json.gz', 'practitionerInformation.json']);
    expect(patients[0]?.encounters[0]?.practitionerSourceId).toBe('d1');
  });

  it('skips a file that is not there, and refuses a folder that is not there', async () => {
    const { skipped } = await readBundle(join(dir, 'gone.json'));
    expect(skipped).toEqual([{ file: 'gone.json', reason: 'cannot be read or unpacked (ENOENT)' }]);
    await expect(listBundles(join(dir, 'gone'))).rejects.toThrow('ENOENT');
  });
});
