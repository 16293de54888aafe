import { Json } from './json-schema';

const UUID = '0193d5a8-7b1c-7c3e-9f6d-2f4b8a1c5e70';
const FORMATS: Record<string, unknown> = {
  'date-time': '2026-03-02T08:15:00.000Z',
  date: '1984-05-17',
  uri: 'http://loinc.org',
};

/** An example that the schema accepts. `known` knows better by field name; optional fields appear only if they are known there. */
export function exampleOf(schema: Json, name: string, known: Readonly<Record<string, unknown>>): unknown {
  if (name in known) return known[name];
  if (schema['default'] !== undefined) return schema['default'];
  const choices = (schema['enum'] ?? (schema['const'] === undefined ? undefined : [schema['const']])) as unknown[] | undefined;
  if (choices) return choices[0];
  if (schema['type'] === 'object') return objectExample(schema, known);
  if (schema['type'] === 'array') return [exampleOf((schema['items'] ?? {}) as Json, `${name}[]`, known)];
  return scalarExample(schema);
}

function objectExample(schema: Json, known: Readonly<Record<string, unknown>>): Json {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const required = (schema['required'] ?? []) as string[];
  const shown = properties.filter(([field]) => required.includes(field) || field in known);
  return Object.fromEntries(shown.map(([field, child]) => [field, exampleOf(child, field, known)]));
}

function scalarExample({ type, format, pattern, minimum }: Json): unknown {
  if (typeof format === 'string' && format in FORMATS) return FORMATS[format];
  if (type === 'integer' || type === 'number') return minimum ?? 1;
  if (type === 'boolean') return true;
  return typeof pattern === 'string' && pattern.startsWith('^[0-9a-f]{8}-') ? UUID : 'text';
}
