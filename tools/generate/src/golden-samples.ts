import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { EventDeclaration } from '@orderly/kernel';

type Data = Record<string, unknown>;
type Schema = z.core.$ZodType;
type Def = z.core.$ZodTypes['_zod']['def'];
interface Field {
  readonly name: string;
  readonly values: readonly unknown[];
}

/** Texts for whatever follows a rule; the name of the field comes first, so that each text says where it belongs. */
const WORDS = ['N-1042', 'AMB', '4.50', 'http://loinc.org', '1234567893', '0500', '2026-03-02T08:15:00.000Z', '2026-03-02', 'x'];
const NUMBERS = [3, 1, 0, 0.5, 100];

/**
 * Data of an event, invented from its declaration, the same every time: first with every field, last with as few as possible. In
 * between, each value of an enum and each alternative occurs. Throws for a text or number that follows a rule which no invented one fits.
 */
export const samplesOf = ({ type, schema }: EventDeclaration): Data[] => valuesOf(schema, type) as Data[];

/** Values that the schema takes and leaves as they are; undefined: the field may be absent. */
function valuesOf(schema: Schema, path: string): unknown[] {
  const values = unique(inventedFor(schema, path).filter((value) => isKept(schema, value)));
  if (values.length === 0) throw new Error(`no sample fits ${path}: add one to WORDS in tools/generate/src/golden-samples.ts`);
  return values;
}

function isKept(schema: Schema, value: unknown): boolean {
  const { success, data } = z.safeParse(schema, value);
  return success && isDeepStrictEqual(data, value);
}

function inventedFor(schema: Schema, path: string): readonly unknown[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const found = inside(def, path);
  if (found) return found;
  if (def.type === 'enum') return Object.values(def.entries);
  if (def.type === 'literal') return def.values;
  if (def.type === 'object') return objects(def, path);
  if (def.type === 'array') return [...valuesOf(def.element, path).map((value) => [value]), []];
  if (def.type === 'union') return def.options.flatMap((option) => valuesOf(option, path));
  return oneOf(schema, [path.slice(path.lastIndexOf('.') + 1), idFor(path), ...WORDS, ...NUMBERS, true, false]);
}

/** Schemas that say something about another one. */
function inside(def: Def, path: string): unknown[] | undefined {
  if (def.type === 'optional') return [...valuesOf(def.innerType, path), undefined];
  if (def.type === 'nullable') return [...valuesOf(def.innerType, path), null];
  if (def.type === 'default') return valuesOf(def.innerType, path);
  return def.type === 'pipe' ? valuesOf(def.in, path) : undefined;
}

function objects({ shape, checks }: z.core.$ZodObjectDef, path: string): Data[] {
  const fields = Object.entries(shape).map(([name, schema]) => ({ name, values: valuesOf(schema, `${path}.${name}`) }));
  if (!checks?.length) return together(fields);
  // It has a rule of its own: perhaps some fields exclude each other, or come in pairs.
  const optional = fields.filter(({ values }) => values.includes(undefined)).map(({ name }) => name);
  return subsets(optional)
    .sort((one, other) => other.length - one.length)
    .flatMap((present) =>
      together(
        fields.map(({ name, values }) => ({
          name,
          values: !optional.includes(name) ? values : present.includes(name) ? values.slice(0, -1) : [undefined],
        })),
      ),
    );
}

/** The first value of each field, the second of each, and so on. */
function together(fields: readonly Field[]): Data[] {
  const rounds = Math.max(1, ...fields.map(({ values }) => values.length));
  return Array.from({ length: rounds }, (_, round) =>
    Object.fromEntries(
      fields
        .map(({ name, values }) => [name, values[Math.min(round, values.length - 1)]] as const)
        .filter(([, value]) => value !== undefined),
    ),
  );
}

const subsets = (names: readonly string[]): string[][] =>
  names.reduce<string[][]>((all, name) => [...all, ...all.map((some) => [...some, name])], [[]]);

const oneOf = (schema: Schema, candidates: readonly unknown[]): unknown[] =>
  candidates.filter((candidate) => isKept(schema, candidate)).slice(0, 1);

/** A UUID of version 7 that only this field has. */
export function idFor(path: string): string {
  const hex = createHash('sha256').update(path).digest('hex');
  return `019cad00-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}

const unique = (values: readonly unknown[]): unknown[] =>
  values.filter((value, at) => values.findIndex((other) => isDeepStrictEqual(other, value)) === at);
