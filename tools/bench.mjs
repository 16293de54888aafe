// `npm run bench`: how fast Orderly is beside raw loops and other packages, on servers of its own.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { command, enter } from './infra/command.mjs';
import { installDependencies } from './infra/dependencies.mjs';
import { provideInfrastructure } from './infra/infrastructure.mjs';
import { runProgram } from './infra/program.mjs';
import { during } from './infra/waiting.mjs';

const usage = `npm run bench -- [--row P1,P2] [--events N] [--pairs N] [--report FILE]

  --row P1,P2     only these rows: P1 relay, P2 effects, P3 latency, P4 orders over HTTP, P8 a rebuilt view, P9 with many old rows
  --events N      scale; 50000 for figures that count, 2000 for a try
  --pairs N       how often ours and theirs are measured in turn after a warm-up; 3
  --report FILE   write the figures as JSON; always written, also on failure

  Ratios are of the same run and mean something on a busy machine too; absolute figures only on one with nothing else to do.
  Exit status: 0 every goal met, 1 a figure missed its goal or could not be measured, 2 infrastructure, 64 usage, 130 Ctrl-C.`;

const known = {
  row: { type: 'string' },
  events: { type: 'string', default: '50000' },
  pairs: { type: 'string', default: '3' },
  report: { type: 'string' },
};
const rows = ['P1', 'P2', 'P3', 'P4', 'P8', 'P9'];

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
export const bench = (args, root = checkout) =>
  command({ name: 'bench', slot: 'bench', usage, known, check }, args, { root }, async (run, options) => {
    const { say, signal, hurry } = run;
    await enter(run, 'dependencies', () => installDependencies({ root, say, signal }));
    // What Orderly is compared with is not Orderly's: it has a package.json of its own.
    const peers = join(root, 'tools', 'bench');
    await enter(run, 'dependencies', () => installDependencies({ root: peers, say, signal }));
    await enter(run, 'compile', () => during(say, 'the compiler', build()));
    // Only servers with nothing else to do can be measured.
    const wanted = { root, say, signal, hurry, purpose: 'bench', env: {} };
    const infra = await enter(run, 'infrastructure', () => provideInfrastructure(wanted));
    run.stops.push(infra.stop);
    return enter(run, 'rows', () => measure(run, infra, options));
  });

function check(values) {
  const strange = values.row?.split(',').find((row) => !rows.includes(row));
  if (strange !== undefined) throw new Error(`--row: there is no ${strange}; rows are ${rows.join(', ')}`);
  for (const name of ['events', 'pairs'])
    if (!/^[1-9]\d*$/.test(values[name])) throw new Error(`--${name} takes a number from 1`);
  if (Number(values.events) < 1000) throw new Error('--events takes a number from 1000');
}

async function measure({ root, signal, report }, { databaseUrl, amqpUrl }, { row, events, pairs }) {
  const given = [`--events=${events}`, `--pairs=${pairs}`, row && `--row=${row}`, report && `--report=${report}`];
  const main = join(root, 'dist/tools/bench/src/main.js');
  const args = ['--enable-source-maps', '--max-semi-space-size=64', main, ...given.filter(Boolean)];
  // Nest's own transport finds its packages where the other peers are.
  const env = { ...process.env, DATABASE_URL: databaseUrl, AMQP_URL: amqpUrl, NODE_PATH: join(root, 'tools/bench/node_modules') };
  const status = await runProgram(process.execPath, args, { cwd: root, signal, env });
  signal.throwIfAborted();
  return [0, 1].includes(status) ? status : 2;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await bench(process.argv.slice(2)));
