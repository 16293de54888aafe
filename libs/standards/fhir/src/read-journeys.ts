import { open, readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { constants, gunzip, gunzipSync } from 'node:zlib';
import { promisify } from 'node:util';
import { linkPlans } from './link-plans';
import type { Journeys } from './plan';
import { type BundlePlan, planBundle } from './plan-bundle';

const BUNDLE_NAME = /\.json(\.gz)?$/;
/** Far above the largest Synthea bundle (some 100 MB), far below what would exhaust the memory. */
const LARGEST_BUNDLE_BYTES = 500_000_000;
const PEEK_BYTES = 65_536;
const PATIENT = /"resourceType"\s*:\s*"Patient"/;

/** The `.json` and `.json.gz` files below a folder as paths relative to it, with `/`, sorted. Throws if it cannot be read. */
export async function listBundles(dir: string): Promise<string[]> {
  const names = await readdir(dir, { recursive: true });
  return names
    .filter((name) => BUNDLE_NAME.test(name))
    .map((name) => name.split(sep).join('/'))
    .sort();
}

/** Plans one file, called `file` in what is reported. What cannot be read or unpacked is a skipped file. */
export async function readBundle(path: string, file = basename(path)): Promise<BundlePlan> {
  let text: string;
  try {
    text = await readText(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = `cannot be read or unpacked (${code ?? 'unknown'})`;
    return { file, organizations: [], practitioners: [], encounters: [], skipped: [{ file, reason }] };
  }
  return planBundle(text, file);
}

async function readText(path: string): Promise<string> {
  const bytes = await readFile(path);
  const unpacked = path.endsWith('.gz') ? await promisify(gunzip)(bytes, { maxOutputLength: LARGEST_BUNDLE_BYTES }) : bytes;
  return unpacked.toString('utf8');
}

/**
 * Plans the journeys of the first `patients` patient files (all by default) below a folder, by path, with the reference data
 * of the whole folder. The parsed JSON of a file is dropped before the next is read. Throws only if `dir` cannot be listed.
 */
export async function readJourneys(dir: string, { patients = Infinity }: { patients?: number } = {}): Promise<Journeys> {
  const plans: BundlePlan[] = [];
  let found = 0;
  for (const file of await listBundles(dir)) {
    const plan = await readWanted(join(dir, file), file, found < patients);
    if (plan?.patient) found += 1;
    if (plan) plans.push(plan);
  }
  return linkPlans(plans);
}

async function readWanted(path: string, file: string, patientIsWanted: boolean): Promise<BundlePlan | undefined> {
  if (!patientIsWanted && (await beginsWithPatient(path))) return undefined;
  const plan = await readBundle(path, file);
  return patientIsWanted || !plan.patient ? plan : undefined;
}

/** Synthea writes the Patient first, so a glance tells the files that a limited replay does not need to read at all. */
async function beginsWithPatient(path: string): Promise<boolean> {
  try {
    const start = await firstBytes(path);
    const text = path.endsWith('.gz') ? gunzipSync(start, { finishFlush: constants.Z_SYNC_FLUSH }) : start;
    return PATIENT.test(text.toString('utf8'));
  } catch {
    return false;
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(PEEK_BYTES), 0, PEEK_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
