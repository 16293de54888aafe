import { Hl7Context } from '@medplum/core';
import { decodeMessage, readHeader, readResultMessage, splitBatch } from '.';
import { escape, unescape } from './escape';
import { aMessage, anOrder } from './testing/messages';
import { readTime, writeTime } from './time';

const context = new Hl7Context();
const valuesOf = (text: string) =>
  readResultMessage(text).message?.reports.flatMap(({ results }) => results.map(({ value }) => value));

describe('escape sequences', () => {
  it.each([
    ['a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f', 'a|b^c&d~e\\f'],
    ['\\X41\\\\XC2B5\\\\XB5\\', 'Aµµ'],
    ['\\H\\bold\\N\\ text\\.br\\next\\.sp+2\\', 'bold text\nnext\n'],
    ['C:\\temp\\F\\x', 'C:\\temp|x'],
    ['\\', '\\'],
    ['\\\\', '\\\\'],
    ['\\X4\\ \\Z1\\', '\\X4\\ \\Z1\\'],
  ])('%s means what chapter 2.7 says, or itself', (text, meaning) => expect(unescape(text, context)).toBe(meaning));

  it('leave no separator and no control character', () =>
    expect(escape('|^&~\\\r\u001c', context)).toBe('\\F\\\\S\\\\T\\\\R\\\\E\\\\X0D\\\\X1C\\'));
});

describe('a message', () => {
  const expected = [{ valueQuantity: { value: '13.5', unit: 'g/dL' } }];
  const text = aMessage(anOrder, 'OBX|1|NM|718-7^Hb^LN||13.5|g/dL|||||F');

  it.each(['\r', '\n', '\r\n', '\r\r', '\n\n'])('may end its segments with %j', (end) =>
    expect(valuesOf(text.replaceAll('\r', end) + end)).toEqual(expected),
  );

  it('may choose its separators', () => {
    const exchanged = text.replace(/[|^~\\&]/g, (sign) => '!@#$%'.charAt('|^~\\&'.indexOf(sign)));
    expect(exchanged).toContain('MSH!@#$%!');
    expect(valuesOf(exchanged)).toEqual(expected);
  });

  it('may name the sign of truncation, or fewer signs than four', () => {
    expect(valuesOf(text.replace('^~\\&', '^~\\&#'))).toEqual(expected);
    expect(valuesOf(text.replace('^~\\&', '^~'))).toEqual(expected);
  });

  it('may begin with a byte order mark', () => expect(valuesOf(`\ufeff${text}`)).toEqual(expected));

  it('has a header', () =>
    expect(readHeader(text)).toEqual({
      ...{ sendingApplication: 'LIS', sendingFacility: 'LAB', receivingApplication: 'ORDERLY', receivingFacility: 'HOSPITAL' },
      ...{ at: '2026-03-02T08:15:00.000Z', type: 'ORU^R01', controlId: 'M1', processingId: 'P', version: '2.5.1' },
    }));

  it.each([
    ['MSH-9', { acknowledgment: 'AR', code: '101', location: 'MSH[1]-9' }, aMessage().replace('ORU^R01^ORU_R01', '')],
    ['MSH-10', { acknowledgment: 'AR', code: '101', location: 'MSH[1]-10' }, aMessage().replace('|M1|', '||')],
    [
      'different encoding characters',
      { acknowledgment: 'AR', code: '102', location: 'MSH[1]-2' },
      aMessage().replace('^~\\&', '^^\\&'),
    ],
    ['MSH', { acknowledgment: 'AR', code: '100' }, 'PID|1'],
  ])('is refused without %s', (_, fault, message) => expect(readHeader(message)).toMatchObject(fault));

  it.each([
    ['other types', { acknowledgment: 'AR', code: '200' }, ['ORU^R01^ORU_R01', 'ADT^A01']],
    ['HL7 v2.2', { acknowledgment: 'AR', code: '203' }, ['2.5.1', '2.2']],
    ['no version', { acknowledgment: 'AR', code: '101' }, ['2.5.1', '']],
    ['no processing id', { acknowledgment: 'AR', code: '101' }, ['|P|', '||']],
    ['an unknown processing id', { acknowledgment: 'AR', code: '202' }, ['|P|', '|X|']],
  ])('is refused for %s', (_, fault, [from, to]) =>
    expect(readResultMessage(text.replace(from as string, to as string))).toEqual({ faults: [expect.objectContaining(fault)] }),
  );

  it('is refused when a line is no segment or has tens of thousands of fields', () => {
    expect(readResultMessage(`${text}\rgarbage`).faults).toMatchObject([{ code: '100', location: 'OBX[1]' }]);
    expect(readResultMessage(`${text}\rOBX${'|'.repeat(30_000)}`).faults).toMatchObject([{ code: '102', location: 'OBX[2]' }]);
  });
});

