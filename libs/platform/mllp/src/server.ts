import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Logger } from '@nestjs/common';
import { failureKind, metrics } from '@orderly/platform/telemetry';
import { type Answer, Connection, type ConnectionLimits } from './connection';

export type { Answer, Peer } from './connection';

/** Key, certificate and the authorities of the other side, each as PEM. */
export interface MllpTls {
  key: string;
  cert: string;
  ca: string;
}

export interface MllpServerOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** When set, only peers with a certificate of `ca` get through. */
  tls?: MllpTls;
  /** The longest message; a longer one ends the connection. 1 MiB. */
  maxMessageBytes?: number;
  /** How long a connection may be without a message. 60 s. */
  idleMs?: number;
  /** How long a message that has begun, an answer or a TLS handshake may be on the way. 10 s. */
  frameMs?: number;
  /** More are closed at once. 200. */
  maxConnections?: number;
}

/**
 * Listens for HL7 messages over MLLP. `answer` gets the content of a frame and returns that of the answer; when it rejects, the
 * connection is closed without one. Memory is bounded by `maxConnections` times twice `maxMessageBytes`.
 */
export class MllpServer {
  private readonly log = new Logger('Mllp');
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly serving = new Map<Connection, Promise<void>>();
  private readonly limits: ConnectionLimits;

  constructor(
    private readonly options: MllpServerOptions,
    private readonly answer: Answer,
  ) {
    const { maxMessageBytes = 1024 * 1024, idleMs = 60_000, frameMs = 10_000, maxConnections = 200, tls } = options;
    this.limits = { maxMessageBytes, idleMs, frameMs };
    // A sender may close its half as soon as it has sent all, and still wait for answers.
    const half = { allowHalfOpen: true };
    const demands = { requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2', handshakeTimeout: frameMs } as const;
    this.server = tls ? createTlsServer({ ...tls, ...demands, ...half }) : createServer(half);
    this.server.maxConnections = maxConnections;
    this.server.on('connection', (socket) => this.hold(socket));
    this.server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => this.serve(socket));
    this.server.on('tlsClientError', (error: Error, socket: Socket) => {
      this.log.warn(`a peer was refused: ${failureKind(error)}`);
      // Node leaves it open when the handshake took too long.
      socket.destroy();
    });
    // Counted, not logged: a crowd must not fill the log.
    this.server.on('drop', () => metrics.mllp.inc({ outcome: 'refused' }));
  }

  /** The port. Rejects when it cannot be had. */
  async listen(): Promise<number> {
    const { host, port } = this.options;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, resolve);
    });
    this.server.on('error', (error) => this.log.error(error));
    return (this.server.address() as AddressInfo).port;
  }

  /** Takes no more, sends the answers that are being made, then ends every connection. It is for `answer` to come to an end. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const connection of this.serving.keys()) connection.leave();
    await Promise.all(this.serving.values());
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private hold(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => this.sockets.delete(socket));
  }

  private serve(socket: Socket): void {
    const connection = new Connection(socket, this.answer, this.limits);
    const served = connection.serve().finally(() => this.serving.delete(connection));
    this.serving.set(connection, served);
  }
}
