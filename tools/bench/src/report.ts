import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { Client } from 'pg';

/** One comparison. */
export interface Result {
  readonly id: string;
  readonly what: string;
  /** Ours: the median of all runs. */
  readonly value: number;
  readonly unit: string;
  /** Theirs: the median of all runs. */
  readonly rawValue?: number;
  /** Ours by theirs: the median of the pairs' ratios. */
  readonly ratio?: number;
  readonly against: string;
  readonly goal: string;
  readonly ok: boolean;
  /** Lowest and highest ratio (or value, where there is no ratio) of all pairs. */
  readonly spread?: readonly [number, number];
  readonly pairs: number;
}

/** `docs/reports/performance.json` is one of these. */
export interface Report {
  readonly rows: readonly Result[];
  readonly machine: Record<string, string | number>;
  readonly at: string;
  readonly command: string;
  readonly seconds: number;
}

export async function machineOf(databaseUrl: string, amqpVersion: string): Promise<Record<string, string | number>> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`);
  await client.end();
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: rows[0]?.version ?? 'unknown',
    rabbitmq: amqpVersion,
  };
}

export function writeReport(
  file: string | undefined,
  report: Report | { ok: false; error: { step: string; message: string } },
): void {
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}

/** The table at the end of a run. */
export function tableOf(rows: readonly Result[]): string {
  const cells = rows.map((row) => [
    row.id,
    row.what,
    `${figure(row.value)} ${row.unit}`,
    row.against,
    row.rawValue === undefined ? '' : `${figure(row.rawValue)} ${row.unit}`,
    row.ratio === undefined ? '' : row.ratio.toFixed(2),
    row.spread ? `${short(row.spread[0])} - ${short(row.spread[1])}` : '',
    row.goal,
    row.ok ? 'ok' : 'MISSED',
  ]);
  const all = [['row', 'what', 'ours', 'against', 'theirs', 'ratio', 'spread', 'goal', ''], ...cells];
  const widths = (all[0] as string[]).map((_, column) => Math.max(...all.map((line) => (line[column] as string).length)));
  return all
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] as number))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 100) / 100);

const short = (value: number): string => (value >= 100 ? figure(value) : value.toFixed(2));
