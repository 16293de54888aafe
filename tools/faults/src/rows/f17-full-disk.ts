import { execFileSync } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, statfsSync } from 'node:fs';
import { Client } from 'pg';
import { join } from 'node:path';
import type { Arena } from '../arena';
import { Figures, row } from '../row';
import { publishesAgain } from '../takeover';

const MOST_RESUMING_MS = 30_000;
const MOST_FILLING_MS = 120_000;
const MB = 2 ** 20;
/** The broker looks at its disk every ten seconds at most. */
const MOST_NOTICING_MS = 30_000;
const FREE_LIMIT = '50MB';

export const fullDisk = row({
  id: 'F17',
  title: 'no space left: the volume of PostgreSQL, then that of the broker',
  scales: { long: { perSecond: 300, seconds: 30, volumeMb: 96 } },
  async run(arena, { perSecond, seconds, volumeMb }) {
    const volume = await Volume.mount(arena, volumeMb);
    try {
      await volume.take(arena);
      await arena.worker('consumer');
      await arena.worker('relay', { lookEveryMs: 10 });
      const load = await arena.load({ events: perSecond, perSecond });
      const figures: Figures = {};
      await load.during(async () => {
        Object.assign(figures, await fillPostgres(arena, volume, seconds));
        Object.assign(figures, await fillBroker(arena, seconds));
      });
      await arena.judge({}, 300_000);
      return figures;
    } finally {
      await arena.close();
      await volume.unmount(arena);
    }
  },
});

async function fillPostgres(arena: Arena, volume: Volume, seconds: number): Promise<Figures> {
  const { record } = arena;
  await goesOn(arena);
  const failures = record.unknown.size;
  volume.fill();
  const failed = await arena.during(
    'commands to be refused',
    arena.until(() => record.unknown.size > failures + 10, MOST_FILLING_MS),
  );
  arena.must(failed === true, 'no command failed while the volume was full');
  await arena.during('the volume is full', arena.rest(seconds * 1_000));
  const refused = record.unknown.size - failures;
  const [alive] = await arena.rows<{ one: number }>('select 1 as one');
  arena.must(alive?.one === 1, 'PostgreSQL does not answer reads');
  volume.empty();
  const resumedMs = await goesOn(arena);
  arena.must(resumedMs <= MOST_RESUMING_MS, `PostgreSQL: commands went through again ${resumedMs} ms after there was space`);
  return { postgresRefused: refused, postgresResumedMs: resumedMs };
}

/** Fills the disk that the broker sees up to the limit at which it takes nothing more. */
async function fillBroker(arena: Arena, seconds: number): Promise<Figures> {
  const folder = arena.stage.logs;
  const ballast = join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  // Between what is free now and what is left once the ballast lies there.
  const limit = bavail * bsize - 512 * MB;
  await arena.servers.control('rabbitmq', 'set_disk_free_limit', String(limit));
  try {
    await goesOn(arena);
    execFileSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=1M', 'count=2048'], { stdio: 'ignore' });
    const paused = await arena.during(
      'the broker to see that',
      arena.until(() => piled(arena), MOST_NOTICING_MS, 250),
    );
    arena.must(paused === true, 'the broker went on although there was no space');
    await arena.during('the disk of the broker is full', arena.rest(seconds * 1_000));
    const [left] = await arena.rows<{ outbox: number }>('select count(*)::int as outbox from ledger.outbox');
    rmSync(ballast, { force: true });
    const began = Date.now();
    await publishesAgain(arena);
    const resumedMs = Date.now() - began;
    arena.must(resumedMs <= MOST_RESUMING_MS, `broker: the backlog left the outbox ${resumedMs} ms after there was space`);
    return { brokerBacklog: left?.outbox ?? 0, brokerResumedMs: resumedMs };
  } finally {
    rmSync(ballast, { force: true });
    await arena.servers.control('rabbitmq', 'set_disk_free_limit', FREE_LIMIT);
  }
}

/** Events have waited for two seconds. */
async function piled(arena: Arena): Promise<boolean> {
  const [row] = await arena.rows<{ old: boolean }>(
    `select coalesce(min(written_at) < now() - interval '2 seconds', false) as old from ledger.outbox`,
  );
  return row?.old === true;
}

/** Milliseconds until the next command is answered. */
async function goesOn(arena: Arena): Promise<number> {
  const began = Date.now();
  const before = arena.record.committed;
  await arena.until(() => arena.record.committed > before, 2 * MOST_RESUMING_MS, 10);
  return Date.now() - began;
}

/** A small volume in memory that holds the row's database. Needs root, as the machine's owner has it. */
class Volume {
  private mounted = true;

  private constructor(private readonly folder: string) {}

  static async mount(arena: Arena, megabytes: number): Promise<Volume> {
    if (process.getuid?.() !== 0)
      throw new Error('a volume of its own can be mounted by root only: run this row as root, or leave it out');
    const [{ directory = '' } = {}] = await arena.rows<{ directory: string }>(
      `select current_setting('data_directory') as directory`,
    );
    const volume = new Volume(join(directory, '..', 'small'));
    mkdirSync(volume.folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', volume.folder]);
    // A run that is interrupted leaves no volume behind either.
    process.once('exit', () => volume.detach());
    return volume;
  }

  /** Moves the row's database here. Its log of changes stays where it is. */
  async take(arena: Arena): Promise<void> {
    const data = join(this.folder, 'data');
    mkdirSync(data);
    const uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
    const gid = Number(execFileSync('id', ['-g', 'postgres'], { encoding: 'utf8' }));
    chownSync(data, uid, gid);
    await arena.rows(`create tablespace small location '${data}'`);
    for (const schema of ['ledger', 'mirror']) {
      const tables = await arena.rows<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = $1`,
        [schema],
      );
      for (const { name } of tables) await arena.rows(`alter table ${name} set tablespace small`);
    }
  }

  /** Leaves no byte. */
  fill(): void {
    try {
      execFileSync('dd', ['if=/dev/zero', `of=${this.ballast}`, 'bs=4k'], { stdio: 'ignore' });
    } catch {
      // It ends when nothing more fits.
    }
  }

  empty(): void {
    rmSync(this.ballast, { force: true });
  }

  private detach(): void {
    if (!this.mounted) return;
    this.mounted = false;
    execFileSync('umount', ['-l', this.folder]);
  }

  /** The row's database goes with it: PostgreSQL cannot do without a volume that it knows. */
  async unmount(arena: Arena): Promise<void> {
    this.empty();
    const server = new Client({ connectionString: arena.servers.databaseUrl });
    await server.connect();
    await server.query(`drop database if exists ${arena.namespace} with (force)`);
    await server.query('drop tablespace if exists small');
    await server.end();
    this.detach();
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
