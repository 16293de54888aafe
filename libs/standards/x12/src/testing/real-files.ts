import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readInterchanges } from '../interchanges';
import { understandSet } from '../understand';
import { type Finding, setFaults } from '../validate';

/** Published files, kept outside of the repository. */
export const FOLDER = resolve(__dirname, '../../../../../../shared/data/x12');
export const TABLE = resolve(__dirname, '../../../../../docs/interchange-x12.md');
export const areHere = existsSync(FOLDER);

export interface RealFile {
  source: string;
  name: string;
  text: string;
}

export function realFiles(): RealFile[] {
  const sources = readdirSync(FOLDER).sort();
  return sources.flatMap((source) =>
    readdirSync(join(FOLDER, source))
      .sort()
      .map((name) => ({ source, name, text: readFileSync(join(FOLDER, source, name), 'utf8') })),
  );
}

const KINDS = {
  claims: '837I',
  remittances: '835',
  'claim-acknowledgment': '277CA',
  'implementation-acknowledgment': '999',
} as const;
type Ours = (typeof KINDS)[keyof typeof KINDS];

/** What became of one transaction set. */
interface Fate {
  source: string;
  name: string;
  set: string;
  ours?: Ours;
  /** The first thing that is wrong with it. */
  refused?: { class: 'envelope' | 'segments' | 'elements'; text: string };
  unbalanced: boolean;
}

export function fatesOf({ source, name, text }: RealFile): Fate[] {
  return readInterchanges(text).flatMap(({ delimiters, usable, faults, groups }) =>
    groups.flatMap((group) =>
      group.transactions.map((set): Fate => {
        const where = { source, name, set: `${set.type} ${set.version.trim()}` };
        const understood = delimiters && understandSet(set, delimiters);
        if (!delimiters || !understood?.kind) return { ...where, unbalanced: false };
        const found = setFaults(understood, delimiters);
        const around = [...(usable ? [] : faults), ...group.faults, ...set.faults];
        const wrong = around[0] ?? found.find(({ level }) => level !== 'balance');
        return {
          ...{ ...where, ours: KINDS[understood.kind], unbalanced: found.some(({ level }) => level === 'balance') },
          ...(wrong && { refused: { class: classOf(wrong, around.length > 0), text: wrong.text } }),
        };
      }),
    ),
  );
}

function classOf({ element }: Pick<Finding, 'element'>, isAround: boolean): 'envelope' | 'segments' | 'elements' {
  if (isAround) return 'envelope';
  return element === undefined ? 'segments' : 'elements';
}

/** The page docs/interchange-x12.md. */
export function page(files: RealFile[]): string {
  const fates = files.flatMap(fatesOf);
  const refused = fates.filter((fate) => fate.refused);
  return [
    '# X12 files of others',
    '',
    'What `@orderly/standards/x12` makes of published files (tests, samples of guides, deidentified files of other X12 software).',
    'Written by `UPDATE_TABLE=1 npx jest libs/standards/x12/src/real-files.spec.ts`, which otherwise fails when a count changes.',
    '',
    'Understood: a 837I (005010X223), 835 (005010X221), 277CA (005010X214) or 999 (005010X231) with nothing wrong in it or the',
    'envelopes around it. Refused: the same with its first fault around it (envelope), a missing, unexpected or misplaced segment',
    '(segments) or a value (elements). Unbalanced: understood, but its amounts do not add up. All other sets are not ours.',
    '',
    ...tableOf(files, fates),
    '',
    '## Why files of our kinds were refused',
    '',
    ...aligned([
      ['File', 'Set', 'First reason'],
      ...refused.map(({ source, name, set, refused: why }) => [`\`${source}/${name}\``, set, why?.text ?? '']),
    ]),
    '',
    '## What is not ours',
    '',
    ...aligned([['Transaction set and version', 'Sets'], ...countBy(fates.filter(({ ours }) => !ours).map(({ set }) => set))], 1),
    '',
  ].join('\n');
}

const COLUMNS: [heading: string, count: (files: RealFile[], fates: Fate[]) => number][] = [
  ['Files', (files) => files.length],
  ['Interchanges', (files) => sum(files.map(({ text }) => readInterchanges(text).filter(({ header }) => header).length))],
  ['unusable', (files) => sum(files.map(({ text }) => readInterchanges(text).filter(({ usable }) => !usable).length))],
  ['Sets', (_, fates) => fates.length],
  ...(['837I', '835', '277CA', '999'] as const).map(ofKind),
  [
    'TA1',
    (files) => sum(files.map(({ text }) => sum(readInterchanges(text).map((interchange) => interchange.acknowledgments.length)))),
  ],
  ['Understood', (_, fates) => fates.filter(({ ours, refused }) => ours && !refused).length],
  ['unbalanced', (_, fates) => fates.filter(({ refused, unbalanced }) => unbalanced && !refused).length],
  ...(['envelope', 'segments', 'elements'] as const).map(refusedBy),
  ['Not ours', (_, fates) => fates.filter(({ ours }) => !ours).length],
];

function ofKind(kind: Ours): (typeof COLUMNS)[number] {
  return [kind, (_, fates) => fates.filter(({ ours }) => ours === kind).length];
}

function refusedBy(reason: string): (typeof COLUMNS)[number] {
  return [`refused: ${reason}`, (_, fates) => fates.filter(({ refused }) => refused?.class === reason).length];
}

function tableOf(files: RealFile[], fates: Fate[]): string[] {
  const row = (source: string, isOf: (of: { source: string }) => boolean) => [
    source,
    ...COLUMNS.map(([, count]) => String(count(files.filter(isOf), fates.filter(isOf)))),
  ];
  const sources = [...new Set(files.map(({ source }) => source))];
  const rows = sources.map((source) => row(source, (of) => of.source === source));
  return aligned([['Source', ...COLUMNS.map(([heading]) => heading)], ...rows, row('all', () => true)], 1);
}

/** A table as Prettier writes it; columns from `numbers` on hold numbers. */
function aligned(rows: string[][], numbers = Infinity): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 3));
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const padded = (row: string[]) =>
    line(row.map((cell, column) => (column < numbers ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))));
  const rule = line(widths.map((width, column) => (column < numbers ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)));
  const [head = [], ...body] = rows;
  return [padded(head), rule, ...body.map(padded)];
}

const sum = (numbers: number[]) => numbers.reduce((total, next) => total + next, 0);

function countBy(names: string[]): [name: string, count: string][] {
  const counts = new Map<string, number>();
  for (const name of names.toSorted()) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => [name, String(count)]);
}
