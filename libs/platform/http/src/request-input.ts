import { createHash } from 'node:crypto';
import { z } from 'zod';
import { FastifyRequest } from 'fastify';
import { refuses } from '@orderly/kernel';
import { httpRefuses } from './refusals';
import { Route } from './route';

export type Input = Record<string, unknown>;

/** Far above what any input needs, far below what costs memory or a deep stack. */
const DEEPEST = 16;
const LARGEST = 20_000;
const MOST_ERRORS = 20;

/** Half a surrogate pair has no UTF-8, NUL has no place in a PostgreSQL text. */
const UNSTORABLE = /[\0\p{Cs}]/u;

/** Path, and query (GET) or body (POST), as one input. No field may come twice. */
export function inputOf({ method }: Route, request: FastifyRequest): Input {
  const query = request.query as Input;
  const params = request.params as Input;
  const first = Object.keys(query)[0];
  // What stands in a URL stands in every log on the way, so a POST takes nothing from there.
  if (method === 'POST' && first !== undefined) throw invalid([{ path: [first], code: 'not_in_url' }]);
  const fields = method === 'GET' ? query : bodyOf(request.body);
  for (const name of Object.keys(params)) if (name in fields) throw invalid([{ path: [name], code: 'given_twice' }]);
  return { ...fields, ...params };
}

function bodyOf(body: unknown): Input {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) throw httpRefuses('malformed-json');
  return body as Input;
}

/** The input as text, the same for the same content whatever the order of its keys. Refuses what is too deep, too large or cannot be stored. */
export function canonical(input: Input): string {
  const path: PropertyKey[] = [];
  let nodes = 0;
  const under = (key: PropertyKey, value: unknown): string => {
    path.push(key);
    const text = write(value);
    path.pop();
    return text;
  };
  const write = (value: unknown): string => {
    if (++nodes > LARGEST) throw invalid([{ path: [], code: 'too_big' }]);
    if (typeof value === 'string' && UNSTORABLE.test(value)) throw invalid([{ path, code: 'invalid_text' }]);
    if (typeof value !== 'object' || value === null) return JSON.stringify(value);
    if (path.length >= DEEPEST) throw invalid([{ path: [], code: 'too_deep' }]);
    if (Array.isArray(value)) return `[${value.map((item, index) => under(index, item)).join(',')}]`;
    const fields = Object.keys(value).sort();
    return `{${fields.map((key) => `${JSON.stringify(key)}:${under(key, (value as Input)[key])}`).join(',')}}`;
  };
  return write(input);
}

/** Two requests with the same fingerprint ask for the same. */
export const fingerprintOf = ({ method, path }: Route, canonicalInput: string): string =>
  createHash('sha256').update(`${method} ${path}\n${canonicalInput}`).digest('base64url');

/** Makes the command or query; its input is parsed here and nowhere else at the edge. */
export function parsed<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw error instanceof z.ZodError ? invalid(error.issues) : error;
  }
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

/** Says where the input is wrong and in which way; never what it was. */
function invalid(issues: readonly Issue[]) {
  const errors = issues
    .slice(0, MOST_ERRORS)
    .flatMap(({ code, path, keys }) =>
      keys
        ? keys.slice(0, MOST_ERRORS).map((key) => ({ pointer: pointer([...path, key]), code }))
        : [{ pointer: pointer(path), code }],
    );
  return refuses('invalid-input', { errors: errors.slice(0, MOST_ERRORS) });
}

/** JSON Pointer (RFC 6901). An overlong key may be smuggled content, so the pointer ends before it. */
function pointer(path: readonly PropertyKey[]): string {
  const segments = path.map((segment) => String(segment).replaceAll('~', '~0').replaceAll('/', '~1'));
  const long = segments.findIndex((segment) => segment.length > 64);
  return segments
    .slice(0, long < 0 ? undefined : long)
    .map((segment) => `/${segment}`)
    .join('');
}
