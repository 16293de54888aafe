import { describe as describeMessage, isFault, readAcknowledgment, readHeader, sentence, validate, writeAcknowledgment } from '.';
import type { MessageHeader } from './model';
import { aMessage, anOrder } from './testing/messages';

const at = '2026-03-02T08:15:00.000Z';
const to = readHeader(aMessage()) as MessageHeader;

describe('an acknowledgment', () => {
  it('goes back to the sender', () =>
    expect(writeAcknowledgment({ to, code: 'AA', controlId: 'K1', at, faults: [] })).toBe(
      'MSH|^~\\&|ORDERLY|HOSPITAL|LIS|LAB|20260302081500+0000||ACK^R01^ACK|K1|P|2.5.1||||||UNICODE UTF-8\rMSA|AA|M1\r',
    ));

  it('tells each fault in an ERR', () => {
    const fault = { acknowledgment: 'AE', code: '101', location: 'OBX[2]-5', text: 'It is missing.' } as const;
    const whole = { acknowledgment: 'AE', code: '204', text: 'The order is not known.' } as const;
    const text = writeAcknowledgment({ to, code: 'AE', controlId: 'K1', at, faults: [fault, whole] });
    expect(text.split('\r').slice(2, 4)).toEqual([
      'ERR||OBX^2^5|101^Required field missing^HL70357|E||||It is missing.',
      'ERR|||204^Unknown key identifier^HL70357|E||||The order is not known.',
    ]);
    expect(readAcknowledgment(text)).toMatchObject({ code: 'AE', controlId: 'M1', faults: [fault, whole] });
  });

  it('is possible for what was no message', () => {
    const fault = readHeader('garbage');
    const text = writeAcknowledgment({ to: undefined, code: 'AR', controlId: 'K1', at, faults: isFault(fault) ? [fault] : [] });
    expect(readAcknowledgment(text)).toMatchObject({
      code: 'AR',
      controlId: '',
      faults: [{ acknowledgment: 'AR', code: '100' }],
    });
    expect(validate(text)).toMatchObject([{ location: 'MSA[1]-2' }]);
  });

  it('of the enhanced mode says the same', () => {
    expect(readAcknowledgment(aMessage('MSA|CE|M7'))).toMatchObject({ code: 'AE', controlId: 'M7', faults: [] });
    expect(readAcknowledgment(aMessage('MSA|XX|M7'))).toMatchObject({ code: '103', location: 'MSA[1]-1' });
    expect(readAcknowledgment(aMessage())).toMatchObject({ code: '100' });
  });
});

describe('a message for a person', () => {
  it('shows its fields with their names', () => {
    const text = describeMessage(aMessage(anOrder, 'ZZZ|a~b', `OBX|1|ED|1^a^L||${'x'.repeat(1_000)}`));
    expect(text).toContain('  MSH-2 encoding characters: ^~\\&\n');
    expect(text).toContain('  OBR-4 service: 718-7^Hemoglobin^LN\n');
    expect(text).toContain('  ZZZ-1: a ~ b\n');
    expect(text).toContain('… (1000 characters)\n');
  });

  it('says what is wrong with it', () => {
    const faults = validate(aMessage('PID|1||||||19840231', 'OBR|1').replace('ORU^R01^ORU_R01', 'ORM^O01'));
    expect(faults.map(sentence)).toEqual([
      'PID[1]-7: A time is not written as one. (102, AE)',
      'OBR[1]-4: The field “service” is missing. (101, AE)',
    ]);
    expect(validate(aMessage(anOrder, 'OBX|1|NM|1^a^L||5||||||F'))).toEqual([]);
  });
});
