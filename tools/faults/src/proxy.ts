import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

interface Delay {
  readonly ms: number;
  /** Share of the pieces that have to be sent again. */
  readonly loss: number;
}

/** As long as TCP waits at least for what it has sent (RFC 6298 allows 1 s, Linux takes 200 ms). */
const RETRANSMISSION_MS = 200;

/** What happens to the bytes of a link. */
type Weather = 'fine' | 'refusing' | 'black-hole';

/** A network path to one server on this machine that a row can cut, silence and slow down. */
export class Link {
  private readonly pairs = new Set<Pair>();
  private weather: Weather = 'fine';
  private delay: Delay = { ms: 0, loss: 0 };
  /** Connections that were made through this link. */
  connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {}

  static async to(target: string): Promise<Link> {
    const server = createServer();
    const link = new Link(server, new URL(target));
    server.on('connection', (socket) => link.join(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return link;
  }

  /** The target's URL with this link's address. */
  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  /** Ends every connection in order (FIN); new ones are welcome. */
  finish(): void {
    for (const { near, far } of this.pairs) for (const socket of [near, far]) socket.end();
  }

  /** Breaks every connection (RST); new ones are welcome. */
  reset(): void {
    for (const { near, far } of this.pairs) for (const socket of [near, far]) socket.resetAndDestroy();
  }

  /** Breaks every connection and refuses new ones until `heal`. */
  refuse(): void {
    this.weather = 'refusing';
    this.reset();
  }

  /** Nothing arrives any more on either side, and nobody is told, until `heal`. */
  blackHole(): void {
    this.weather = 'black-hole';
    for (const pair of this.pairs) pair.pause();
  }

  /** Everything that was on its way when the link went silent arrives now. */
  heal(): void {
    this.weather = 'fine';
    for (const pair of this.pairs) pair.resume();
  }

  /** Each direction takes this much longer from now on; a lost piece (share of them) comes after a retransmission, and the rest behind it. */
  slow(delayMs: number, loss = 0): void {
    this.delay = { ms: delayMs, loss };
  }

  async close(): Promise<void> {
    this.refuse();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    this.connections++;
    if (this.weather === 'refusing') return void near.resetAndDestroy();
    const far = connect(Number(this.target.port), this.target.hostname);
    const pair = new Pair(near, far, () => this.delay);
    this.pairs.add(pair);
    // Not the near one: what it said last may still be held back.
    far.on('close', () => this.pairs.delete(pair));
    if (this.weather === 'black-hole') pair.pause();
  }
}

/** Both ends of one connection. */
class Pair {
  private paused = false;
  private readonly held: (() => void)[] = [];

  constructor(
    readonly near: Socket,
    readonly far: Socket,
    private readonly delay: () => Delay,
  ) {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const way: Way = { free: 0, coming: [] };
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('data', (bytes) => this.later(way, () => to.write(bytes)));
      from.on('end', () => this.later(way, () => to.end()));
      from.on('close', (broken) => this.later(way, () => (broken ? to.resetAndDestroy() : to.destroy())));
    }
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    for (const step of this.held.splice(0)) step();
  }

  private later(way: Way, step: () => void): void {
    const due = () => (this.paused ? void this.held.push(step) : step());
    const { ms, loss } = this.delay();
    const again = Math.random() < loss ? 2 * ms + RETRANSMISSION_MS : 0;
    const now = Date.now();
    way.free = Math.max(way.free, now + ms + again);
    if (way.free <= now && way.coming.length === 0) return due();
    // Whichever timer comes first brings the first piece: none overtakes another.
    way.coming.push(due);
    setTimeout(() => way.coming.shift()?.(), way.free - now);
  }
}

/** One direction of a connection. */
interface Way {
  /** When the last piece that was sent arrives. */
  free: number;
  readonly coming: (() => void)[];
}
