// `npm run test:faults`: breaks things under load and counts what was lost, doubled or put out of order.
import { fork } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { startServers } from './faults/servers.mjs';
import { command, enter } from './infra/command.mjs';
import { installDependencies } from './infra/dependencies.mjs';
import { endProcess, send } from './infra/processes.mjs';
import { reportFailure } from './infra/report-file.mjs';
import { during } from './infra/waiting.mjs';

const usage = `npm run test:faults -- [--smoke | --long] [--row F1,F2] [--mutations] [--report FILE]
npm run test:faults -- --journey [--bundles DIR] [--report FILE]

  --smoke         a few rows at a small scale, two minutes at most; without it, and without --long, 15 minutes at most
  --long          every row with the full numbers; takes hours
  --row F1,F2     only these rows
  --mutations     removes one guard at a time and tells which row noticed; with --row also runs these rows, or --row all
  --journey       the whole replay, while all-in-one, broker and PostgreSQL are killed three times each
  --bundles DIR   FHIR bundles for it; otherwise ../shared/data/synthea-fhir, or the project's samples
  --mutation a,b  only these mutations
  --report FILE   write the figures as JSON; always written, also on failure

  It starts a PostgreSQL and a RabbitMQ of its own, because it kills them. Logs of a row that failed: .orderly/faults/log.
  Exit status: 0 every row ok, 1 a row failed, 2 infrastructure, 64 usage, 130 Ctrl-C.`;

const known = {
  smoke: { type: 'boolean' },
  long: { type: 'boolean' },
  row: { type: 'string' },
  journey: { type: 'boolean' },
  bundles: { type: 'string' },
  mutations: { type: 'boolean' },
  mutation: { type: 'string' },
  report: { type: 'string' },
};

/** Where servers and logs of a run live below .orderly. Several people may break things in one checkout, each in a slot of their own. */
const purpose = `faults${process.env.ORDERLY_TEST_SLOT ?? ''}`;

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
export const faults = (args, root = checkout) =>
  command({ name: 'test:faults', slot: purpose, usage, known, check }, args, { root, purpose }, async (run, options) => {
    const { say, signal } = run;
    await enter(run, 'dependencies', () => installDependencies({ root, say, signal }));
    await enter(run, 'compile', () => during(say, 'the compiler', build()));
    const servers = await enter(run, 'infrastructure', () => startServers(run));
    run.stops.push(servers.stop);
    return enter(run, 'rows', () => runSuite(run, servers, options));
  });

function check(values, from) {
  if (values.smoke && values.long) throw new Error('--smoke and --long exclude each other');
  if (values.bundles !== undefined) values.bundles = resolve(from, values.bundles);
  const files = readdirSync(join(checkout, 'tools/faults/src/rows'));
  const rows = files.flatMap((file) => /^f(\d+)-/.exec(file)?.[1] ?? []).map((number) => `F${Number(number)}`);
  const strange = values.row?.split(',').find((row) => row !== 'all' && !rows.includes(row));
  if (strange !== undefined) throw new Error(`--row: there is no ${strange}; rows are ${rows.join(', ')}`);
}

/** The suite is a process of its own: whatever happens to it, its servers are stopped. It asks us for what only we can do. */
async function runSuite({ root, signal, report }, servers, { smoke, long, row, mutations, mutation, journey, bundles }) {
  const given = [
    smoke && '--smoke',
    long && '--long',
    mutations && '--mutations',
    mutation && `--mutation=${mutation}`,
    row && `--row=${row}`,
    journey && '--journey',
    bundles && `--bundles=${bundles}`,
    report && `--report=${report}`,
  ];
  const child = fork(join(root, 'dist/tools/faults/src/main.js'), given.filter(Boolean), {
    cwd: root,
    execArgv: ['--enable-source-maps'],
    // The terminal's Ctrl-C is for us; it hears of it from us.
    detached: true,
    env: {
      ...process.env,
      FAULTS_DATABASE_URL: servers.databaseUrl,
      FAULTS_AMQP_URL: servers.amqpUrl,
      FAULTS_FOLDER: join(root, '.orderly', purpose),
    },
  });
  child.on('message', ({ id, action, server, args }) => {
    const answer = (outcome) => child.connected && child.send({ id, ...outcome });
    servers.act(action, server, args).then(
      (said) => answer({ said }),
      (error) => answer({ error: error.message }),
    );
  });
  const ended = new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => done(code ?? 2));
  });
  const end = () =>
    endProcess(child.pid, [
      ['SIGTERM', 15_000],
      ['SIGKILL', 2_000],
    ]);
  signal.addEventListener('abort', end, { once: true });
  const status = await ended;
  // Whatever it may have left of its group.
  send('SIGKILL', -child.pid);
  signal.throwIfAborted();
  if (status > 1) reportFailure(report, 'rows', `the suite ended with status ${status}`);
  return status;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  process.exit(await faults(process.argv.slice(2)));
