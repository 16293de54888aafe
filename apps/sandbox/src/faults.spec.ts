import { eventually } from '@orderly/platform/testing';
import { Faults } from './faults';
import { aClaim, aFile, Outside } from './testing/neighbourhood';

describe('faults of the clearinghouse and the payer', () => {
  let outside: Outside;
  beforeEach(async () => (outside = await Outside.start()));
  afterEach(() => Outside.closeAll());

  const paid = (amount: string) =>
    eventually(async () => expect(await outside.state()).toMatchObject({ payments: { paid: { amount } } }));

  it('knows only its own switches', async () => {
    expect(await outside.faults('clearinghouse', { errorRate: 2 })).toMatchObject({ status: 400 });
    expect(await outside.faults('clearinghouse', { colour: 'red' })).toMatchObject({ status: 400 });
    expect(await outside.faults('analyser', { reject: 1 })).toMatchObject({ status: 400 });
    expect(await outside.faults('moon', {})).toMatchObject({ status: 400 });
    expect(await outside.state()).toMatchObject({ faults: { analyser: {}, clearinghouse: {}, payer: {} } });
  });

  it('answers 503, breaks connections or stays silent, and takes nothing', async () => {
    const file = aFile([aClaim('visit-1')]);
    await outside.faults('clearinghouse', { errorRate: 1 });
    await expect(outside.submit(file)).rejects.toThrow('503');
    await outside.faults('clearinghouse', { down: true });
    await expect(outside.submit(file)).rejects.toThrow('fetch failed');
    await outside.faults('clearinghouse', { hang: true });
    const silent = expect(outside.submit(file)).rejects.toThrow('fetch failed');
    await eventually(async () => expect(await outside.state()).toMatchObject({ held: 1 }));
    await outside.call('DELETE', '/admin/faults/clearinghouse');
    await silent;
    expect(await outside.state()).toMatchObject({ claims: { received: 0 } });
    expect(await outside.submit(file)).toHaveLength(2);
  });

  it('answers rubbish although it has taken the file, and the right thing when asked again', async () => {
    const file = aFile([aClaim('visit-1')]);
    await outside.faults('clearinghouse', { garbage: 1 });
    await expect(outside.submit(file)).rejects.toThrow(SyntaxError);
    expect(await outside.submit(file)).toHaveLength(2);
    expect(await outside.state()).toMatchObject({ batches: { taken: 1, repeated: 1 }, claims: { received: 1 } });
  });

  it('refuses whole files, or single claims that may come again later', async () => {
    await outside.faults('clearinghouse', { reject: 1 });
    const refused = aFile([aClaim('visit-1')]);
    const answer = await outside.submit(refused);
    expect(answer.map(({ name }) => name.slice(0, 3))).toEqual(['999']);
    await outside.call('DELETE', '/admin/faults/clearinghouse');
    expect(await outside.submit(refused)).toEqual(answer);

    await outside.faults('payer', { reject: 1 });
    const [, rejected] = await outside.submit(aFile([aClaim('visit-1')]));
    expect(rejected?.content).toMatch(/STC\*A[37]:21/);
    await outside.call('DELETE', '/admin/faults/payer');
    const [, accepted] = await outside.submit(aFile([aClaim('visit-1')]));
    expect(accepted?.content).toMatch(/STC\*A2:20/);
    expect(await outside.state()).toMatchObject({ claims: { received: 1, rejected: 1 } });
  });

  it('delivers payments twice and puts rubbish before them', async () => {
    await outside.faults('payer', { duplicateFiles: true, garbage: 1 });
    await outside.submit(aFile([aClaim('visit-1')]));
    const names = await eventually(async () => {
      const found = await outside.files();
      expect(found).toHaveLength(3);
      return found;
    });
    const [garbage, right, again] = await Promise.all(names.map((name) => outside.read(name)));
    expect(again).toBe(right);
    expect(right).toMatch(/^ISA\*/);
    expect(garbage).not.toMatch(/^ISA/);
    await paid('120.01');
  });

  it('releases payments in the wrong order', async () => {
    await outside.faults('payer', { reorderFiles: true });
    // Of two payers, and decided in one moment.
    await outside.submit(aFile([aClaim('visit-1'), aClaim('visit-2', { payer: { name: 'OTHER PAYER', id: 'OP01' } })]));
    await paid('240.02');
    const names = await eventually(async () => {
      const found = await outside.files();
      expect(found).toHaveLength(2);
      return found;
    });
    expect(names).toEqual([...names].sort().reverse());
  });

  it('pays when the payer is back', async () => {
    await outside.faults('payer', { down: true });
    await outside.submit(aFile([aClaim('visit-1')]));
    await eventually(async () => expect(await outside.state()).toMatchObject({ held: 1 }));
    expect(await outside.files()).toEqual([]);
    await outside.call('DELETE', '/admin/faults/payer');
    await eventually(async () => expect(await outside.files()).toHaveLength(1));
  });

  it('draws the same lots from the same seed', () => {
    const lots = (seed: string) => {
      const faults = new Faults(seed);
      return Array.from({ length: 1_000 }, () => faults.hit('a kind', 0.3));
    };
    expect(lots('1')).toEqual(lots('1'));
    expect(lots('1')).not.toEqual(lots('2'));
    const share = lots('1').filter(Boolean).length / 1_000;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.35);
  });
});
