import { connect, type Socket } from 'node:net';
import { eventually } from '@orderly/platform/testing';

/** A sender that writes whatever bytes it likes. */
export class RawPeer {
  readonly socket: Socket;
  received = '';
  closed = false;
  ended = false;

  constructor(port: number, host = '127.0.0.1') {
    this.socket = connect({ port, host, allowHalfOpen: true });
    this.socket.on('data', (bytes: Buffer) => (this.received += bytes.toString()));
    this.socket.on('end', () => {
      this.ended = true;
      this.socket.end();
    });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.closed = true));
  }

  write(bytes: Buffer | string): void {
    this.socket.write(bytes);
  }

  /** Waits until this much has come back. */
  hears(text: string): Promise<void> {
    return eventually(() => expect(this.received).toBe(text));
  }

  isClosed(): Promise<void> {
    return eventually(() => expect(this.closed).toBe(true));
  }
}

/** A message framed by hand. */
export const framed = (text: string): string => `\u000b${text}\u001c\r`;
