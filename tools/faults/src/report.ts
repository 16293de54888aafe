import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { Figures, Profile, Scale } from './row';

export interface RowReport {
  id: string;
  title: string;
  ok: boolean;
  seconds: number;
  scale: Scale;
  figures: Figures;
  /** What did not hold, in words. */
  broken: readonly string[];
  /** Those of them that the oracle has counted. */
  counted: readonly string[];
}

export interface MutationReport {
  name: string;
  what: string;
  caughtBy: readonly string[];
  /** What these rows have counted. */
  found: readonly string[];
}

export interface Report {
  ok: boolean;
  profile: Profile;
  rows: readonly RowReport[];
  mutations: readonly MutationReport[];
  machine: Record<string, string | number>;
  /** The day it ended. */
  at: string;
  command: string;
}

export function machine(servers: Record<string, string>): Record<string, string | number> {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() || 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    ...servers,
  };
}

export function writeReport(file: string | undefined, report: Report): void {
  if (!file) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
}
