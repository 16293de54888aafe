import type { z } from 'zod';
import { type Entry, type OpenBundle, ofType, read, skip } from './open-bundle';

/** What never happened must not become a result, an encounter, a bill or a diagnosis on it. */
const VOID = new Set(['entered-in-error', 'cancelled', 'refuted']);

/** Clinical resources name the patient as their subject, financial ones as their patient. */
interface About {
  status?: string;
  subject?: string;
  patient?: string;
}

/** Like `read`, and only of what is in force and about the patient of the file. */
export function readClinical<S extends z.ZodType<About>>(bundle: OpenBundle, schema: S, entry: Entry): z.output<S> | undefined {
  const resource = read(bundle, schema, entry);
  if (!resource) return undefined;
  const fault = faultOf(bundle, resource);
  if (fault) skip(bundle, entry.label, fault);
  return fault ? undefined : resource;
}

function faultOf(bundle: OpenBundle, { status, subject, patient }: About): string | undefined {
  if (status !== undefined && VOID.has(status)) return `status is ${status}`;
  const named = subject ?? patient;
  const isThePatient = named !== undefined && bundle.index.resolve(named) === ofType(bundle, 'Patient')[0];
  return isThePatient ? undefined : 'subject is not the Patient of the file';
}
