import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

export type Json = Record<string, unknown>;

/** JSON Schemas of one document: a schema with a title of one word is written once, under that name, and referred to. */
export class Schemas {
  readonly named: Record<string, Json> = {};

  of(schema: z.ZodType, io: 'input' | 'output'): Json {
    const json = z.toJSONSchema(schema, {
      target: 'draft-2020-12',
      io,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => tidy(jsonSchema as Json, io),
    }) as Json;
    delete json['$schema'];
    return this.hoist(json, io) as Json;
  }

  private hoist(value: unknown, io: 'input' | 'output'): unknown {
    if (Array.isArray(value)) return value.map((item) => this.hoist(item, io));
    if (typeof value !== 'object' || value === null) return value;
    const json = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, this.hoist(child, io)]));
    const title = json['title'];
    return typeof title === 'string' && /^[A-Z]\w+$/.test(title) ? this.name(title, json, io) : json;
  }

  private name(title: string, json: Json, io: 'input' | 'output'): Json {
    const known = this.named[title];
    const name = known && io === 'input' && !isDeepStrictEqual(known, json) ? `${title}Input` : title;
    const taken = (this.named[name] ??= json);
    if (!isDeepStrictEqual(taken, json)) throw new Error(`two schemas are called ${name}`);
    return { $ref: `#/components/schemas/${name}` };
  }
}

/** What zod says for machines that check, cut down to what people read. */
function tidy(json: Json, io: 'input' | 'output'): void {
  // The patterns of formats fill pages, and the format says the same.
  if (json['format'] !== undefined) {
    delete json['pattern'];
    json['type'] ??= 'string';
  }
  // Answers may get further fields at any time; only requests are closed.
  if (io === 'output') delete json['additionalProperties'];
  if (json['minimum'] === Number.MIN_SAFE_INTEGER) delete json['minimum'];
  if (json['maximum'] === Number.MAX_SAFE_INTEGER) delete json['maximum'];
  delete json['phi'];
}
