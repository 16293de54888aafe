import * as fc from 'fast-check';
import { acknowledge } from './acknowledge';
import { readClaimAcknowledgments, writeClaimAcknowledgments } from './claim-acknowledgments';
import { describe as describeFile } from './describe';
import { readImplementationAcknowledgments, writeImplementationAcknowledgment } from './implementation-acknowledgments';
import { readInterchangeAcknowledgments, writeInterchangeAcknowledgment } from './interchange-acknowledgments';
import { readClaims } from './read-claims';
import { readRemittances } from './read-remittances';
import {
  anyBatch,
  anyClaimAcknowledgments,
  anyEnvelope,
  anyImplementationAcknowledgment,
  anyRemittances,
} from './testing/arbitraries';
import { aBatch, anEnvelope, aRemittance, redelimited } from './testing/samples';
import { validate } from './validate';
import { writeClaims } from './write-claims';
import { writeRemittances } from './write-remittances';

/** Element, component, repetition, segment; none of them occurs in the values. */
const delimiters = fc.constantFrom<string[]>(
  ['*', ':', '^', '~'],
  ['*', ':', '^', '~\n'],
  ['*', ':', '^', '~\r\n'],
  ['\t', '>', '<', '\n'],
  ['{', '}', '%', '\r\n'],
  ['\u001d', '\u001f', '\u001e', '\u001c'],
);

describe('what is written and read again is the same, whatever the delimiters', () => {
  it('claims (005010X223A2)', () => {
    fc.assert(
      fc.property(anyBatch, delimiters, (batch, other) => {
        expect(readClaims(redelimited(writeClaims(batch), other))).toEqual({ batches: [batch], faults: [] });
      }),
      { numRuns: 150 },
    );
  });

  it('remittances (005010X221A1)', () => {
    fc.assert(
      fc.property(anyRemittances, delimiters, (written, other) => {
        expect(readRemittances(redelimited(writeRemittances(written), other))).toEqual({ ...written, faults: [] });
      }),
    );
  });

  it('implementation acknowledgments (005010X231A1)', () => {
    fc.assert(
      fc.property(anyImplementationAcknowledgment, delimiters, (written, other) => {
        const text = redelimited(writeImplementationAcknowledgment(written), other);
        expect(readImplementationAcknowledgments(text)).toEqual({ acknowledgments: [written], faults: [] });
      }),
    );
  });

  it('claim acknowledgments (005010X214)', () => {
    fc.assert(
      fc.property(anyClaimAcknowledgments, delimiters, (written, other) => {
        const text = redelimited(writeClaimAcknowledgments(written), other);
        expect(readClaimAcknowledgments(text)).toEqual({ acknowledgments: [written], faults: [] });
      }),
    );
  });

  it('interchange acknowledgments (TA1)', () => {
    const any = fc.record({
      envelope: anyEnvelope.map((envelope) => ({ ...envelope, createdAt: `${envelope.createdAt.slice(0, 17)}00.000Z` })),
      controlNumber: fc.integer({ min: 0, max: 999_999_999 }),
      code: fc.constantFrom('A' as const, 'E' as const, 'R' as const),
      note: fc.constantFrom('000', '001', '025'),
    });
    fc.assert(
      fc.property(any, (written) => {
        // Without a group there is only ISA09 and ISA10: minutes of this century.
        const envelope = { ...written.envelope, createdAt: `20${written.envelope.createdAt.slice(2)}` };
        const text = writeInterchangeAcknowledgment({ ...written, envelope });
        expect(readInterchangeAcknowledgments(text)).toEqual({ acknowledgments: [{ ...written, envelope }], faults: [] });
      }),
    );
  });
});

const written = [
  writeClaims(aBatch()),
  writeRemittances({ envelope: anEnvelope(), remittances: [aRemittance()] }),
  writeClaimAcknowledgments({ envelope: anEnvelope(), claims: [{ claimControlNumber: '1', category: 'A2', status: '20' }] }),
  writeInterchangeAcknowledgment({ envelope: anEnvelope(), controlNumber: 1, code: 'R', note: '023' }),
];
const anyWritten = fc.constantFrom(...written);

function harmless(text: string): void {
  validate(text);
  describeFile(text);
  readClaims(text);
  readRemittances(text);
  readClaimAcknowledgments(text);
  readImplementationAcknowledgments(text);
  readInterchangeAcknowledgments(text);
  for (const { type, acknowledgment } of acknowledge(text, { controlNumber: 1, createdAt: '2026-03-02T08:00:00.000Z' })) {
    const answer =
      type === 'TA1' ? writeInterchangeAcknowledgment(acknowledgment) : writeImplementationAcknowledgment(acknowledgment);
    expect(validate(answer)).toEqual([]);
  }
}

describe('whatever a file holds, reading and answering it does not throw', () => {
  it('when it is cut off anywhere, and a cut is always found', () => {
    fc.assert(
      fc.property(anyWritten, fc.double({ min: 0, max: 0.999, noNaN: true }), (text, share) => {
        const cut = text.slice(0, Math.floor((text.length - 1) * share));
        harmless(cut);
        expect(validate(cut)).not.toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('when characters are replaced', () => {
    const edit = fc.tuple(
      anyWritten,
      fc.nat(2000),
      fc.oneof(fc.string({ maxLength: 4 }), fc.constantFrom('~', '*', ':', '~ISA*', '\0', '\ud800')),
    );
    fc.assert(
      fc.property(edit, ([text, at, put]) => {
        const place = at % text.length;
        harmless(text.slice(0, place) + put + text.slice(place + put.length));
      }),
      { numRuns: 500 },
    );
  });

  it('when segments are lost, doubled or shuffled', () => {
    const picks = fc.array(fc.nat(200), { maxLength: 60 });
    fc.assert(
      fc.property(anyWritten, picks, (text, order) => {
        const segments = text.split('~');
        harmless([segments[0], ...order.map((pick) => segments[pick % segments.length])].join('~'));
      }),
      { numRuns: 300 },
    );
  });

  it('when it is any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('I', 'S', 'A', '*', '~', 'ISA*', '\n') })), harmless),
    );
  });

  it('when it holds a hundred thousand segments that do not belong there', () => {
    const [head = ''] = written[0]?.split('BHT') ?? [];
    const text = `${head}${'XXX*1~REF*~'.repeat(50_000)}`;
    expect(readClaims(text).batches).toEqual([]);
    expect(validate(text).length).toBeLessThan(110);
  });
});
