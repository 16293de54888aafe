import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  decodeMessage,
  describe as describeMessage,
  isFault,
  readHeader,
  readResultMessage,
  RESULT_TYPES,
  splitBatch,
  validate,
} from '.';
import type { MessageFault } from './model';

const ROOT = resolve(__dirname, '../../../..');
const FOLDER = join(ROOT, '../shared/data/hl7v2');
const TABLE = join(ROOT, 'docs/interchange-hl7.md');
const LONGEST_MS = 2_000;
const present = existsSync(FOLDER);
if (!present) console.warn(`The published HL7 messages are not read: there is no ${FOLDER}.`);

interface Source {
  name: string;
  files: number;
  messages: number;
  own: number;
  understood: number;
  results: number;
}

class Survey {
  readonly sources: Source[] = [];
  readonly refused = new Map<string, number>();
  readonly others = new Map<string, number>();
  readonly slow: string[] = [];
  /** Refused for MSH-11 alone, and what is found when it says P. */
  readonly whenProduction = new Map<string, number>();

  read(name: string): void {
    const source: Source = { name, files: 0, messages: 0, own: 0, understood: 0, results: 0 };
    for (const file of readdirSync(join(FOLDER, name)).sort()) {
      const began = performance.now();
      source.files += 1;
      for (const message of splitBatch(decodeMessage(readFileSync(join(FOLDER, name, file))))) this.take(message, source);
      if (performance.now() - began > LONGEST_MS) this.slow.push(file);
    }
    this.sources.push(source);
  }

  private take(message: string, source: Source): void {
    source.messages += 1;
    const header = readHeader(message);
    const faults = validate(message);
    expect(describeMessage(message)).not.toBe('');
    if (isFault(header)) return count(this.others, `no type, since ${reason(header)}`);
    if (!RESULT_TYPES.has(header.type)) return count(this.others, header.type);
    source.own += 1;
    const read = readResultMessage(message);
    expect(faults).toEqual(expect.arrayContaining(read.faults));
    if (read.message) {
      source.understood += 1;
      source.results += read.message.reports.reduce((sum, { results }) => sum + results.length, 0);
    } else this.refuse(message, read.faults);
  }

  private refuse(message: string, [fault]: MessageFault[]): void {
    count(this.refused, reason(fault as MessageFault));
    if (fault?.location !== 'MSH[1]-11' || fault.code !== '101') return;
    const separator = message.charAt(3);
    const fields = message.split(separator);
    fields[10] = 'P';
    const { faults } = readResultMessage(fields.join(separator));
    count(this.whenProduction, faults[0] ? reason(faults[0]) : 'understood');
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
const reason = ({ code, location = '', text }: MessageFault): string =>
  `${code} ${location.replace(/\[\d+\]/, '')} ${text}`.replace('  ', ' ');

type Row = (string | number)[];

/** A table as the formatter leaves it. */
function table(...rows: [Row, ...Row[]]): string {
  const widths = rows[0].map((_, column) => Math.max(3, ...rows.map((row) => String(row[column]).length)));
  const line = (row: Row) => `| ${row.map((cell, column) => String(cell).padEnd(widths[column] as number)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(rows[0]), rule, ...rows.slice(1).map(line)].join('\n');
}

const counted = (counts: Map<string, number>): Row[] =>
  [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));

function pageOf({ sources, refused, others, whenProduction }: Survey): string {
  const total = (key: Exclude<keyof Source, 'name'>) => sources.reduce((sum, source) => sum + source[key], 0);
  const rows = sources.map(({ name, files, messages, own, understood, results }) => [
    ...[name, files, messages],
    ...[own, understood, results],
  ]);
  const sum = ['all', total('files'), total('messages'), total('own'), total('understood'), total('results')];
  return `# HL7 v2: what we make of published messages

What \`libs/standards/hl7v2\` does with messages that others have published as examples, tests and deliberate errors. The files lie
outside the repository (\`../shared/data/hl7v2\`). \`shared-data.spec.ts\` compares this page with what it counts; write it anew with
\`UPDATE_TABLE=1 npx jest libs/standards/hl7v2/src/shared-data\`.

Ours are ORU^R01 and OUL^R21 to R24. Each file is also taken apart, validated and described, in less than two seconds.

${table(['Source', 'Files', 'Messages', 'Ours', 'Understood', 'Results'], ...rows, sum)}

## Ours that are refused, by their first fault

${table(['Code of table 0357, field, reason', 'Messages'], ...counted(refused))}

MSH-11 is required in every version: without it nobody knows whether a result is real or a test. Were it P in those messages:

${table(['First fault', 'Messages'], ...counted(whenProduction))}

## Messages of other types

${table(['MSH-9', 'Messages'], ...counted(others))}
`;
}

(present ? describe : describe.skip)('the published messages', () => {
  const survey = new Survey();
  beforeAll(
    () =>
      readdirSync(FOLDER)
        .sort()
        .forEach((name) => survey.read(name)),
    60_000,
  );

  it('are each read in less than two seconds', () => expect(survey.slow).toEqual([]));

  it('are understood or refused as docs/interchange-hl7.md says', () => {
    const page = pageOf(survey);
    if (process.env['UPDATE_TABLE']) writeFileSync(TABLE, page);
    expect(readFileSync(TABLE, 'utf8')).toBe(page);
  });
});
