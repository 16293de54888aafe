import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeInterchangeAcknowledgment } from '@orderly/standards/x12';
import { main } from './x12';

const envelope = {
  senderId: 'PAYER',
  receiverId: 'HOSP1',
  controlNumber: 7,
  createdAt: '2026-03-02T08:15:00.000Z',
  usage: 'T' as const,
};
const right = writeInterchangeAcknowledgment({ envelope, controlNumber: 17, code: 'A', note: '000' });

describe('npm run x12', () => {
  const out: string[] = [];
  const errors: string[] = [];
  const fileOf = (text: string) => {
    const file = join(mkdtempSync(join(tmpdir(), 'orderly-x12-')), 'file.edi');
    writeFileSync(file, text);
    return file;
  };

  beforeEach(() => {
    out.length = errors.length = 0;
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
    jest.spyOn(console, 'error').mockImplementation((text) => void errors.push(String(text)));
  });

  afterEach(() => jest.restoreAllMocks());

  it('finds nothing wrong in a file that is right', async () => {
    expect(await main(['validate', fileOf(right)])).toBe(0);
    expect(errors).toEqual([]);
  });

  it('says on stderr what is wrong, and exits 1', async () => {
    expect(await main(['validate', fileOf(right.replace('IEA*0*000000007', 'IEA*0*000000008'))])).toBe(1);
    expect(errors).toEqual(['000000007: interchange 001: ISA13 and IEA02 differ.']);
  });

  it('prints a file for people', async () => {
    expect(await main(['parse', fileOf(right)])).toBe(0);
    expect(out.join('')).toContain('\n  TA1*000000017*260302*0815*A*000\n');
  });

  it('cannot read what is not there', async () => {
    expect(await main(['parse', '/nowhere/file.edi'])).toBe(1);
    expect(errors).toEqual(['cannot read /nowhere/file.edi: ENOENT']);
  });

  it.each([[[]], [['parse']], [['draw', 'a']], [['parse', 'a', 'b']]])('exits 64 when it is called with %j', async (args) => {
    expect(await main(args)).toBe(64);
  });
});
