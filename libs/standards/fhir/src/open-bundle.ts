import { z } from 'zod';
import { quoteDecimals } from './decimal';
import type { Skipped } from './plan';
import { keysOf, ReferenceIndex } from './reference-index';

/** A resource in a bundle, not yet read; `label` is safe to show. */
export interface Entry {
  type: string;
  id: string;
  label: string;
  keys: string[];
  resource: object;
}

/** One file while it is read: what it holds by type and by reference, and what had to be left out so far. */
export interface OpenBundle {
  file: string;
  entries: Map<string, Entry[]>;
  index: ReferenceIndex<Entry>;
  skipped: Skipped[];
}

/** Everything else in a Synthea bundle (immunizations, care plans ...) has no command yet and is passed over. */
const USED = new Set([
  ...['Organization', 'Practitioner', 'Patient', 'Encounter', 'DiagnosticReport', 'Observation'],
  ...['Claim', 'ExplanationOfBenefit', 'Condition'],
]);

const BundleResource = z.object({ resourceType: z.literal('Bundle'), entry: z.array(z.unknown()).default([]) });
const EntryElement = z.object({
  fullUrl: z.string().optional(),
  resource: z.looseObject({ resourceType: z.string(), id: z.string().optional(), identifier: z.unknown().optional() }),
});
const IdentifierKeys = z.array(z.object({ system: z.string().optional(), value: z.string() }));
const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/;

/** Never throws: text that is no bundle gives an empty one with its reason in `skipped`. */
export function openBundle(text: string, file: string): OpenBundle {
  const bundle: OpenBundle = { file, entries: new Map(), index: new ReferenceIndex(), skipped: [] };
  const elements = readElements(text);
  if (typeof elements === 'string') bundle.skipped.push({ file, reason: elements });
  else elements.forEach((element, position) => addEntry(bundle, element, position));
  return bundle;
}

function readElements(text: string): unknown[] | string {
  let json: unknown;
  try {
    json = JSON.parse(quoteDecimals(text.replace(/^\uFEFF/, '')));
  } catch {
    // The message of the parser quotes the text, which is patient data.
    return 'not valid JSON, perhaps truncated';
  }
  const { data } = BundleResource.safeParse(json);
  return data ? data.entry : 'not a FHIR Bundle';
}

function addEntry(bundle: OpenBundle, element: unknown, position: number): void {
  const { data } = EntryElement.safeParse(element);
  if (!data) return skip(bundle, `entry.${position}`, 'holds no resource');
  const { resourceType: type, identifier } = data.resource;
  if (!USED.has(type)) return;
  const id = idOf(data);
  if (!id) return skip(bundle, `entry.${position}`, `${type} without a usable id`);
  const label = `${type}/${id}`;
  const keys = keysOf({ type, id, fullUrl: data.fullUrl, identifier: IdentifierKeys.safeParse(identifier).data ?? [] });
  if (bundle.index.resolve(label)) return skip(bundle, label, 'occurs a second time in the file');
  const entry = { type, id, label, keys, resource: data.resource };
  bundle.index.add(keys, entry);
  const sameType = bundle.entries.get(type);
  if (sameType) sameType.push(entry);
  else bundle.entries.set(type, [entry]);
}

function idOf({ fullUrl, resource }: z.infer<typeof EntryElement>): string | undefined {
  const id = resource.id ?? fullUrl?.replace(/^urn:uuid:/, '');
  return id && FHIR_ID.test(id) ? id : undefined;
}

export function ofType(bundle: OpenBundle, type: string): Entry[] {
  return bundle.entries.get(type) ?? [];
}

/** Notes why a resource is not used, or not all of it. The reason must not repeat what the file says. */
export function skip({ file, skipped }: OpenBundle, resource: string, reason: string): undefined {
  skipped.push({ file, resource, reason });
}

/** What a resource says, or undefined once its reason stands in `skipped`: only the path of the fault, never its value. */
export function read<S extends z.ZodType>(bundle: OpenBundle, schema: S, entry: Entry): z.output<S> | undefined {
  const result = schema.safeParse(entry.resource);
  if (result.success) return result.data;
  return skip(bundle, entry.label, `${result.error.issues[0]?.path.join('.')} is missing or not valid`);
}
