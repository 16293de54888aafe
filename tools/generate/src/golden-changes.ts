import { isDeepStrictEqual } from 'node:util';
import { Json } from './golden-schema';

/** What a version of an event promises to whoever reads it. */
export interface Shape {
  /** Partners may subscribe to it. */
  readonly published: boolean;
  /** Fields that travel sealed. */
  readonly sealed: readonly string[];
  /** JSON Schema of the data before sealing. */
  readonly schema: Json;
}

/**
 * What in `now` breaks a promise of `before`, in words; empty when `now` only adds. Both directions count: a reader of today must
 * understand every event of then (journals keep them), and a reader of then every event of today (a build that is not yet
 * replaced, a partner). So known fields stay exactly as they are, and new ones are optional.
 */
export function breaking(before: Shape, now: Shape): string[] {
  const [old, today] = [propertiesOf(before.schema), propertiesOf(now.schema)];
  const known = Object.keys(old).filter((field) => field in today);
  const isSealed = (shape: Shape, field: string) => shape.sealed.includes(field);
  return [
    ...(before.published && !now.published ? ['it was public and is internal now'] : []),
    ...keywordChanges(before.schema, now.schema, 'data'),
    ...objectChanges(before.schema, now.schema, ''),
    ...known
      .filter((field) => isSealed(before, field) !== isSealed(now, field))
      .map((field) =>
        isSealed(now, field) ? `\`${field}\` travelled open and is sealed now` : `\`${field}\` is no longer sealed`,
      ),
  ];
}

/** They promise the same; words that only people read do not count. */
export const isSame = (one: Shape, other: Shape): boolean =>
  one.published === other.published &&
  isDeepStrictEqual([...one.sealed].sort(), [...other.sealed].sort()) &&
  isDeepStrictEqual(essence(one.schema), essence(other.schema));

/** For people, or said elsewhere: `phi` by the list of sealed fields. */
const NOTES = new Set(['$schema', 'title', 'description', 'examples', 'phi']);
/** Compared by their parts. */
const NESTED = new Set(['properties', 'required', 'items', 'anyOf', 'enum', 'default']);

function changes(before: Json, now: Json, at: string): string[] {
  return [...keywordChanges(before, now, at), ...enumChanges(before, now, at), ...nestedChanges(before, now, at)];
}

function nestedChanges(before: Json, now: Json, at: string): string[] {
  const [items, itemsNow] = [before['items'], now['items']] as (Json | undefined)[];
  const [kinds, kindsNow] = [before['anyOf'] ?? [], now['anyOf'] ?? []] as [Json[], Json[]];
  if (!items !== !itemsNow || kinds.length !== kindsNow.length) return [`${named(at)} holds other kinds of values`];
  return [
    ...objectChanges(before, now, at),
    ...(items && itemsNow ? changes(items, itemsNow, `${at}[]`) : []),
    ...kinds.flatMap((kind, index) => changes(kind, kindsNow[index] as Json, at)),
  ];
}

function objectChanges(before: Json, now: Json, at: string): string[] {
  const [old, today] = [propertiesOf(before), propertiesOf(now)];
  const below = (field: string) => (at ? `${at}.${field}` : field);
  const fields = [...new Set([...Object.keys(old), ...Object.keys(today)])];
  return fields.flatMap((field) => {
    const [then, since] = [old[field], today[field]];
    if (!since) return [`${named(below(field))} is gone (a renamed field is gone, too)`];
    if (!then) return added(before, now, { field, name: named(below(field)) });
    return [...presenceChanges(before, now, { field, name: named(below(field)) }), ...changes(then, since, below(field))];
  });
}

function added(before: Json, now: Json, { field, name }: { field: string; name: string }): string[] {
  if (before['additionalProperties'] === false) return [`${name} is new where readers refuse what they do not know`];
  return isNeeded(now, field) ? [`${name} is new and required; events from before do not have it`] : [];
}

function presenceChanges(before: Json, now: Json, { field, name }: { field: string; name: string }): string[] {
  const [then, since] = [defaultOf(before, field), defaultOf(now, field)];
  return [
    ...(isNeeded(now, field) && !isWritten(before, field) ? [`${name} was optional and is required`] : []),
    ...(isNeeded(before, field) && !isWritten(now, field) ? [`${name} was required and is optional; readers rely on it`] : []),
    ...(then !== undefined && since !== undefined && !isDeepStrictEqual(then, since)
      ? [`the default of ${name} changed; events without it would say something else`]
      : []),
  ];
}

function enumChanges(before: Json, now: Json, at: string): string[] {
  const [old, today] = [before['enum'], now['enum']] as (unknown[] | undefined)[];
  if (!old && !today) return [];
  if (!old || !today)
    return [`${named(at)} ${today ? 'takes only some values now' : 'takes any value now; readers refuse new ones'}`];
  return [
    ...old.filter((value) => !today.includes(value)).map((value) => `${named(at)}: the value \`${String(value)}\` is gone`),
    ...today
      .filter((value) => !old.includes(value))
      .map((value) => `${named(at)}: the value \`${String(value)}\` is new; readers that do not know it refuse the event`),
  ];
}

/** Anything else: type, length, pattern, format ... */
function keywordChanges(before: Json, now: Json, at: string): string[] {
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (keyword) => !NOTES.has(keyword) && !NESTED.has(keyword) && !isDeepStrictEqual(before[keyword], now[keyword]),
  );
  return keywords.map((keyword) => `${named(at)}: ${keyword} was ${told(before[keyword])} and is ${told(now[keyword])}`);
}

/** Whoever writes the event writes the field. */
const isWritten = (schema: Json, field: string): boolean => ((schema['required'] ?? []) as string[]).includes(field);
/** Whoever reads the event refuses it without the field. */
const isNeeded = (schema: Json, field: string): boolean => isWritten(schema, field) && defaultOf(schema, field) === undefined;
const defaultOf = (schema: Json, field: string): unknown => propertiesOf(schema)[field]?.['default'];
const propertiesOf = (schema: Json): Record<string, Json> => (schema['properties'] ?? {}) as Record<string, Json>;
const named = (at: string): string => `\`${at}\``;
const told = (value: unknown): string => (value === undefined ? 'not said' : JSON.stringify(value));

function essence(schema: Json): Json {
  const kept = Object.entries(schema).filter(([keyword]) => !NOTES.has(keyword));
  return Object.fromEntries(kept.map(([keyword, value]) => [keyword, essenceOf(keyword, value)]));
}

function essenceOf(keyword: string, value: unknown): unknown {
  if (keyword === 'properties')
    return Object.fromEntries(Object.entries(value as Record<string, Json>).map(([field, schema]) => [field, essence(schema)]));
  if (keyword === 'items') return essence(value as Json);
  if (keyword === 'anyOf') return (value as Json[]).map(essence);
  return keyword === 'required' || keyword === 'enum' ? [...(value as string[])].sort() : value;
}
