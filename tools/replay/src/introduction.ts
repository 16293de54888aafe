import { chmodSync, renameSync, writeFileSync } from 'node:fs';
import { ANALYSER } from './replay';
import { type Hospital, PEOPLE } from './tenant';

/** Writes down who works in the hospital, for the staff that the sandbox plays (`DEMO_HOSPITAL_FILE`); for its owner's eyes only. */
export function introduce({ slug, passwordOf }: Hospital, id: string, url: string): void {
  const file = process.env['DEMO_HOSPITAL_FILE'];
  if (!file) return;
  const passwords = Object.fromEntries(PEOPLE.map((person) => [person, passwordOf(person)]));
  const hospital = { url, tenant: { id, slug }, analyser: ANALYSER, passwords };
  writeFileSync(`${file}.new`, `${JSON.stringify(hospital, null, 2)}\n`, { mode: 0o600 });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}
