import * as fc from 'fast-check';
import { frame, FrameReader } from './frame';

/** Content of a frame: any bytes but the two marks. */
const message = fc
  .uint8Array({ maxLength: 200 })
  .map((bytes) => Buffer.from(bytes.filter((byte) => byte !== 0x0b && byte !== 0x1c)));

function pieces(bytes: Buffer, cuts: number[]): Buffer[] {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((start, index) => bytes.subarray(start, places[index] ?? bytes.length));
}

describe('frames', () => {
  it('are put together again however they were cut', () =>
    fc.assert(
      fc.property(fc.array(message, { maxLength: 5 }), fc.array(fc.nat(2_000), { maxLength: 30 }), (messages, cuts) => {
        const reader = new FrameReader(200);
        const bytes = Buffer.concat(messages.map(frame));
        expect(pieces(bytes, cuts).flatMap((piece) => reader.push(piece))).toEqual(messages);
        expect(reader).toMatchObject({ ignored: 0, overflowed: false, inside: false });
      }),
    ));

  it('are found between other bytes, which are counted', () =>
    fc.assert(
      fc.property(message, message, (noise, content) => {
        const reader = new FrameReader(200);
        expect(reader.push(Buffer.concat([noise, frame(content), noise, frame(content)]))).toEqual([content, content]);
        expect(reader.ignored).toBe(2 * noise.length);
      }),
    ));

  it('never go wrong on any bytes', () =>
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 50 })), (chunks) => {
        const reader = new FrameReader(40);
        const frames = chunks.flatMap((chunk) => reader.push(Buffer.from(chunk)));
        expect(frames.every(({ length }) => length <= 40)).toBe(true);
      }),
    ));

  it('begin anew at a second start', () => {
    const reader = new FrameReader(20);
    expect(reader.push(Buffer.from('\u000bhalf\u000bwhole\u001c\r'))).toEqual([Buffer.from('whole')]);
    expect(reader.ignored).toBe(5);
  });

  it('end only with both marks of the end', () => {
    const reader = new FrameReader(20);
    expect(reader.push(Buffer.from('\u000ba\u001cb\u001c'))).toEqual([]);
    expect(reader.push(Buffer.from('\r'))).toEqual([Buffer.from('a\u001cb')]);
  });

  it.each([[1], [7], [1_000]])('may be as long as the limit, no longer, in pieces of %d', (size) => {
    const push = (length: number) => {
      const reader = new FrameReader(100);
      const bytes = frame('x'.repeat(length));
      const cuts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => index * size);
      return { frames: cuts.flatMap((cut) => reader.push(bytes.subarray(cut, cut + size))), reader };
    };
    expect(push(100).frames).toHaveLength(1);
    expect(push(101)).toMatchObject({ frames: [], reader: { overflowed: true } });
  });

  it('are not made of what holds a mark', () => expect(() => frame('a\u001c\rb')).toThrow(RangeError));
});
