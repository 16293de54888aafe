import { JourneySummary } from './journey';
import { factsOf, Findings, outlineOf, stepsOf } from './journey-outline';

/** Each of many journeys that were read together. What belongs to several, as a payment of many claims, counts for each. */
export function tellSummaries(found: Findings, roots: readonly string[]): JourneySummary[] {
  const { members, looks, now } = found;
  const rootsOf = new Map<string, Set<string>>();
  for (const { type, id, root } of members)
    for (const key of [id, `${type}/${id}`]) rootsOf.set(key, (rootsOf.get(key) ?? new Set()).add(root));
  const byRoot = <R>(rows: readonly R[], keyOf: (row: R) => string) => {
    const groups = new Map(roots.map((root): [string, R[]] => [root, []]));
    for (const row of rows) for (const root of rootsOf.get(keyOf(row)) ?? []) groups.get(root)?.push(row);
    return (root: string) => groups.get(root) ?? [];
  };
  const steps = byRoot(stepsOf(found), ({ subjectType, subjectId }) => `${subjectType}/${subjectId}`);
  const facts = factsOf(looks);
  const stands = byRoot(facts.stands, ({ of }) => of);
  const errands = byRoot(facts.errands, ({ of }) => of);
  const money = byRoot(facts.money, ({ of }) => of);
  return roots.map((id) => {
    const mine = { stands: stands(id), errands: errands(id), money: money(id) };
    const { expected: _, waiting, ...outline } = outlineOf(mine, steps(id), now);
    const orders = members.filter(({ type, root }) => type === 'Order' && root === id);
    return { id, ...outline, steps: steps(id).length, orders: orders.length, waiting: waiting.length };
  });
}