describe('a batch', () => {
  it('gives each message, without what surrounds them', () => {
    const file = `\ufeff# exported\r\nFHS|^~\\&\r\nBHS|^~\\&\r\n${aMessage('PID|1')}\r\n\r\n\u000b${aMessage()}\r\u001c\rBTS|2\r\nNTE|1\nFTS|1`;
    expect(splitBatch(file)).toEqual([`${aMessage('PID|1')}\r`, `${aMessage()}\r`]);
  });

  it('of nothing is nothing', () => expect(['', 'PID|1', 'MSHX', '\r\r'].flatMap(splitBatch)).toEqual([]));
});

describe('the charset', () => {
  const unit = (bytes: Buffer) => {
    const [first] = valuesOf(decodeMessage(bytes)) ?? [];
    return first?.valueQuantity?.unit;
  };
  const withUnit = (name: string) =>
    aMessage(anOrder, 'OBX|1|NM|1^a^L||5|µmol/L|||||F').replace('|P|2.5.1', `|P|2.5.1||||||${name}`);

  it.each([
    ['UNICODE UTF-8', 'utf8'],
    ['', 'utf8'],
    ['8859/1', 'latin1'],
    ['8859/15', 'latin1'],
    ['UNICODE UTF-16', 'utf16le'],
  ] as const)('%j in MSH-18 is that of the bytes', (name, encoding) => {
    const mark = encoding === 'utf16le' ? '\ufeff' : '';
    expect(unit(Buffer.from(mark + withUnit(name), encoding))).toBe('µmol/L');
  });

  it('that is not the one of the bytes is refused where a result would suffer', () => {
    const message = decodeMessage(Buffer.from(withUnit('UNICODE UTF-8'), 'latin1'));
    expect(readResultMessage(message).faults).toMatchObject([{ acknowledgment: 'AE', code: '102', location: 'OBX[1]-6' }]);
  });
});

describe('a time', () => {
  it.each([
    ['20260302081500.1234-0500', { instant: '2026-03-02T13:15:00.123Z' }],
    ['202603020815+0530', { instant: '2026-03-02T02:45:00.000Z' }],
    ['2026030208', { instant: '2026-03-02T08:00:00.000Z' }],
    ['20260302', { instant: '2026-03-02T00:00:00.000Z' }],
    ['202603', 'partial'],
    ['2026', 'partial'],
    ['20260231', 'wrong'],
    ['202613', 'wrong'],
    ['00000000', 'wrong'],
    ['20260302081', 'wrong'],
    ['20260302246000', 'wrong'],
    ['20260302081500+2500', 'wrong'],
    ['2026-03-02', 'wrong'],
  ])('%s is an instant, too little for one, or wrong', (text, read) => expect(readTime(text)).toEqual(read));

  it('is written in UTC', () => {
    expect(writeTime('2026-03-02T08:15:00.000Z')).toBe('20260302081500+0000');
    expect(writeTime('2026-03-02T08:15:00.120Z')).toBe('20260302081500.120+0000');
  });
});
