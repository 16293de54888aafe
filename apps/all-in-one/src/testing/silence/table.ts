import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSilenceTable, SilenceRow } from '@orderly/platform/testing';

export const silenceTable: readonly SilenceRow[] = readSilenceTable(
  readFileSync(join(__dirname, '../../../../../docs/silence-budget.md'), 'utf8'),
);

/** The row of docs/silence-budget.md. Throws when there is none. */
export function silenceRow(id: string): SilenceRow {
  const row = silenceTable.find((one) => one.id === id);
  if (!row) throw new Error(`docs/silence-budget.md has no row ${id}`);
  return row;
}
