import { z } from 'zod';
import { EventDeclaration } from '@orderly/kernel';

export type Json = Record<string, unknown>;

/** What may be on the wire in `data`, before sealing, as JSON Schema 2020-12. Fields that hold patient data are marked `phi`. */
export function schemaOf({ schema }: EventDeclaration): Json {
  const json = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', override: tidy });
  return JSON.parse(JSON.stringify(json)) as Json;
}

function tidy({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: object }): void {
  const json = jsonSchema as Json;
  const { def } = zodSchema._zod;
  // A transform has no schema of its own; ours keep the kind of value (an instant in UTC is an instant).
  if (def.type === 'pipe' && def.out._zod.def.type === 'transform')
    Object.assign(json, { ...z.toJSONSchema(def.in, { io: 'input', unrepresentable: 'any' }), ...json });
  // Readers ignore what they do not know, except where the contract says otherwise.
  if (def.type === 'object' && !def.catchall) delete json['additionalProperties'];
  // The format says it; zod's patterns for formats change with zod.
  if (json['format'] !== undefined) delete json['pattern'];
  if (json['minimum'] === Number.MIN_SAFE_INTEGER) delete json['minimum'];
  if (json['maximum'] === Number.MAX_SAFE_INTEGER) delete json['maximum'];
  if (json['$schema'] !== undefined && def.type !== 'object') delete json['$schema'];
}
