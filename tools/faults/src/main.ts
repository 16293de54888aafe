import 'reflect-metadata';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Stage } from './arena';
import { Mutation, MUTATIONS, tryMutation } from './mutations';
import { machine, MutationReport, Report, RowReport, writeReport } from './report';
import { Profile, Row } from './row';
import { ROWS } from './rows';
import { journeyOf } from './rows/journey';
import { Servers } from './servers';
import { secondsSince, statusOf, tryRow } from './trial';
import { versionsOf } from './versions';

interface Wish {
  profile: Profile;
  rows: readonly Row[];
  mutations: readonly Mutation[];
  report?: string;
}

class UsageError extends Error {}

function wishOf(args: string[]): Wish {
  const { values } = parseArgs({
    args,
    options: {
      smoke: { type: 'boolean' },
      long: { type: 'boolean' },
      mutations: { type: 'boolean' },
      mutation: { type: 'string' },
      row: { type: 'string' },
      journey: { type: 'boolean' },
      bundles: { type: 'string' },
      report: { type: 'string' },
    },
  });
  const profile = values.smoke ? 'smoke' : values.long ? 'long' : 'short';
  const { journey, bundles, row, report } = values;
  const mutations = values.mutations || values.mutation ? mutationsOf(values.mutation) : [];
  // Mutations alone, unless rows are asked for too.
  const rows = journey ? [journeyOf(bundles)] : mutations.length > 0 && row === undefined ? [] : rowsOf(profile, row);
  return { profile, rows, mutations, report };
}

/** All rows that have a scale in this profile, or exactly the wanted ones. */
function rowsOf(profile: Profile, wanted?: string): readonly Row[] {
  if (wanted === undefined || wanted === 'all') return ROWS.filter(({ scales }) => scales[profile]);
  return wanted.split(',').map((id) => {
    const found = ROWS.find((row) => row.id.toLowerCase() === id.trim().toLowerCase());
    if (!found) throw new UsageError(`there is no row ${id}; there are all, ${ROWS.map((row) => row.id).join(', ')}`);
    return found;
  });
}

function mutationsOf(wanted?: string): readonly Mutation[] {
  if (wanted === undefined) return MUTATIONS;
  return wanted.split(',').map((name) => {
    const found = MUTATIONS.find((mutation) => mutation.name === name.trim());
    if (!found) throw new UsageError(`there is no mutation ${name}; there are ${MUTATIONS.map((each) => each.name).join(', ')}`);
    return found;
  });
}

async function main(): Promise<number> {
  const wish = wishOf(process.argv.slice(2));
  const abort = new AbortController();
  process.once('SIGTERM', () => abort.abort());
  // Who started us was killed, and nobody can start or stop servers for us any more; our workers end with us.
  process.once('disconnect', () => process.exit(2));
  const folder = process.env['FAULTS_FOLDER'] ?? '';
  const stage: Stage = {
    dist: await frozenBuild(folder),
    logs: join(folder, 'log'),
    servers: Servers.fromEnvironment(),
    say: (line) => void process.stdout.write(`${line}\n`),
    signal: abort.signal,
  };
  const versions = await versionsOf(stage.servers);
  const began = Date.now();
  const rows: RowReport[] = [];
  const mutations: MutationReport[] = [];
  const report = () => writeReport(wish.report, reportOf(wish, rows, mutations, versions));
  report();
  for (const row of wish.rows) {
    if (abort.signal.aborted) break;
    rows.push(await tryRow(stage, row, wish.profile));
    report();
  }
  for (const mutation of wish.mutations) {
    if (abort.signal.aborted) break;
    mutations.push(await tryMutation(stage, mutation, { root: join(__dirname, '../../../..'), folder }));
    report();
  }
  const failed = tell(stage, rows, mutations);
  stage.say(`${rows.length + mutations.length - failed} ok, ${failed} failed, ${secondsSince(began)} s (${wish.profile})`);
  return abort.signal.aborted || failed > 0 ? 1 : 0;
}

/** The table at the end. Answers how many have failed. */
function tell({ say }: Stage, rows: readonly RowReport[], mutations: readonly MutationReport[]): number {
  say('');
  for (const row of rows) say(`${statusOf(row)}  ${row.title}`);
  for (const { name, what, caughtBy } of mutations) say(`${name}      ${caughtBy.join(', ') || 'NOT CAUGHT'}  ${what}`);
  return rows.filter(({ ok }) => !ok).length + mutations.filter(({ caughtBy }) => caughtBy.length === 0).length;
}

/** What is under test stays as it is when somebody compiles while it runs. */
async function frozenBuild(folder: string): Promise<string> {
  const frozen = join(folder, 'dist');
  await rm(frozen, { recursive: true, force: true });
  await cp(join(__dirname, '../../..'), frozen, { recursive: true });
  return frozen;
}

function reportOf(
  { profile, mutations: mutated }: Wish,
  rows: readonly RowReport[],
  mutations: readonly MutationReport[],
  versions: Record<string, string>,
): Report {
  const options = [profile === 'short' ? '' : ` --${profile}`, mutated.length > 0 ? ' --mutations' : ''].join('');
  return {
    ok: rows.every(({ ok }) => ok) && mutations.every(({ caughtBy }) => caughtBy.length > 0),
    profile,
    rows,
    mutations,
    machine: machine(versions),
    at: new Date().toISOString().slice(0, 10),
    command: `npm run test:faults${options && ` --${options}`}`,
  };
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(`${error instanceof UsageError ? error.message : String((error as Error).stack)}\n`);
    process.exit(error instanceof UsageError ? 64 : 2);
  },
);
