/** What a reference can be looked up by. Identifiers come first, so that they decide before ids when two answers differ. */
export interface Referable {
  type: string;
  id: string;
  fullUrl?: string;
  identifier: { system?: string; value: string }[];
}

/** The keys under which a resource can be found; `keyOf` gives the same key for a reference to it. */
export function keysOf({ type, id, fullUrl, identifier }: Referable): string[] {
  const byIdentifier = identifier.map(({ system = '', value }) => `${type}?identifier=${system}|${value}`);
  return [...byIdentifier, `${type}/${id}`, ...(fullUrl?.startsWith('urn:') ? [fullUrl] : [`urn:uuid:${id}`])];
}

const CONDITIONAL = /^([A-Za-z]+)\?identifier=(.+)$/;
const LITERAL = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/;

/** Reads `urn:uuid:…`, `Type/id` (also as an absolute URL) and the conditional `Type?identifier=system|value`. */
export function keyOf(reference: string): string | undefined {
  if (reference.startsWith('urn:')) return reference;
  const [, conditionalType, identifier] = CONDITIONAL.exec(reference) ?? [];
  if (conditionalType && identifier) return `${conditionalType}?identifier=${decoded(identifier)}`;
  const [, type, id] = LITERAL.exec(reference) ?? [];
  return type && id ? `${type}/${id}` : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Resources by every way in which FHIR can point at them. The first resource to take a key keeps it. */
export class ReferenceIndex<T> {
  private readonly byKey = new Map<string, T>();

  add(keys: string[], target: T): void {
    for (const key of keys) if (!this.byKey.has(key)) this.byKey.set(key, target);
  }

  find(keys: string[]): T | undefined {
    const known = keys.find((key) => this.byKey.has(key));
    return known === undefined ? undefined : this.byKey.get(known);
  }

  resolve(reference: string | undefined): T | undefined {
    const key = reference === undefined ? undefined : keyOf(reference);
    return key === undefined ? undefined : this.byKey.get(key);
  }
}
