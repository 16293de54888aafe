import { Database, Session, Statement } from '@orderly/platform/persistence';
import { Kin } from './kin';

/** Something of a context that belongs to a journey; `root` is what the search for that journey began with. */
export interface Member {
  readonly type: string;
  readonly id: string;
  readonly root: string;
}

export interface Reach {
  readonly members: readonly Member[];
  /** There is more than was looked for. */
  readonly more: boolean;
}

/** A context, and what it knows of journeys. */
export interface Mapped {
  readonly db: Database;
  readonly kin: Kin;
}

interface Relative {
  of: string;
  type: string;
  id: string;
  leaf: boolean;
}

/** From a claim to its encounter, from there to the orders, from there to the work on them, and once more for the end of it. */
const MOST_ROUNDS = 5;

/**
 * Goes round from `seeds`, ids of one hospital, until nothing new belongs to them. Ids that no context knows lead nowhere. `most`: of what
 * leads further, and of leaves each.
 */
export async function reach(contexts: readonly Mapped[], tenant: string, seeds: readonly string[], most: number): Promise<Reach> {
  const found = new Map<string, Member>();
  const rootOf = new Map(seeds.map((seed) => [seed, seed]));
  const room = { leaves: most, others: most };
  for (let fresh = [...seeds], round = 0; fresh.length > 0 && round < MOST_ROUNDS; round++) {
    const relatives = await relativesOf(contexts, tenant, fresh);
    fresh = [];
    for (const { of, type, id, leaf } of relatives) {
      const root = rootOf.get(of) as string;
      const key = `${type}/${id}/${root}`;
      if (found.has(key) || room[leaf ? 'leaves' : 'others']-- <= 0) continue;
      found.set(key, { type, id, root });
      if (leaf || rootOf.has(id)) continue;
      rootOf.set(id, root);
      fresh.push(id);
    }
  }
  return { members: [...found.values()], more: room.leaves < 0 || room.others < 0 };
}

async function relativesOf(contexts: readonly Mapped[], tenant: string, ids: readonly string[]): Promise<Relative[]> {
  const asked = contexts.flatMap(({ db, kin: { relatives } }) =>
    relatives ? [within<Relative>(db, tenant, { name: 'journey relatives', text: relatives, values: [tenant, ids] })] : [],
  );
  return (await Promise.all(asked)).flat();
}

/** Rows of these hospitals under row-level security. Ids and roles of staff only: who reads about patients does it through `db.read`. */
export function within<R>(db: Database, tenants: string, statement: Exclude<Statement, string>): Promise<R[]> {
  return db.inTransaction(async (session: Session) => {
    session.scope(tenants);
    const rows = await session.query<R>(statement);
    await session.commit();
    return rows;
  });
}
