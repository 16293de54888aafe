import { randomBytes } from 'node:crypto';
import { Hint } from '@orderly/platform/messaging';
import { StreamClient } from './stream-client';

interface Kept {
  readonly number: number;
  readonly frame: string;
  readonly topics: readonly string[];
}

/** The hints of one hospital in this process: those who listen, and the last ones for those who come back. */
export class HospitalHints {
  readonly clients = new Set<StreamClient>();
  /** Those who listen, and those who are about to. */
  present = 0;
  private readonly kept: Kept[] = [];
  /** Random, so that ids of another process, hospital or time are told apart. */
  private epoch = '';
  private last = 0;

  constructor(private readonly mostKept: number) {
    this.begin();
  }

  get size(): number {
    return this.kept.length;
  }

  /** The id to go on from. */
  get position(): string {
    return `${this.epoch}.${this.last}`;
  }

  /** Hints may have been missed: nobody can go on from before. */
  renew(): void {
    this.begin();
    for (const client of this.clients) client.reset('gap');
  }

  add({ type, id, version }: Hint, topics: readonly string[]): void {
    const number = ++this.last;
    const frame = `id: ${this.position}\nevent: hint\ndata: ${JSON.stringify({ type, id, version })}\n\n`;
    this.kept.push({ number, frame, topics });
    if (this.kept.length > this.mostKept) this.forgetOldest();
    for (const client of this.clients) client.hint(frame, topics);
  }

  forgetOldest(): void {
    this.kept.shift();
  }

  /** What came after `id` for these topics; undefined when that is no longer known or more than `mostBytes`. */
  since(id: string, topics: ReadonlySet<string>, mostBytes: number): string | undefined {
    const [epoch, number] = id.split('.');
    const seen = Number(number);
    const oldest = this.last - this.kept.length;
    if (epoch !== this.epoch || !(seen >= oldest && seen <= this.last)) return undefined;
    const missed = this.kept.filter((one) => one.number > seen && one.topics.some((topic) => topics.has(topic)));
    const frames = missed.map(({ frame }) => frame).join('');
    return frames.length <= mostBytes ? frames : undefined;
  }

  private begin(): void {
    this.epoch = randomBytes(8).toString('base64url');
    this.last = 0;
    this.kept.length = 0;
  }
}
