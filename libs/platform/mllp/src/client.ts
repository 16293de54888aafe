import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { frame, FrameReader } from './frame';
import type { MllpTls } from './server';

export interface MllpClientOptions {
  host: string;
  port: number;
  /** For one message: to connect if need be, to send, to be answered. */
  timeoutMs: number;
  tls?: MllpTls;
  /** 1 MiB. */
  maxAnswerBytes?: number;
}

/** Whether the receiver has taken the message is not known: send it again with the same MSH-10. */
export class Unanswered extends Error {
  constructor(
    readonly code: 'ETIMEDOUT' | 'ECONNRESET' | 'EMSGSIZE',
    reason: string,
  ) {
    super(reason);
  }
}

interface Waiting {
  resolve: (answer: string) => void;
  reject: (error: Error) => void;
}

/** Sends HL7 messages over MLLP, one at a time over one connection, which is made when it is needed. */
export class MllpClient {
  private socket?: Socket;
  private waiting?: Waiting;
  private last: Promise<unknown> = Promise.resolve();
  private closed = false;

  constructor(private readonly options: MllpClientOptions) {}

  /**
   * The answer, UTF-8. Rejects with Unanswered, or with the socket's own error when there is no connection. It is for the caller
   * to compare MSA-2 with what was sent.
   */
  send(message: string): Promise<string> {
    const turn = this.last.then(() => this.exchange(frame(message)));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Ends the connection. What waits for an answer, or for its turn, is rejected. */
  close(): void {
    this.closed = true;
    this.lose(new Unanswered('ECONNRESET', 'the client was closed'));
  }

  private async exchange(bytes: Buffer): Promise<string> {
    if (this.closed) throw new Unanswered('ECONNRESET', 'the client is closed');
    const socket = (this.socket ??= this.connect());
    const timer = setTimeout(() => {
      // A late answer must not be taken for that to the next message.
      this.lose(new Unanswered('ETIMEDOUT', 'no answer in time'));
    }, this.options.timeoutMs);
    try {
      return await new Promise<string>((resolve, reject) => {
        this.waiting = { resolve, reject };
        socket.write(bytes);
      });
    } finally {
      clearTimeout(timer);
      this.waiting = undefined;
    }
  }

  private connect(): Socket {
    const { host, port, tls, maxAnswerBytes = 1024 * 1024 } = this.options;
    const socket = tls ? connectTls({ host, port, ...tls, minVersion: 'TLSv1.2' }) : connect(port, host);
    const reader = new FrameReader(maxAnswerBytes);
    const lost = (error: Error) => this.socket === socket && this.lose(error);
    socket.on('data', (chunk: Buffer) => {
      const [answer] = reader.push(chunk);
      if (answer) this.waiting?.resolve(answer.toString());
      if (reader.overflowed) lost(new Unanswered('EMSGSIZE', 'the answer is too long'));
    });
    socket.on('error', lost);
    socket.on('close', () => lost(new Unanswered('ECONNRESET', 'the connection was closed')));
    return socket;
  }

  private lose(error: Error): void {
    this.socket?.destroy();
    this.socket = undefined;
    this.waiting?.reject(error);
  }
}
