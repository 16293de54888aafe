import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { Logger } from '@nestjs/common';
import { failureKind, metrics } from '@orderly/platform/telemetry';
import { frame, FrameReader } from './frame';

/** Who is at the other end. */
export interface Peer {
  address: string;
  /** Of the client certificate: `O=Example Laboratory, CN=analyser-1`. */
  certificateSubject?: string;
}

export type Answer = (message: Buffer, peer: Peer) => Promise<Buffer | string>;

export interface ConnectionLimits {
  maxMessageBytes: number;
  idleMs: number;
  frameMs: number;
}

/** One sender: a message at a time, in their order; nothing is read while one is being answered. */
export class Connection {
  private readonly log = new Logger('Mllp');
  private readonly reader: FrameReader;
  private readonly peer: Peer;
  private timer?: NodeJS.Timeout;
  private answering = false;
  private leaving = false;

  constructor(
    private readonly socket: Socket,
    private readonly answer: Answer,
    private readonly limits: ConnectionLimits,
  ) {
    this.reader = new FrameReader(limits.maxMessageBytes);
    this.peer = peerOf(socket);
    // Reading ends with the same error.
    socket.on('error', () => undefined);
  }

  /** Until the peer or we have closed. Never rejects. */
  async serve(): Promise<void> {
    metrics.mllpConnections.inc();
    try {
      await this.converse();
    } catch {
      // It was reset, or we gave up on it.
    } finally {
      if (this.reader.inside) metrics.mllp.inc({ outcome: this.reader.overflowed ? 'oversize' : 'unfinished' });
      metrics.mllpConnections.dec();
      this.end();
    }
  }

  /** Ends the connection: now, or when the answer that is being made has been sent. */
  leave(): void {
    this.leaving = true;
    if (!this.answering) this.socket.destroy();
  }

  private async converse(): Promise<void> {
    this.closeAfter(this.limits.idleMs);
    let begun = false;
    const chunks = this.socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
    for await (const chunk of chunks) {
      const frames = this.reader.push(chunk);
      for (const message of frames) if (!(await this.exchange(message))) return;
      if (this.reader.overflowed) return this.log.warn(`a message of ${this.peer.address} is too long`);
      // Bytes alone do not keep a connection: it has idleMs to begin a message and frameMs to finish it.
      const inside = this.reader.inside;
      if (inside && (!begun || frames.length > 0)) this.closeAfter(this.limits.frameMs);
      else if (frames.length > 0) this.closeAfter(this.limits.idleMs);
      begun = inside;
    }
  }

  /** False when the connection is to end. Without an answer the sender sends the message again. */
  private async exchange(message: Buffer): Promise<boolean> {
    this.answering = true;
    clearTimeout(this.timer);
    try {
      const reply = frame(await this.answer(message, this.peer));
      this.closeAfter(this.limits.frameMs);
      await new Promise<void>((resolve, reject) => this.socket.write(reply, (error) => (error ? reject(error) : resolve())));
      metrics.mllp.inc({ outcome: 'answered' });
      return !this.leaving;
    } catch (error) {
      metrics.mllp.inc({ outcome: 'failed' });
      this.log.warn(`a message of ${this.peer.address} is not answered: ${failureKind(error)}`);
      return false;
    } finally {
      this.answering = false;
    }
  }

  /** A peer that does not read may not keep the socket. */
  private end(): void {
    this.closeAfter(this.limits.frameMs);
    if (this.socket.destroyed) clearTimeout(this.timer);
    this.socket.once('close', () => clearTimeout(this.timer));
    this.socket.destroySoon();
  }

  private closeAfter(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.socket.destroy(), ms);
  }
}

function peerOf(socket: Socket): Peer {
  const address = socket.remoteAddress ?? 'unknown';
  if (!(socket instanceof TLSSocket)) return { address };
  const subject = socket.getPeerX509Certificate()?.subject;
  return { address, ...(subject && { certificateSubject: subject.split('\n').join(', ') }) };
}
