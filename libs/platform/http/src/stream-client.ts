import { ServerResponse } from 'node:http';
import { metrics } from '@orderly/platform/telemetry';

/** After so many heartbeats that did not fit, nobody is there any more. */
const MOST_MISSED = 4;

export type ResetReason = 'gap' | 'resume' | 'slow';

/** One open stream. It keeps at most `mostBuffered` bytes (and one frame more) for a client that reads slowly; what does not fit is dropped, and the client told. */
export class StreamClient {
  private behind = false;
  private missed = 0;

  constructor(
    readonly topics: ReadonlySet<string>,
    private readonly response: ServerResponse,
    private readonly given: { mostBuffered: number; position: () => string },
  ) {}

  /** A hint about these topics. */
  hint(frame: string, topics: readonly string[]): void {
    if (!topics.some((topic) => this.topics.has(topic))) return;
    if (this.write(frame)) metrics.hints.inc();
    else metrics.hintsDropped.inc();
  }

  /** A comment that keeps proxies from ending the connection; its id moves the place to go on from, also when nothing was for this client. */
  heartbeat(): void {
    if (this.write(`: heartbeat\nid: ${this.given.position()}\n\n`)) this.missed = 0;
    else if (++this.missed >= MOST_MISSED) this.response.destroy();
  }

  /** What you have seen may be out of date: read it anew. */
  reset(reason: ResetReason): void {
    // Once it reads again it is told anyway.
    if (this.behind) return;
    metrics.streamResets.inc({ reason });
    this.write(`id: ${this.given.position()}\nevent: reset\ndata: {}\n\n`);
  }

  /** false: it did not fit. */
  write(frame: string): boolean {
    if (this.behind || this.response.writableEnded) return false;
    const { writableNeedDrain, writableLength } = this.response;
    if (writableNeedDrain && writableLength > this.given.mostBuffered) {
      this.behind = true;
      this.response.once('drain', () => {
        this.behind = false;
        this.reset('slow');
      });
      return false;
    }
    this.response.write(frame);
    return true;
  }

  end(): void {
    this.response.end();
  }
}
