import { ClientRequest, IncomingMessage, request } from 'node:http';
import { eventually } from './eventually';

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** Reads server-sent events as a browser does (WHATWG HTML, 9.2.6). */
export class EventStream {
  readonly events: StreamEvent[] = [];
  heartbeats = 0;
  /** What a browser would send as `Last-Event-ID`. */
  lastId = '';
  ended = false;
  private rest = '';

  private constructor(
    private readonly sent: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.take(text));
    response.on('close', () => (this.ended = true));
    response.on('error', () => undefined);
  }

  /** Resolves with the answer's first line, before any event; rejects when it is no stream. */
  static open(url: string, headers: Record<string, string> = {}): Promise<EventStream> {
    return new Promise((resolve, reject) => {
      const sent = request(url, { headers, agent: false });
      sent.on('error', reject);
      sent.on('response', (response) => {
        if (response.statusCode === 200) return resolve(new EventStream(sent, response));
        let text = '';
        response.on('data', (part: Buffer) => (text += part.toString()));
        response.on('end', () => reject(new NoStream(response, text)));
      });
      sent.end();
    });
  }

  /** `Order/0193...@3` for each hint, `reset` for each reset. */
  get seen(): string[] {
    return this.events.map(({ event, data }) => {
      const { type, id, version } = data as { type: string; id: string; version: number };
      return event === 'hint' ? `${type}/${id}@${version}` : event;
    });
  }

  /** Waits until what was seen so far ends with this. */
  async saw(...last: string[]): Promise<void> {
    await eventually(() => {
      const tail = this.seen.slice(-last.length);
      if (tail.join() !== last.join()) throw new Error(`saw ${this.seen.join(', ')}`);
    });
  }

  /** Goes away without a word. */
  leave(): void {
    this.sent.destroy();
  }

  private take(text: string): void {
    const blocks = (this.rest + text).split('\n\n');
    this.rest = blocks.pop() as string;
    for (const block of blocks) this.read(block);
  }

  private read(block: string): void {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      if (line === ': heartbeat') this.heartbeats++;
      const [, name, value = ''] = /^([a-z]+): ?(.*)$/.exec(line) ?? [];
      if (name) fields.set(name, value);
    }
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data !== undefined)
      this.events.push({ id: this.lastId, event: fields.get('event') ?? 'message', data: JSON.parse(data) });
  }
}

/** The answer was a problem instead. */
export class NoStream extends Error {
  readonly status?: number;
  readonly headers: IncomingMessage['headers'];
  readonly problem: Record<string, unknown>;

  constructor({ statusCode, headers }: IncomingMessage, text: string) {
    super(`${statusCode} ${text}`);
    this.status = statusCode;
    this.headers = headers;
    this.problem = JSON.parse(text) as Record<string, unknown>;
  }
}
