import { AddressInfo, connect, createServer, Server, Socket } from 'node:net';

/** One address for several servers: each new connection goes to the next one that takes it. */
export class Balancer {
  private next = 0;
  private readonly sockets = new Set<Socket>();
  /** Connections that were made through it. */
  connections = 0;

  private constructor(
    private readonly server: Server,
    private readonly targets: readonly URL[],
  ) {}

  static async over(targets: readonly string[]): Promise<Balancer> {
    const server = createServer({ pauseOnConnect: true });
    const balancer = new Balancer(
      server,
      targets.map((each) => new URL(each)),
    );
    server.on('connection', (near) => void balancer.join(near));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  get url(): string {
    const url = new URL(this.targets[0] as URL);
    url.hostname = '127.0.0.1';
    url.port = String((this.server.address() as AddressInfo).port);
    return url.toString();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async join(near: Socket): Promise<void> {
    this.connections++;
    near.on('error', () => undefined);
    for (let tries = 0; tries < this.targets.length; tries++) {
      const far = await opened(this.targets[this.next++ % this.targets.length] as URL);
      if (far) return this.pair(near, far);
    }
    near.destroy();
  }

  private pair(near: Socket, far: Socket): void {
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.sockets.add(from);
      from.setNoDelay(true);
      from.on('error', () => undefined);
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}

const opened = ({ hostname, port }: URL): Promise<Socket | undefined> =>
  new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
