import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@orderly/platform/testing';
import { readClaimAcknowledgments, readImplementationAcknowledgments } from '@orderly/standards/x12';
import { aClaim, aFile, aFolder, Outside } from './testing/neighbourhood';

describe('submitting claims', () => {
  const folder = aFolder();
  let outside: Outside;
  beforeEach(async () => (outside = await Outside.start()));
  afterEach(() => Outside.closeAll());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is answered at once: the file was understood, and which claims go to adjudication', async () => {
    const claim = aClaim('visit-1');
    const [understood, claims] = await outside.submit(aFile([claim], 4711));
    expect(readImplementationAcknowledgments(understood?.content ?? '').acknowledgments).toMatchObject([
      { groupControlNumber: 4711, code: 'A', envelope: { senderId: 'CLEARING', receiverId: 'HOSP1' } },
    ]);
    expect(readClaimAcknowledgments(claims?.content ?? '').acknowledgments).toMatchObject([
      { claims: [{ claimControlNumber: claim.claimControlNumber, category: 'A2', status: '20' }] },
    ]);
  });

  it('gives the same interchange the same answer, and pays a claim once however often it comes', async () => {
    const file = aFile([aClaim('visit-1')]);
    const first = await outside.submit(file);
    expect(await outside.submit(file)).toEqual(first);
    const [, other] = await outside.submit(aFile([aClaim('visit-1'), aClaim('visit-2')]));
    const { acknowledgments } = readClaimAcknowledgments(other?.content ?? '');
    expect(acknowledgments[0]?.claims.map(({ category }) => category)).toEqual(['A2', 'A2']);
    await eventually(async () =>
      expect((await outside.state())['payments']).toMatchObject({ made: expect.any(Number) as number }),
    );
    await eventually(async () => expect((await outside.state())['payments']).toMatchObject({ paid: { amount: '240.02' } }));
    expect(await outside.state()).toMatchObject({
      batches: { taken: 2, repeated: 1, refused: 0 },
      claims: { received: 2, repeated: 1, rejected: 0 },
    });
  });

  it('refuses other claims under a number that it has seen', async () => {
    await outside.submit(aFile([aClaim('visit-1')], 77));
    const [refused] = await outside.submit(aFile([aClaim('visit-2')], 77));
    expect(refused?.content).toMatch(/\bTA1\*000000077\*\d{6}\*\d{4}\*R\*025~/);
    expect(await outside.state()).toMatchObject({ claims: { received: 1 } });
  });

  it('takes nothing from a file that is broken', async () => {
    const file = aFile([aClaim('visit-1')]);
    const broken = ['', 'hello', '\u0000\uffff', file.slice(0, 300), file.replace(/CLM\*[^~]*~/, ''), file.replaceAll('*', '')];
    for (const text of broken) {
      const files = await outside.submit(text);
      expect(files).toHaveLength(1);
      expect(files[0]?.name).toMatch(/^(999|TA1)-/);
    }
    expect(await outside.state()).toMatchObject({ batches: { taken: 0, refused: broken.length }, claims: { received: 0 } });
  });

  it('turns away a claim whose lines do not add up', async () => {
    const [, claims] = await outside.submit(aFile([aClaim('visit-1', { totalCents: 1 }), aClaim('visit-2')]));
    const { acknowledgments } = readClaimAcknowledgments(claims?.content ?? '');
    expect(acknowledgments[0]?.claims.map(({ category, status }) => `${category}:${status}`)).toEqual(['A7:400', 'A2:20']);
  });

  it('keeps a file until it is taken away, and knows only its own submitters` files', async () => {
    await outside.submit(aFile([aClaim('visit-1')]));
    const [name] = await eventually(async () => {
      const names = await outside.files();
      expect(names).toHaveLength(1);
      return names as [string];
    });
    expect(await outside.files('HOSP2')).toEqual([]);
    expect(await outside.call('GET', `/v1/submitters/HOSP2/files/${name}`)).toMatchObject({ status: 404 });
    expect(await outside.read(name)).toBe(await outside.read(name));
    for (const time of ['first', 'second']) {
      const { status } = await outside.call('DELETE', `/v1/submitters/HOSP1/files/${name}`);
      expect([time, status]).toEqual([time, 204]);
    }
    expect(await outside.files()).toEqual([]);
  });

  it('remembers after a crash what it has taken, was told, has paid and has handed out', async () => {
    await outside.close();
    outside = await Outside.start({ SANDBOX_DIR: folder });
    const paid = aFile([aClaim('visit-1')]);
    const answered = await outside.submit(paid);
    await eventually(async () => expect(await outside.files()).toHaveLength(1));
    await outside.call('DELETE', `/v1/submitters/HOSP1/files/${(await outside.files())[0]}`);
    await outside.faults('payer', { down: true });
    await outside.call('PUT', '/admin/payments', { 'visit-2': '1.23' });
    const waiting = aFile([aClaim('visit-2')]);
    await outside.submit(waiting);

    // What a dying process leaves behind: nothing is closed, the last line is torn.
    appendFileSync(join(folder, 'journal.jsonl'), '{"type":"batch","subm');
    outside = await Outside.start({ SANDBOX_DIR: folder });
    expect(await outside.submit(paid)).toEqual(answered);
    await outside.submit(aFile([aClaim('visit-1'), aClaim('visit-2')]));
    await eventually(async () => expect(await outside.files()).toHaveLength(1));
    expect(await outside.state()).toMatchObject({
      ...{ claims: { received: 2 }, payments: { made: 2, paid: { amount: '121.24' } } },
      files: { waiting: 1, removed: 1 },
    });
  });

  it('asks for the token, and for X12', async () => {
    await outside.close();
    outside = await Outside.start({ SANDBOX_TOKEN: 'a token of the tests' });
    expect(await outside.call('GET', '/admin/state')).toMatchObject({ status: 401 });
    const headers = { authorization: 'Bearer a token of the tests' };
    expect(await outside.call('GET', '/admin/state', undefined, headers)).toMatchObject({ status: 200 });
    expect(await outside.call('POST', '/v1/submitters/HOSP1/claims', { claims: [] }, headers)).toMatchObject({ status: 415 });
  });
});
