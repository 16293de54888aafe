import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContextDefinition } from '@orderly/platform/messaging';

/** The tables of contents of all contexts, found by their place: a new context appears in the catalogue without being listed here. */
export function contextsIn(folder: string): ContextDefinition[] {
  const names = readdirSync(folder).sort();
  return names.flatMap((name) => {
    const exported = require(join(folder, name, 'src/index.js')) as Record<string, unknown>;
    return Object.values(exported).filter(isDefinition);
  });
}

const isDefinition = (value: unknown): value is ContextDefinition =>
  typeof value === 'object' && value !== null && 'context' in value && 'reactions' in value && 'views' in value;
