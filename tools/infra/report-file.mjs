import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A report of an earlier run must not pass for this one's. */
export function prepareReport(file) {
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  rmSync(file);
}

/** Whoever reads the report learns of a failure there too. */
export function reportFailure(file, step, message) {
  if (!file || existsSync(file)) return;
  writeFileSync(file, `${JSON.stringify({ ok: false, error: { step, message } }, null, 2)}\n`);
}
