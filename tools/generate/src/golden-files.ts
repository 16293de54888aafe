import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { EventDeclaration } from '@orderly/kernel';
import { due, FOLDER, keyOf, problems, readGoldens } from './golden';

/** An event no longer keeps what it promised; the message says which, why, and what to do. */
export class PromiseBroken extends Error {}

/** Golden files that are missing, or miss the latest revision, with what they should say. What is in them already stays. */
export async function goldenFiles(events: readonly EventDeclaration[], root: string): Promise<Record<string, string>> {
  const { goldens, retired } = await readGoldens(join(root, FOLDER));
  const found = problems(events, goldens, retired);
  if (found.length > 0) throw new PromiseBroken(found.join('\n\n'));
  const options = await resolveConfig(join(root, FOLDER, 'any.json'));
  const files = events.flatMap((event) => {
    const golden = due(event, goldens);
    return golden ? [{ path: `${FOLDER}/${keyOf(event)}.json`, text: JSON.stringify(golden) }] : [];
  });
  const texts = files.map(async ({ path, text }) => [path, await format(text, { ...options, parser: 'json' })] as const);
  return Object.fromEntries(await Promise.all(texts));
}
