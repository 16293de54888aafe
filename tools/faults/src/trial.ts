import { Arena, Stage } from './arena';
import { RowReport } from './report';
import { Profile, Row, Scale } from './row';

/** A row that does not end is a row that failed. */
const MOST_MS: Record<Profile, number> = { smoke: 90_000, short: 300_000, long: 3_600_000 };

/** Runs one row in an arena of its own and says how it went. Never throws: what goes wrong is what the row has found. */
export async function tryRow(stage: Stage, row: Row, profile: Profile, scale = scaleOf(row, profile)): Promise<RowReport> {
  const arena = new Arena(row.id, stage, `faults_${row.id.toLowerCase()}`);
  const began = Date.now();
  stage.say(`${row.id.padEnd(6)} ${row.title}: ${listed(scale)}`);
  try {
    const run = async () => {
      await arena.prepare();
      Object.assign(arena.figures, await row.run(arena, scale));
    };
    await within(row.mostMs ?? MOST_MS[profile], stage.signal, run());
  } catch (error) {
    arena.broken.push(error instanceof Error ? error.message : String(error));
    if (process.env['DEBUG']) stage.say(String((error as Error).stack));
  }
  // The next row finds whole servers, whatever this one has left.
  if (arena.broken.length > 0) await mend(stage).catch((error: Error) => arena.broken.push(error.message));
  await arena.close().catch((error: Error) => arena.broken.push(error.message));
  const { figures, broken, counted } = arena;
  if (broken.length === 0) for (const worker of arena.workers) worker.forgetLog();
  const { id, title } = row;
  const report = { id, title, ok: broken.length === 0, seconds: secondsSince(began), scale, figures, broken, counted };
  stage.say(`${statusOf(report)}  ${listed(figures)}`);
  for (const words of broken) stage.say(`       not so: ${words}`);
  return report;
}

/** `F1     ok       90.8 s` */
export const statusOf = ({ id, ok, seconds }: RowReport): string =>
  `${id.padEnd(6)} ${ok ? 'ok    ' : 'FAILED'} ${String(seconds).padStart(6)} s`;

export const secondsSince = (began: number): number => Math.round((Date.now() - began) / 100) / 10;

/** The profile's scale, or the next smaller one when a row was asked for that has none. */
const scaleOf = ({ scales }: Row, profile: Profile): Scale =>
  scales[profile] ?? scales.short ?? scales.smoke ?? (scales.long as Scale);

async function within(mostMs: number, signal: AbortSignal, work: Promise<void>): Promise<void> {
  let stop: () => void = () => undefined;
  const cut = new Promise<never>((_, fail) => {
    const timer = setTimeout(() => fail(new Error(`did not end within ${mostMs / 1000} s`)), mostMs);
    const interrupted = () => fail(new Error('interrupted'));
    signal.addEventListener('abort', interrupted);
    stop = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupted);
    };
  });
  await Promise.race([work, cut]).finally(() => stop());
}

async function mend({ servers, signal }: Stage): Promise<void> {
  if (signal.aborted) return;
  for (const server of ['postgres', 'rabbitmq'] as const) {
    await servers.thaw(server);
    await servers.start(server);
  }
}

const listed = (values: Record<string, number | string>) =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
