import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EventDeclaration } from '@orderly/kernel';
import { breaking, isSame, Shape } from './golden-changes';
import { published } from './golden-envelope';
import { samplesOf } from './golden-samples';
import { schemaOf } from './golden-schema';

/** One published shape of a major version, with events of that time. */
export interface Revision extends Shape {
  /** The first one with every field, the last with as few as possible. `event`: what went over the wire, of which `data` is the content. */
  readonly samples: readonly { readonly data: Record<string, unknown>; readonly event: Record<string, unknown> }[];
}

/** A major version of an event: every shape that it has had, the latest last. */
export interface Golden {
  readonly type: string;
  readonly version: number;
  readonly revisions: readonly Revision[];
}

/** By `<type>.v<version>`. */
export type Goldens = ReadonlyMap<string, Golden>;
/** Majors that nobody declares any more, each with the reason why no journal or partner needs it. */
export type Retired = Readonly<Record<string, string>>;

export const FOLDER = 'libs/contracts/golden';
export const RETIRED = 'retired.json';

export async function readGoldens(folder: string): Promise<{ goldens: Goldens; retired: Retired }> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown;
  const goldens = names.filter((name) => name !== RETIRED);
  return {
    goldens: new Map(await Promise.all(goldens.map(async (name) => [name.slice(0, -5), (await read(name)) as Golden] as const))),
    retired: (await read(RETIRED)) as Retired,
  };
}

/** The golden file that has to be written for an event; undefined while the latest revision still says it all. */
export function due(event: EventDeclaration, goldens: Goldens): Golden | undefined {
  const { type, version } = event;
  const revisions = goldens.get(keyOf(event))?.revisions ?? [];
  const latest = revisions.at(-1);
  if (latest && isSame(latest, shapeOf(event))) return undefined;
  return { type, version, revisions: [...revisions, revisionOf(event)] };
}

/** What breaks a promise, one text per event with what to do; empty when all hold. */
export function problems(events: readonly EventDeclaration[], goldens: Goldens, retired: Retired): string[] {
  const declared = new Map(events.map((event) => [keyOf(event), event]));
  const gone = [...goldens.keys()].filter((key) => !declared.has(key) && !retired[key]?.trim());
  const wrong = Object.keys(retired).filter((key) => declared.has(key) || !goldens.has(key));
  return [
    ...events.flatMap((event) => {
      const latest = Math.max(...events.filter(({ type }) => type === event.type).map(({ version }) => version));
      return broken(event, latest + 1, goldens.get(keyOf(event))?.revisions ?? []);
    }),
    ...gone.map(
      (key) => `${key} is not declared any more. Journals and queues may still hold it: declare it again, or say in
${FOLDER}/${RETIRED} why nobody needs it.`,
    ),
    ...wrong.map((key) => `${key} is listed in ${FOLDER}/${RETIRED}, but it is ${declared.has(key) ? 'declared' : 'not known'}.`),
  ];
}

function broken(event: EventDeclaration, major: number, revisions: readonly Revision[]): string[] {
  const now = shapeOf(event);
  const reasons = [...new Set(revisions.flatMap((revision) => breaking(revision, now)))];
  if (reasons.length === 0) return [];
  const { type, published: isPublic } = event;
  const { name } = event as unknown as { name: string };
  const next = `${name.replace(/V\d+$/, '')}V${major}`;
  return [
    `${keyOf(event)} breaks what was published:
${reasons.map((reason) => `  - ${reason}`).join('\n')}
Leave ${name} as it was, and declare the next major beside it: class ${next} extends ${isPublic ? 'publicEvent' : 'event'}('${type}', ${major}, ...).
Consumers handle both, the producer changes last: docs/schema-evolution.md. Was the shape only on your branch, never
merged? Then restore ${FOLDER}/${keyOf(event)}.json from git and run \`npm run generate\` again.`,
  ];
}

export const keyOf = ({ type, version }: EventDeclaration): string => `${type}.v${version}`;

export function shapeOf(event: EventDeclaration): Shape {
  return { published: event.published, sealed: event.sealedFields, schema: schemaOf(event) };
}

function revisionOf(event: EventDeclaration): Revision {
  const samples = samplesOf(event);
  const events = published(event, samples).map((text) => JSON.parse(text) as Record<string, unknown>);
  return {
    ...shapeOf(event),
    samples: samples.map((data, index) => ({ data, event: events[index] as Record<string, unknown> })),
  };
}
