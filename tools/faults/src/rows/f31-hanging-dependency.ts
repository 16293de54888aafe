import { createServer, Server, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { CircuitState, Dependency, DependencyAway, Refused } from '@orderly/platform/resilience';
import type { Arena } from '../arena';
import { Times } from '../chance';
import { row } from '../row';

type Mood = 'fine' | 'hangs' | 'fails';

const CALLERS = 10;
const MOST_OPENING_MS = 60_000;
const LONGEST_FLAP_MS = 400;

/** An outside system of whose sockets we know. */
class Outside {
  mood: Mood = 'hangs';
  calls = 0;
  readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly hangMs: number,
  ) {}

  static async start(hangMs: number): Promise<Outside> {
    const server = createServer();
    const outside = new Outside(server, hangMs);
    server.on('request', (_request, response: ServerResponse) => outside.answer(response));
    server.on('connection', (socket: Socket) => {
      outside.sockets.add(socket);
      socket.on('close', () => outside.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return outside;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(response: ServerResponse): void {
    this.calls++;
    if (this.mood === 'hangs') setTimeout(() => response.end('late'), this.hangMs).unref();
    else response.writeHead(this.mood === 'fine' ? 200 : 503).end('soon');
  }
}

export const hangingDependency = row({
  id: 'F31',
  title: 'an outside system that hangs, then flaps',
  scales: {
    short: { hangMs: 60_000, timeoutMs: 2_000, resetMs: 3_000, refusedCalls: 5_000, flappingMs: 12_000 },
    long: { hangMs: 60_000, timeoutMs: 10_000, resetMs: 5_000, refusedCalls: 50_000, flappingMs: 120_000 },
  },
  async run(arena, { hangMs, timeoutMs, resetMs, refusedCalls, flappingMs }) {
    // The circuit tells of every change; here it is looked at.
    Logger.overrideLogger(false);
    const outside = await Outside.start(hangMs);
    const dependency = new Dependency('outside', { timeoutMs, resetMs });
    const line = new Callers(dependency, outside.url);
    try {
      return await watch();
    } finally {
      dependency.close();
      outside.stop();
    }

    function is(state: CircuitState): boolean {
      return dependency.state === state;
    }

    async function watch() {
      line.start();
      const opens = arena.until(() => dependency.state === 'open', MOST_OPENING_MS, 2);
      await arena.during('waiting for the circuit to open', opens);
      const callsToOpen = outside.calls;
      await line.stop();
      if (!is('open')) throw new Error(`${dependency.state} after ${callsToOpen} calls that hung`);
      arena.must(callsToOpen <= 20, `it opened after ${callsToOpen} calls that hung`);

      const open = await refusals(arena, dependency, { url: outside.url, count: refusedCalls });
      arena.must(
        open.times.percentile(0.99) <= 50,
        `99 % of the calls ended within ${open.times.percentile(0.99)} ms while it was open`,
      );
      arena.must(open.count > 0, 'no call was refused while it was open');

      line.start();
      const flapping = await arena.during('flapping', flap(arena, outside, flappingMs));
      outside.mood = 'hangs';
      await arena.during(
        'waiting for the circuit to open again',
        arena.until(() => dependency.state === 'open', MOST_OPENING_MS, 2),
      );
      outside.mood = 'fine';
      const healed = Date.now();
      await arena.until(() => dependency.state === 'closed', timeoutMs + 2 * resetMs + 5_000, 5);
      const closedMs = Date.now() - healed;
      arena.must(is('closed') && closedMs <= resetMs + 1_000, `${dependency.state} ${closedMs} ms after it was well again`);
      const answered = line.answered;
      const flows = await arena.until(() => line.answered > answered + 50, 5_000);
      arena.must(flows === true, 'no calls get through although the circuit has closed');
      await line.stop();

      dependency.close();
      // Connections that are kept alive end by themselves; one that hangs would stay.
      const freed = await arena.until(() => outside.sockets.size === 0, Math.min(hangMs / 2, 20_000), 100);
      arena.must(freed === true, `${outside.sockets.size} sockets are left`);
      return {
        ...{ callsToOpen, openP99Ms: Math.round(open.times.percentile(0.99) * 100) / 100, refusedWhileOpen: open.count },
        ...{ flaps: flapping, callsThrough: outside.calls, closedMs, socketsLeft: outside.sockets.size },
      };
    }
  },
});

/** Some callers who call again and again, as errands do. */
class Callers {
  answered = 0;
  private stopped = true;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dependency: Dependency,
    private readonly url: string,
  ) {}

  start(): void {
    this.stopped = false;
    this.running = Promise.all(Array.from({ length: CALLERS }, () => this.callOn()));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  private async callOn(): Promise<void> {
    while (!this.stopped) {
      await call(this.dependency, this.url).then(
        () => this.answered++,
        () => undefined,
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

const call = (dependency: Dependency, url: string): Promise<string> =>
  dependency.call(async (signal) => {
    const response = await fetch(url, { signal });
    if (response.status === 503) throw new DependencyAway(dependency.name, 'unavailable');
    if (!response.ok) throw new Refused();
    return response.text();
  });

/** How long calls take that an open circuit refuses; those that it lets through as a probe are left out. */
async function refusals(arena: Arena, dependency: Dependency, { url, count }: { url: string; count: number }) {
  const times = new Times();
  let refused = 0;
  for (let done = 0; done < count; done += CALLERS) {
    await arena.until(() => dependency.state === 'open', MOST_OPENING_MS, 2);
    const round = Array.from({ length: CALLERS }, async () => {
      const began = performance.now();
      const error = await call(dependency, url).catch((thrown: unknown) => thrown);
      if (!(error instanceof DependencyAway) || error.code !== 'open') return;
      times.add(performance.now() - began);
      refused++;
    });
    await Promise.all(round);
  }
  return { times, count: refused };
}

/** Well and ill by turns, a few hundred milliseconds each. Answers how often it changed. */
async function flap(arena: Arena, outside: Outside, forMs: number): Promise<number> {
  const deadline = Date.now() + forMs;
  const moods: Mood[] = ['fine', 'fails', 'fine', 'hangs'];
  let flaps = 0;
  while (Date.now() < deadline) {
    outside.mood = moods[flaps++ % moods.length] as Mood;
    await arena.rest(Math.random() * LONGEST_FLAP_MS);
  }
  return flaps;
}
