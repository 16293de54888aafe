import { Role } from '@orderly/contracts';
import { Metrics } from './metrics';

/** GETs as somebody; undefined when nothing answers. */
export type Ask = (path: string, as: Role | 'operator') => Promise<unknown>;

/** Looks at the places that docs/silence-budget.md names, in its own words. Throws on words that it does not know. */
export class Places {
  private before = new Metrics('');

  constructor(
    private readonly url: string,
    private readonly ask: Ask,
  ) {}

  /** `increase(...)` counts from now. */
  async begin(): Promise<void> {
    this.before = (await this.metrics()) ?? this.before;
  }

  async shows(place: string): Promise<boolean> {
    if (place.startsWith('GET ')) return this.worklist(place.slice('GET '.length));
    if (place.startsWith('/health/ready: ')) {
      const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
      return says(await answer?.json(), place.slice('/health/ready: '.length));
    }
    const now = await this.metrics();
    return (now ?? UNREACHABLE).satisfy(place, this.before);
  }

  private async metrics(): Promise<Metrics | undefined> {
    try {
      const text = await (await fetch(`${this.url}/metrics`, { signal: AbortSignal.timeout(20_000) })).text();
      return new Metrics(`${text}\nup{job="orderly"} 1`);
    } catch {
      return undefined;
    }
  }

  private async worklist(place: string): Promise<boolean> {
    const [path, condition] = place.split(': ') as [string, string | undefined];
    const answer = await this.ask(path, readerOf(path));
    if (condition) return says(answer, condition);
    const { items } = answer as { items?: unknown[] };
    return (items ?? []).length > 0;
  }
}

const UNREACHABLE = new Metrics('up{job="orderly"} 0');

const READERS: [RegExp, Role | 'operator'][] = [
  [/^\/v1\/(dead-letters|lag)\b/, 'operator'],
  [/^\/v1\/(accounts|claims|invoices|remittances|interchanges)\b/, 'biller'],
  [/^\/v1\/(lab-tasks|lab-messages|analysers)\b/, 'lab-technician'],
  [/^\/v1\/orders\b/, 'physician'],
];

function readerOf(path: string): Role | 'operator' {
  const reader = READERS.find(([pattern]) => pattern.test(path));
  if (!reader) throw new Error(`nobody reads ${path}`);
  return reader[1];
}

/** `broker = away`: somewhere in the answer stands a field that says so; `lastMessageAt`: ... that is there, and not 0. */
function says(answer: unknown, condition: string): boolean {
  const [field = '', value] = condition.split(' = ');
  return anywhere(answer, (one) => {
    const found = field.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], one);
    return value === undefined ? Boolean(found) : String(found) === value;
  });
}

function anywhere(json: unknown, test: (one: object) => boolean): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return test(json) || Object.values(json).some((inner) => anywhere(inner, test));
}
