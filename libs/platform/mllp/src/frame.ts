/** MLLP release 1 (HL7 v2.5.1, appendix C.4.3): a message between VT and FS CR. */
const START = 0x0b;
const END = 0x1c;
const CARRIAGE_RETURN = 0x0d;
/** Small messages share one piece of memory; after a large one it is given back. */
const KEPT_BYTES = 64 * 1024;

/** A message as a frame. Text is written in UTF-8; a message that holds one of the framing bytes is a RangeError. */
export function frame(message: string | Buffer): Buffer {
  const content = typeof message === 'string' ? Buffer.from(message) : message;
  if (content.includes(START) || content.includes(END)) throw new RangeError('the message holds a framing byte');
  return Buffer.concat([Buffer.of(START), content, Buffer.of(END, CARRIAGE_RETURN)]);
}

/** Takes bytes as they arrive and gives back whole messages. Holds at most some `limit` bytes, each byte is looked at once. */
export class FrameReader {
  /** Bytes that belonged to no frame, or to one that began anew before its end. */
  ignored = 0;
  /** A frame was longer than the limit. What follows is ignored. */
  overflowed = false;
  /** A frame has begun and not ended. */
  inside = false;
  private held = Buffer.alloc(0);
  private length = 0;
  private afterEnd = false;

  /** `limit`: bytes of the longest message. */
  constructor(private readonly limit: number) {}

  push(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    let from = 0;
    for (let at = 0; at < chunk.length && !this.overflowed; at += 1) {
      const byte = chunk[at] as number;
      if (byte === START) {
        this.begin(this.inside ? at - from + 1 : 0);
        from = at + 1;
      } else if (!this.inside) this.ignored += 1;
      else if (this.afterEnd && byte === CARRIAGE_RETURN) frames.push(...this.end(chunk.subarray(from, at)));
      else this.afterEnd = byte === END;
    }
    if (this.inside && !this.overflowed) this.keep(chunk.subarray(from));
    return frames;
  }

  private begin(dropped: number): void {
    if (this.inside) this.ignored += this.length + dropped;
    this.inside = true;
    this.afterEnd = false;
    this.length = 0;
  }

  /** The end mark is kept until the byte after it has come, so that there may be one more byte than the limit. */
  private keep(part: Buffer): void {
    const length = this.length + part.length;
    if (length > this.limit + 1 || (length > this.limit && !this.afterEnd)) {
      this.overflowed = true;
      this.held = Buffer.alloc(0);
      return;
    }
    if (length > this.held.length) {
      const larger = Buffer.allocUnsafe(Math.max(length, Math.min(2 * this.held.length, this.limit + 1)));
      this.held.copy(larger, 0, 0, this.length);
      this.held = larger;
    }
    part.copy(this.held, this.length);
    this.length = length;
  }

  private end(part: Buffer): Buffer[] {
    this.keep(part);
    if (this.overflowed) return [];
    const message = Buffer.from(this.held.subarray(0, this.length - 1));
    this.inside = false;
    this.afterEnd = false;
    if (this.held.length > KEPT_BYTES) this.held = Buffer.alloc(0);
    return [message];
  }
}
