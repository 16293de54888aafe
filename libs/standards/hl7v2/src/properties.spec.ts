import * as fc from 'fast-check';
import { decodeMessage, describe as describeMessage, isFault, readAcknowledgment, readHeader, readResultMessage } from '.';
import { splitBatch, validate, writeAcknowledgment, writeResultMessage } from '.';
import { aMessage, anOrder, resultMessages } from './testing/messages';

function readEverything(text: string): void {
  for (const message of [text, ...splitBatch(text)]) {
    readHeader(message);
    readAcknowledgment(message);
    validate(message);
    describeMessage(message);
    const { message: understood, faults } = readResultMessage(message);
    expect(faults.length === 0).toBe(understood !== undefined);
    expect(faults.length).toBeLessThanOrEqual(20);
  }
}

describe('whatever arrives', () => {
  it('a message that was written is read as it was', () =>
    fc.assert(
      fc.property(resultMessages, (message) => {
        expect(readResultMessage(writeResultMessage(message))).toEqual({ message, faults: [] });
      }),
      { numRuns: 500 },
    ));

  it('what is written is one message, also within a batch', () =>
    fc.assert(
      fc.property(resultMessages, (message) => {
        const text = writeResultMessage(message);
        expect(splitBatch(`FHS|^~\\&\rBHS|^~\\&\r${text}${text}BTS|2\rFTS|1\r`)).toEqual([text, text]);
        expect(text).not.toMatch(/[\u000b\u001c]/);
      }),
    ));

  it('an acknowledgment names the message and the faults', () =>
    fc.assert(
      fc.property(resultMessages, ({ header }) => {
        const fault = { acknowledgment: 'AE', code: '101', location: 'OBX[2]-5', text: 'A field | is ^ missing.' } as const;
        const text = writeAcknowledgment({
          to: header,
          code: 'AE',
          controlId: 'A1',
          at: '2026-03-02T08:15:00.000Z',
          faults: [fault],
        });
        expect(readAcknowledgment(text)).toMatchObject({ code: 'AE', controlId: header.controlId, faults: [fault] });
      }),
    ));

  it('any text is read without an error', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 500 }), fc.string({ unit: 'binary' })), (text) => {
        readEverything(text);
        readEverything(aMessage(anOrder, text));
      }),
      { numRuns: 500 },
    ));

  it('any bytes are read without an error', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        readEverything(decodeMessage(Buffer.from(bytes)));
        readEverything(decodeMessage(Buffer.concat([Buffer.from(`${aMessage(anOrder)}\rOBX|1|`), bytes])));
      }),
    ));

  it('a message with some signs exchanged is read or refused', () =>
    fc.assert(
      fc.property(
        resultMessages,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('|', '^', '~', '\\', '&', '\r', '""', 'MSH|', '\u000b', '\ufffd', '')), {
          maxLength: 8,
        }),
        (message, changes) => {
          const characters = [...writeResultMessage(message)];
          for (const [at, sign] of changes) characters[at % characters.length] = sign;
          readEverything(characters.join(''));
        },
      ),
      { numRuns: 500 },
    ));

  it.each([
    ['escapes', '\\'],
    ['hexadecimal escapes', '\\X41\\'],
    ['unfinished hexadecimal', '\\X4141414141'],
    ['fields', '|'],
    ['components', '^'],
    ['repetitions', '~'],
    ['subcomponents', '&'],
    ['segment ends', '\r'],
    ['headers', '\rMSH'],
    ['segments', '\rOBX|'],
    ['spaces', ' '],
    ['digits', '1'],
    ['quotation marks', '"'],
  ])('a megabyte of %s takes less than two seconds', (_, part) => {
    const began = performance.now();
    readEverything(`${aMessage(anOrder)}\rOBX|1|ST|1^a^L||${part.repeat(1_000_000 / part.length)}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('a header with nothing else is refused with a code', () => {
    for (const text of ['', 'MSH', 'MSH|', 'MSH|^~\\&', 'MSH|^~\\&|', 'MSHABCDE', 'MSH|||||', 'MSH|^^^^|']) {
      const header = readHeader(text);
      expect(isFault(header) && header.acknowledgment).toBe('AR');
    }
  });
});
