import type { Arena } from '../arena';
import { Times } from '../chance';
import { topologyFaults } from '../topology';
import { Link } from '../proxy';
import { Figures, row } from '../row';
import { publishesAgain } from '../takeover';
import { Worker } from '../worker';

/** Three heartbeats of 5 s, and the pause before the next connection is tried. */
const SILENCE_NOTICED_MS = 15_500;
const MOST_MS = 60_000;

/** A path between a part of the system and a server. */
interface Path {
  readonly name: string;
  readonly link: Link;
  /** Grows as the part goes on working over the path. */
  work(): Promise<number> | number;
  /** Grows when the part has found out that a connection is broken. */
  breaks(): number;
}

export const brokenPaths = row({
  id: 'F12',
  title: 'FIN, RST and silence on relay to broker, consumer to broker, application to PostgreSQL',
  scales: {
    smoke: { perSecond: 100, cuts: 1, silences: 0, silentSeconds: 0 },
    short: { perSecond: 100, cuts: 2, silences: 1, silentSeconds: 20 },
    long: { perSecond: 100, cuts: 5, silences: 5, silentSeconds: 60 },
  },
  async run(arena, { perSecond, cuts, silences, silentSeconds }) {
    const [toRelay, toConsumer, toDatabase] = [
      await arena.link('rabbitmq'),
      await arena.link('rabbitmq'),
      await arena.link('postgres'),
    ];
    const databaseUrl = toDatabase.url;
    await arena.worker('consumer', { amqpUrl: toConsumer.url, databaseUrl });
    const relay = await arena.worker('relay', { amqpUrl: toRelay.url, databaseUrl, lookEveryMs: 10 });
    const load = await arena.load({ events: perSecond, perSecond, task: { databaseUrl } });
    const { record } = arena;
    const paths: Path[] = [
      { name: 'relay', link: toRelay, work: () => publishedBy(relay), breaks: () => toRelay.connections },
      { name: 'consumer', link: toConsumer, work: () => effectsOf(arena), breaks: () => toConsumer.connections },
      { name: 'app', link: toDatabase, work: () => record.committed, breaks: () => toDatabase.connections + record.unknown.size },
    ];
    const figures: Figures = {};
    await load.during(async () => {
      for (const path of paths) {
        await goesOn(arena, path);
        for (const how of ['finish', 'reset'] as const) Object.assign(figures, await cutOften(arena, path, how, cuts));
      }
      // Neither of the two needs the other's path.
      for (const some of silences > 0 ? [paths.slice(0, 2), paths.slice(2)] : [])
        Object.assign(figures, ...(await Promise.all(some.map((path) => silence(arena, path, silences, silentSeconds)))));
      for (const fault of await topologyFaults(arena)) arena.must(false, `topology: ${fault}`);
    });
    await arena.judge();
    return figures;
  },
});

async function cutOften(arena: Arena, path: Path, how: 'finish' | 'reset', times: number): Promise<Figures> {
  const [noticed, resumed] = [new Times(), new Times()];
  const word = { finish: 'FIN', reset: 'RST' }[how];
  for (let done = 0; done < times; done++) {
    const before = path.breaks();
    const began = Date.now();
    path.link[how]();
    await arena.until(() => path.breaks() > before, MOST_MS, 5);
    noticed.add(Date.now() - began);
    await goesOn(arena, path);
    resumed.add(Date.now() - began);
  }
  arena.must(noticed.worst <= 1_000, `${path.name}: ${word} was noticed after ${noticed.worst} ms`);
  arena.must(resumed.worst <= 5_000, `${path.name}: went on ${resumed.worst} ms after ${word}`);
  return { [`${path.name}${word}NoticedMs`]: noticed.worst, [`${path.name}${word}ResumedMs`]: resumed.worst };
}

async function silence(arena: Arena, path: Path, times: number, seconds: number): Promise<Figures> {
  const [noticed, resumed, caughtUp] = [new Times(), new Times(), new Times()];
  for (let done = 0; done < times; done++) {
    const before = path.breaks();
    const began = Date.now();
    path.link.blackHole();
    const found = await arena.during(
      `silence between ${path.name} and its server`,
      arena.until(() => path.breaks() > before, seconds * 1_000, 10),
    );
    // One that nobody notices lasts as long as the silence.
    noticed.add(found ? Date.now() - began : seconds * 1_000);
    await arena.rest(began + seconds * 1_000 - Date.now());
    const healed = Date.now();
    path.link.heal();
    await goesOn(arena, path);
    resumed.add(Date.now() - healed);
    await publishesAgain(arena);
    caughtUp.add(Date.now() - healed);
  }
  arena.must(noticed.worst <= SILENCE_NOTICED_MS, `${path.name}: silence was noticed after ${noticed.worst} ms`);
  arena.must(resumed.worst <= 5_000, `${path.name}: went on ${resumed.worst} ms after the silence`);
  return {
    [`${path.name}SilenceNoticedMs`]: noticed.worst,
    [`${path.name}SilenceResumedMs`]: resumed.worst,
    [`${path.name}SilenceCaughtUpMs`]: caughtUp.worst,
  };
}

/** Settles with the next piece of work that is done over this path. */
async function goesOn(arena: Arena, { work }: Path): Promise<void> {
  const before = await arena.until(async () => (await work()) + 1, MOST_MS);
  await arena.until(async () => (await work()) + 1 > (before ?? 0), MOST_MS, 10);
}

const publishedBy = async (relay: Worker): Promise<number> => (await relay.stats()).published;

async function effectsOf(arena: Arena): Promise<number> {
  const [row] = await arena.rows<{ position: string | null }>('select max(position) as position from mirror.event_log');
  return Number(row?.position ?? 0);
}
