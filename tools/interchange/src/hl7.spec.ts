import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { main } from './hl7';

const MESSAGE = ['MSH|^~\\&|LIS|LAB|||20260302||ORU^R01|M1|P|2.5.1', 'OBR|1|P1|A1|1^a^L', 'OBX|1|NM|718-7^Hb^LN||13.5||||||F'];

describe('npm run hl7', () => {
  const folder = mkdtempSync(join(tmpdir(), 'orderly-hl7-'));
  const said: string[] = [];
  beforeEach(() => {
    said.length = 0;
    const hear = (text: unknown): void => void said.push(String(text));
    jest.spyOn(console, 'log').mockImplementation(hear);
    jest.spyOn(console, 'error').mockImplementation(hear);
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => rmSync(folder, { recursive: true }));
  const fileOf = (text: string): string => {
    const path = join(folder, 'messages.hl7');
    writeFileSync(path, text);
    return path;
  };

  it('shows the messages of a file, also those of other types', async () => {
    const file = fileOf([...MESSAGE, 'MSH|^~\\&|LIS|LAB|||20260302||ADT^A01|M2|P|2.5.1'].join('\n'));
    expect(await main(['parse', file])).toBe(0);
    expect(said.join('\n')).toContain('OBX-3 observation: 718-7^Hb^LN');
    expect(said.join('\n')).toContain('understood: 1 orders, 1 results');
    expect(said).toHaveLength(2);
  });

  it('says what is wrong', async () => {
    expect(await main(['validate', fileOf(MESSAGE.join('\r'))])).toBe(0);
    expect(await main(['validate', fileOf(MESSAGE.join('\r').replace('||||||F', ''))])).toBe(1);
    expect(said.at(-1)).toContain('OBX[1]-11: The status of a result is missing. (101, AE)');
    expect(await main(['validate', fileOf('no message')])).toBe(1);
  });

  it('explains itself', async () => {
    for (const args of [[], ['toString', 'x'], ['parse'], ['parse', 'a', 'b'], ['parse', join(folder, 'absent')]]) {
      expect(await main(args)).toBe(64);
    }
    expect(said[0]).toContain('usage:');
  });
});
