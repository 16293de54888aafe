import type { z } from 'zod';
import { type Entry, type OpenBundle, ofType, read, skip } from './open-bundle';

/** What never happened must not become a result or an encounter. */
const VOID = new Set(['entered-in-error', 'cancelled']);

/** Like `read`, and only of what is in force and about the patient of the file. */
export function readClinical<S extends z.ZodType<{ status?: string; subject?: string }>>(
  bundle: OpenBundle,
  schema: S,
  entry: Entry,
): z.output<S> | undefined {
  const resource = read(bundle, schema, entry);
  if (!resource) return undefined;
  const fault = faultOf(bundle, resource);
  if (fault) skip(bundle, entry.label, fault);
  return fault ? undefined : resource;
}

function faultOf(bundle: OpenBundle, { status, subject }: { status?: string; subject?: string }): string | undefined {
  if (status !== undefined && VOID.has(status)) return `status is ${status}`;
  const isThePatient = subject !== undefined && bundle.index.resolve(subject) === ofType(bundle, 'Patient')[0];
  return isThePatient ? undefined : 'subject is not the Patient of the file';
}
