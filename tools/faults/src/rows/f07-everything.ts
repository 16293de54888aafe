import { between } from '../chance';
import { Figures, row } from '../row';
import { ServerName } from '../servers';
import { Role, Task } from '../task';
import { Worker } from '../worker';
import type { Arena } from '../arena';

const MOST_FROZEN_MS = 10_000;
const SERVER_AWAY_MS = 1_500;
const MOST_RETURNING_MS = 120_000;
const MOST_SETTLING_MS = 300_000;

/** One place in the system that is always filled again, however its process ended. */
class Post {
  private worker?: Worker;
  private closed = false;
  private filling: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly arena: Arena,
    readonly role: Role,
    private readonly task: Partial<Task>,
  ) {}

  /** A process that cannot begin, because a server is away, is tried again. */
  fill(): Promise<unknown> {
    return (this.filling = this.arena.until(async () => this.closed || (await this.hire()), MOST_RETURNING_MS, 500));
  }

  async kill(): Promise<void> {
    await this.worker?.kill();
    void this.fill();
  }

  freeze(ms: number): void {
    const { worker } = this;
    worker?.freeze();
    setTimeout(() => worker?.thaw(), ms);
  }

  /** Settles when somebody is at work here. */
  async filled(): Promise<void> {
    await this.filling;
    this.worker?.thaw();
    this.arena.must(this.worker?.alive === true, `nobody is left as ${this.role}`);
  }

  private async hire(): Promise<boolean> {
    const beginning = this.arena.worker(this.role, this.task);
    const candidate = this.arena.workers.at(-1) as Worker;
    // A server that is away ends it before it has begun; that is no fault of its own.
    candidate.expected = true;
    const begun = await beginning.then(
      () => true,
      () => false,
    );
    if (begun) this.worker = candidate;
    else await candidate.kill();
    candidate.expected = !begun;
    return begun;
  }
}

export const everything = row({
  id: 'F7',
  title: 'kill -9 and SIGSTOP of anything, every two seconds',
  scales: { long: { seconds: 600, everyMs: 2_000, relays: 3, consumers: 3, perSecond: 200 } },
  async run(arena, { seconds, everyMs, relays, consumers, perSecond }) {
    const posts = [
      ...Array.from({ length: consumers }, () => new Post(arena, 'consumer', {})),
      ...Array.from({ length: relays }, () => new Post(arena, 'relay', { lookEveryMs: 10 })),
    ];
    await Promise.all(posts.map((post) => post.fill()));
    const load = await arena.load({ events: 1, perSecond });
    const count: Record<string, number> = {};
    const note = (what: string) => (count[what] = (count[what] ?? 0) + 1);
    let servers: Promise<unknown> = Promise.resolve();
    const anyPost = () => posts[between(0, posts.length - 1)] as Post;
    const faults: (() => Promise<void> | void)[] = [
      ...Array.from({ length: 4 }, () => async () => {
        const post = anyPost();
        note(`${post.role}sKilled`);
        await post.kill();
      }),
      ...Array.from({ length: 3 }, () => () => {
        const post = anyPost();
        note(`${post.role}sFrozen`);
        post.freeze(between(500, MOST_FROZEN_MS));
      }),
      () => {
        note('writersFrozen');
        const writer = load.processes[between(0, load.processes.length - 1)] as Worker;
        writer.freeze();
        setTimeout(() => writer.thaw(), between(500, MOST_FROZEN_MS));
      },
      () => server('postgres', 'kill'),
      () => server('postgres', 'freeze'),
      () => server('rabbitmq', 'kill'),
      () => server('rabbitmq', 'freeze'),
    ];
    /** One server at a time: with both away there is nothing to be seen. */
    function server(name: ServerName, what: 'kill' | 'freeze'): void {
      servers = servers.then(async () => {
        note(`${name}${what === 'kill' ? 'Killed' : 'Frozen'}`);
        await arena.servers[what](name);
        await arena.rest(what === 'kill' ? SERVER_AWAY_MS : between(500, MOST_FROZEN_MS));
        await arena.servers[what === 'kill' ? 'start' : 'thaw'](name);
      });
    }

    const deadline = Date.now() + seconds * 1_000;
    const words = () => `${listed(count)}; ${load.committed} events committed`;
    await load.during(() =>
      arena.during(
        words,
        (async () => {
          while (Date.now() < deadline) {
            await arena.rest(everyMs);
            await (faults[between(0, faults.length - 1)] as () => Promise<void> | void)();
          }
          await servers;
        })(),
      ),
    );
    await Promise.all(posts.map((post) => post.filled()));
    await arena.judge({}, MOST_SETTLING_MS);
    const faultsInAll = Object.values(count).reduce((sum, each) => sum + each, 0);
    arena.must(faultsInAll > 0, 'nothing was broken');
    return { faults: faultsInAll, ...count, committed: load.committed } satisfies Figures;
  },
});

const listed = (count: Record<string, number>) =>
  Object.entries(count)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ');
