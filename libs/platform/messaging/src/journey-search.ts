import { Mapped, Member, within } from './journey-reach';
import * as sql from './journey-sql';

/** What a request sets in motion at once is written by then, also when something it needs is late. */
const WINDOW_MS = 15 * 60_000;
/** Clocks of two processes. */
const BEFORE_MS = 60_000;

interface Subject {
  tenant: string;
  type: string;
  id: string;
}

/** What an event is about, or what a request wrote first, when `id` is one of theirs. */
export async function findSubjects(contexts: readonly Mapped[], tenant: string, id: string): Promise<Member[]> {
  const found = await Promise.all(
    contexts.map(async ({ db }) => [
      ...(await within<Subject>(db, tenant, { name: 'journey of event', text: sql.OF_EVENT, values: [id] })),
      ...(await writtenBy({ db }, [tenant], id)),
    ]),
  );
  const unique = new Map(found.flat().map((subject) => [`${subject.type}/${subject.id}`, { ...subject, root: id }]));
  return [...unique.values()];
}

/** The hospital to which something with this id belongs; undefined: none. */
export async function tenantOf(contexts: readonly Mapped[], id: string): Promise<string | undefined> {
  for (const { db } of contexts) {
    const [found] = await within<{ tenant: string }>(db, '*', { name: 'journey tenant', text: sql.TENANTS_OF, values: [id] });
    if (found) return found.tenant;
  }
  for (const { db } of contexts) {
    const tenants = await within<{ tenant: string }>(db, '*', { name: 'tenants', text: sql.TENANTS, values: [] });
    const [found] = await writtenBy({ db }, tenants.map(({ tenant }) => tenant), id); // prettier-ignore
    if (found) return found.tenant;
  }
  return undefined;
}

async function writtenBy({ db }: Pick<Mapped, 'db'>, tenants: readonly string[], id: string): Promise<Subject[]> {
  if (tenants.length === 0 || !isTimed(id)) return [];
  const values = [tenants, id, around(id, -BEFORE_MS), around(id, WINDOW_MS)];
  return within<Subject>(db, tenants.join(','), { name: 'journey of request', text: sql.OF_REQUEST, values });
}

/** RFC 9562, section 5.7: the first 48 bits of a UUID of version 7 are milliseconds since 1970. */
const isTimed = (id: string): boolean => id[14] === '7';

function around(id: string, ms: number): string {
  const at = Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) + ms;
  const digits = Math.max(at, 0).toString(16).padStart(12, '0').slice(-12);
  return `${digits.slice(0, 8)}-${digits.slice(8)}-0000-0000-000000000000`;
}
